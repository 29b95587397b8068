import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Instant } from '../core/time.ts';
import type { Books, Fact, Load, Standing, Unanswered } from './books.ts';
import { RETENTION } from './queue.ts';
import { numberIn, numberOrNull, textIn } from './sqlite-columns.ts';

type Row = Record<string, SQLOutputValue>;

/** Forgets what can matter no more. Wants a transaction to be open. */
export function prune(db: DatabaseSync, now: Instant): void {
  const before = now - RETENTION;
  const orphan = (table: string, of: string) =>
    `NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.repository = ${of}.repository AND o.issue = ${of}.issue)`;
  db.prepare(
    `DELETE FROM issues WHERE due IS NULL AND touched < ?
     AND ${orphan('nudges', 'issues')} AND ${orphan('letters', 'issues')}`,
  ).run(before);
  db.prepare(
    `DELETE FROM intents WHERE at < ? AND (answer IS NOT NULL OR ${orphan('issues', 'intents')})`,
  ).run(before);
  db.prepare(`DELETE FROM cards WHERE touched < ? AND ${orphan('issues', 'cards')}`).run(before);
  db.prepare('DELETE FROM facts WHERE name IN (SELECT name FROM fact_ends WHERE until <= ?)').run(
    now,
  );
  db.prepare('DELETE FROM fact_ends WHERE until <= ?').run(now);
}

/** The books of the queue's file; all throw on a sick disk or a closed file. */
export class SqliteBooks implements Books {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async load(now: Instant): Promise<Load> {
    const [row] = this.#all(
      `SELECT count(*) AS waiting, (SELECT min(due) FROM issues WHERE due <= ?1) AS oldest FROM
         (SELECT repository, issue FROM nudges UNION SELECT repository, issue FROM issues WHERE due <= ?1)`,
      now,
    );
    return row
      ? { waiting: numberIn(row, 'waiting'), oldestDue: numberOrNull(row, 'oldest') }
      : { waiting: 0, oldestDue: null };
  }

  async standing(): Promise<readonly Standing[]> {
    const rows = this.#all(
      `SELECT *, EXISTS (SELECT 1 FROM nudges n
         WHERE n.repository = issues.repository AND n.issue = issues.issue) AS nudged FROM issues`,
    );
    return rows.map((row) => ({
      installation: numberIn(row, 'installation'),
      repository: {
        id: numberIn(row, 'repository'),
        owner: textIn(row, 'owner'),
        name: textIn(row, 'name'),
      },
      issue: numberIn(row, 'issue'),
      due: numberOrNull(row, 'due'),
      failures: numberIn(row, 'failures'),
      nudged: row.nudged === 1,
      touched: numberIn(row, 'touched'),
    }));
  }

  async unanswered(before: Instant, none: string): Promise<readonly Unanswered[]> {
    const rows = this.#all(
      'SELECT * FROM intents WHERE (answer IS NULL OR answer = ?) AND at < ? ORDER BY at',
      none,
      before,
    );
    return rows.map((row) => ({
      repository: numberIn(row, 'repository'),
      issue: numberIn(row, 'issue'),
      id: textIn(row, 'id'),
      at: numberIn(row, 'at'),
    }));
  }

  async facts(beginning: string): Promise<readonly Fact[]> {
    const rows = this.#all(
      'SELECT name, value FROM facts WHERE name >= ?1 AND substr(name, 1, length(?1)) = ?1',
      beginning,
    );
    return rows.map((row) => ({ name: textIn(row, 'name'), value: textIn(row, 'value') }));
  }

  #all(source: string, ...values: readonly (string | number)[]): Row[] {
    return this.#db.prepare(source).all(...values);
  }
}
