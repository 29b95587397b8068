import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { HOUR, type Instant } from '../core/time.ts';
import type { Intent, Job, Kept, Letter, Nudge } from './queue.ts';
import { prune } from './sqlite-books.ts';
import { numberIn, numberOrNull, textIn } from './sqlite-columns.ts';
import { transaction } from './sqlite-file.ts';

/** What names an issue's row: renames and new installations do not change it. */
export interface Key {
  readonly repository: number;
  readonly issue: number;
}

/** What a pass was given, and the last nudge that is in it. */
export interface Taken {
  readonly job: Job;
  readonly serial: number;
}

type Row = Record<string, SQLOutputValue>;

/**
 * The queue's tables as values; all throw on a sick disk or a closed file. What writes one row is a durable
 * step by itself, or part of the transaction that is open; `nudge`, `remember` and `prune` write several and want one open.
 */
export class Rows {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #forgotten: Instant = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  nudge(nudge: Nudge, letter: Letter | null, now: Instant): void {
    const { id, owner, name } = nudge.repository;
    this.#sql(
      `INSERT INTO issues (repository, issue, installation, owner, name, touched)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         installation = excluded.installation, owner = excluded.owner, name = excluded.name,
         touched = excluded.touched`,
    ).run(id, nudge.issue, nudge.installation, owner, name, now);
    this.#sql('INSERT INTO nudges (repository, issue, as_of) VALUES (?, ?, ?)').run(
      id,
      nudge.issue,
      nudge.asOf,
    );
    if (!letter) return;
    this.#sql(
      `INSERT INTO letters (repository, issue, id, at, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
    ).run(id, nudge.issue, letter.id, letter.at, letter.body);
  }

  /** Issues whose last pass did not clear everything: nudged, failed, or cut off by a crash. */
  unfinished(): Key[] {
    return this.#sql(
      `SELECT repository, issue FROM issues LEFT JOIN nudges USING (repository, issue)
       GROUP BY repository, issue HAVING max(serial) IS NOT NULL OR failures > 0
       ORDER BY min(serial) NULLS LAST`,
    )
      .all()
      .map(keyOf);
  }

  /** Issues with `after` < due <= `until`, the earliest first. */
  due(after: Instant, until: Instant): Key[] {
    return this.#sql('SELECT repository, issue FROM issues WHERE due > ? AND due <= ? ORDER BY due')
      .all(after, until)
      .map(keyOf);
  }

  /** The earliest due time later than `after`, or null. */
  nextDue(after: Instant): Instant | null {
    const row = this.#sql('SELECT min(due) AS due FROM issues WHERE due > ?').get(after);
    return row ? numberOrNull(row, 'due') : null;
  }

  /** All that came in for an issue until now; clears nothing, so that a crash loses nothing. */
  take(key: Key): Taken {
    const at = [key.repository, key.issue] as const;
    const row = this.#sql('SELECT * FROM issues WHERE repository = ? AND issue = ?').get(...at);
    if (!row) throw new Error(`the queue has no row for issue ${key.issue} of ${key.repository}`);
    const news = this.#sql(
      `SELECT coalesce(max(serial), 0) AS serial, max(as_of) AS as_of
       FROM nudges WHERE repository = ? AND issue = ?`,
    ).get(...at);
    const letters = this.#sql(
      'SELECT id, at, body FROM letters WHERE repository = ? AND issue = ? ORDER BY serial',
    ).all(...at);
    const job: Job = {
      installation: numberIn(row, 'installation'),
      repository: { id: key.repository, owner: textIn(row, 'owner'), name: textIn(row, 'name') },
      issue: key.issue,
      asOf: news ? numberOrNull(news, 'as_of') : null,
      letters: letters.map((l) => ({
        id: textIn(l, 'id'),
        at: numberIn(l, 'at'),
        body: textIn(l, 'body'),
      })),
      failures: numberIn(row, 'failures'),
    };
    return { job, serial: news ? numberIn(news, 'serial') : 0 };
  }

  /** Clears the nudges up to `serial`, and the failures; the issue is due again at `due`, or when nudged. */
  done(key: Key, serial: number, next: { due: Instant | null; now: Instant }): void {
    transaction(this.#db, () => {
      this.#sql('DELETE FROM nudges WHERE repository = ? AND issue = ? AND serial <= ?').run(
        key.repository,
        key.issue,
        serial,
      );
      this.#sql(
        `UPDATE issues SET due = ?, failures = 0, touched = ? WHERE repository = ? AND issue = ?`,
      ).run(next.due, next.now, key.repository, key.issue);
    });
  }

  /** Clears nothing and counts the failure; the issue is due again at `due`. */
  failed(key: Key, due: Instant): void {
    this.#sql(
      'UPDATE issues SET due = ?, failures = failures + 1 WHERE repository = ? AND issue = ?',
    ).run(due, key.repository, key.issue);
  }

  kept(key: Key): Kept | null {
    const row = this.#sql('SELECT * FROM cards WHERE repository = ? AND issue = ?').get(
      key.repository,
      key.issue,
    );
    if (!row) return null;
    const created = row.node !== null;
    return {
      card: created ? { node: textIn(row, 'node'), comment: numberIn(row, 'comment') } : null,
      revision: numberIn(row, 'revision'),
      text: textIn(row, 'text'),
    };
  }

  keep(key: Key, kept: Kept, now: Instant): void {
    this.#sql('INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      key.repository,
      key.issue,
      kept.card?.node ?? null,
      kept.card?.comment ?? null,
      kept.revision,
      kept.text,
      now,
    );
  }

  burn(key: Key, letters: readonly string[]): void {
    this.#sql(
      `DELETE FROM letters WHERE repository = ? AND issue = ?
       AND id IN (SELECT value FROM json_each(?))`,
    ).run(key.repository, key.issue, JSON.stringify(letters));
  }

  /** Stores the intent if it is new; answers the stored one. */
  intend(key: Key, id: string, at: Instant): Intent {
    this.#sql(
      'INSERT INTO intents (repository, issue, id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ).run(key.repository, key.issue, id, at);
    const row = this.#sql(
      'SELECT at, answer FROM intents WHERE repository = ? AND issue = ? AND id = ?',
    ).get(key.repository, key.issue, id);
    if (!row) throw new Error(`the page intent ${id} was stored and is not there`);
    return {
      id,
      at: numberIn(row, 'at'),
      answer: row.answer === null ? null : textIn(row, 'answer'),
    };
  }

  /** Answers false where no such intent is stored. */
  answered(key: Key, id: string, answer: string): boolean {
    const { changes } = this.#sql(
      'UPDATE intents SET answer = ? WHERE repository = ? AND issue = ? AND id = ?',
    ).run(answer, key.repository, key.issue, id);
    return Number(changes) > 0;
  }

  /** Notes a delivery, and now and then forgets those that were noted before `before`. */
  complete(delivery: string, { now, before }: { now: Instant; before: Instant }): void {
    if (before >= this.#forgotten + HOUR) {
      this.#sql('DELETE FROM deliveries WHERE at < ?').run(before);
      this.#forgotten = before;
    }
    this.#sql('INSERT OR REPLACE INTO deliveries VALUES (?, ?)').run(delivery, now);
  }

  isCompleted(delivery: string, since: Instant): boolean {
    const row = this.#sql('SELECT at FROM deliveries WHERE id = ?').get(delivery);
    return row !== undefined && numberIn(row, 'at') >= since;
  }

  /** Two rows where it is not for good: wants a transaction to be open. */
  remember(name: string, value: string, until: Instant | null): void {
    this.#sql('INSERT OR REPLACE INTO facts VALUES (?, ?)').run(name, value);
    if (until === null) this.#sql('DELETE FROM fact_ends WHERE name = ?').run(name);
    else this.#sql('INSERT OR REPLACE INTO fact_ends VALUES (?, ?)').run(name, until);
  }

  forget(name: string): void {
    this.#sql('DELETE FROM facts WHERE name = ?').run(name);
    this.#sql('DELETE FROM fact_ends WHERE name = ?').run(name);
  }

  prune(now: Instant): void {
    prune(this.#db, now);
  }

  recall(name: string): string | null {
    const row = this.#sql('SELECT value FROM facts WHERE name = ?').get(name);
    return row ? textIn(row, 'value') : null;
  }

  close(): void {
    this.#db.close();
  }

  #sql(source: string): StatementSync {
    const known = this.#statements.get(source);
    if (known) return known;
    const statement = this.#db.prepare(source);
    this.#statements.set(source, statement);
    return statement;
  }
}

const keyOf = (row: Row): Key => ({
  repository: numberIn(row, 'repository'),
  issue: numberIn(row, 'issue'),
});
