import type { Instant } from '../core/time.ts';
import type { Books, Fact, Load, Standing, Unanswered } from './books.ts';
import { Asking } from './postgres-asking.ts';
import { RETENTION } from './queue.ts';

interface StandingRow extends Omit<Standing, 'repository'> {
  readonly repository: number;
  readonly owner: string;
  readonly name: string;
}

/** The books of the queue's database. All reject while it is away. */
export class PostgresBooks extends Asking implements Books {
  async load(now: Instant): Promise<Load> {
    const row = await this.one<Load>(
      `SELECT count(*) AS waiting, (SELECT min(due) FROM tocsin.issues WHERE due <= $1) AS "oldestDue" FROM
         (SELECT repository, issue FROM tocsin.nudges
          UNION SELECT repository, issue FROM tocsin.issues WHERE due <= $1) AS w`,
      [now],
    );
    return row ?? { waiting: 0, oldestDue: null };
  }

  async standing(): Promise<readonly Standing[]> {
    const { rows } = await this.ask<StandingRow>(
      `SELECT installation, repository, owner, name, issue, due, failures, touched,
         EXISTS (SELECT 1 FROM tocsin.nudges n
           WHERE (n.repository, n.issue) = (i.repository, i.issue)) AS nudged
       FROM tocsin.issues i`,
    );
    return rows.map(({ repository: id, owner, name, ...rest }) => ({
      ...rest,
      repository: { id, owner, name },
    }));
  }

  async unanswered(before: Instant, none: string): Promise<readonly Unanswered[]> {
    const { rows } = await this.ask<Unanswered & Record<string, unknown>>(
      `SELECT repository, issue, id, at FROM tocsin.intents
       WHERE (answer IS NULL OR answer = $1) AND at < $2 ORDER BY at`,
      [none, before],
    );
    return rows;
  }

  async facts(beginning: string): Promise<readonly Fact[]> {
    const { rows } = await this.ask<Fact & Record<string, unknown>>(
      'SELECT name, value FROM tocsin.facts WHERE starts_with(name, $1)',
      [beginning],
    );
    return rows;
  }

  /** Forgets what can matter no more. */
  async prune(now: Instant): Promise<void> {
    const before = now - RETENTION;
    const orphan = (table: string, of: string) =>
      `NOT EXISTS (SELECT 1 FROM tocsin.${table} o WHERE (o.repository, o.issue) = (${of}.repository, ${of}.issue))`;
    await this.ask(
      `DELETE FROM tocsin.issues i WHERE due IS NULL AND touched < $1
       AND ${orphan('nudges', 'i')} AND ${orphan('letters', 'i')}`,
      [before],
    );
    await this.ask(
      `DELETE FROM tocsin.intents t WHERE at < $1 AND (answer IS NOT NULL OR ${orphan('issues', 't')})`,
      [before],
    );
    await this.ask(`DELETE FROM tocsin.cards c WHERE touched < $1 AND ${orphan('issues', 'c')}`, [
      before,
    ]);
    await this.ask('DELETE FROM tocsin.facts WHERE until <= $1', [now]);
  }
}
