import type { Duration, Instant } from '../core/time.ts';
import { Asking } from './postgres-asking.ts';
import { type Job, type Letter, type Nudge, REDELIVERY } from './queue.ts';

/** What names an issue's row: renames and new installations do not change it. */
export interface Key {
  readonly repository: number;
  readonly issue: number;
}

/** What a pass was given, the last nudge that is in it, and which pass over the issue it is. */
export interface Taken {
  readonly job: Job;
  readonly serial: number;
  readonly pass: number;
}

/** A nudge as it comes in, with its letter, and the delivery that brought it. */
export interface News {
  readonly nudge: Nudge;
  readonly letter: Letter | null;
  readonly delivery: string | null;
}

/** What `tocsin.take` answers. */
interface TakenRow {
  readonly pass: number;
  readonly serial: number;
  readonly asOf: Instant | null;
  readonly installation: number;
  readonly owner: string;
  readonly name: string;
  readonly failures: number;
  readonly letters: readonly Letter[];
}

/** What is to be done, as values; each call is one durable step. All reject while the database is away. */
export class Rows extends Asking {
  /** Answers what the store is called and since when it is there. */
  async open(
    instance: string,
    now: Instant,
  ): Promise<{ readonly instance: string; readonly bornAt: Instant }> {
    const setOnce = async (name: string, value: string): Promise<string> => {
      await this.ask('INSERT INTO tocsin.store VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        name,
        value,
      ]);
      const row = await this.one<{ value: string }>(
        'SELECT value FROM tocsin.store WHERE name = $1',
        [name],
      );
      return row?.value ?? value;
    };
    return {
      instance: await setOnce('instance', instance),
      bornAt: Number(await setOnce('born', String(now))),
    };
  }

  /** Answers of each whether it was stored: not where its delivery was completed before. */
  async nudge(news: readonly News[], now: Instant): Promise<readonly boolean[]> {
    const batch = news.map(({ nudge, letter, delivery }, place) => ({
      place,
      repository: nudge.repository.id,
      issue: nudge.issue,
      installation: nudge.installation,
      owner: nudge.repository.owner,
      name: nudge.repository.name,
      as_of: nudge.asOf,
      letter: letter?.id ?? null,
      written: letter?.at ?? null,
      body: letter?.body ?? null,
      delivery,
    }));
    const row = await this.one<{ places: readonly number[] | null }>(
      'SELECT tocsin.nudge($1, $2, $3) AS places',
      [JSON.stringify(batch), now, now - REDELIVERY],
    );
    const stored = new Set(row?.places);
    return news.map((_, place) => stored.has(place));
  }

  /** All that came in for an issue until now, or null where there is nothing to do for it yet. */
  async take({ repository, issue }: Key, now: Instant): Promise<Taken | null> {
    const row = await this.one<{ taken: TakenRow | null }>(
      'SELECT tocsin.take($1, $2, $3) AS taken',
      [repository, issue, now],
    );
    if (!row?.taken) return null;
    const { pass, serial, owner, name, ...rest } = row.taken;
    return { pass, serial, job: { ...rest, issue, repository: { id: repository, owner, name } } };
  }

  /** Leaves an issue's pass to whoever comes next. */
  async again({ repository, issue }: Key): Promise<void> {
    await this.ask('SELECT tocsin.wake($1, $2, now())', [repository, issue]);
  }

  /** Ends a pass. A failed one clears nothing. False where another pass has begun since. */
  async finish(
    { repository, issue }: Key,
    { pass, serial }: Taken,
    next: { readonly failed: boolean; readonly due: Instant | null; readonly now: Instant },
  ): Promise<boolean> {
    const row = await this.one<{ own: boolean }>(
      'SELECT tocsin.finish($1, $2, $3, $4, $5, $6, $7) AS own',
      [repository, issue, pass, serial, next.failed, next.due, next.now],
    );
    return row?.own ?? false;
  }

  /** The earliest due time that no job stands ready for, or null. */
  async nextDue(): Promise<Instant | null> {
    const row = await this.one<{ due: Instant | null }>(
      'SELECT min(due) AS due FROM tocsin.issues WHERE due IS NOT NULL AND NOT woken',
    );
    return row?.due ?? null;
  }

  /** Whether anything wants a pass now, whoever makes it. */
  async isPending(): Promise<boolean> {
    const row = await this.one<{ pending: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM tocsin.nudges n JOIN tocsin.issues i USING (repository, issue)
        WHERE n.serial > i.tried) OR EXISTS (SELECT 1 FROM tocsin.issues WHERE woken) AS pending`,
    );
    return row?.pending ?? true;
  }

  async wakeDue(now: Instant): Promise<void> {
    await this.ask('SELECT tocsin.wake_due($1)', [now]);
  }

  async rouse(now: Instant): Promise<void> {
    await this.ask('SELECT tocsin.rouse($1)', [now]);
  }

  /**
   * Says that a pool lives. `known` is false where it was not (any more): its jobs may be another's by now. `others`:
   * how many live beside it.
   */
  async beat(pool: string): Promise<{ readonly known: boolean; readonly others: number }> {
    const row = await this.one<{ known: boolean; others: number }>(
      `INSERT INTO tocsin.pools VALUES ($1, now())
       ON CONFLICT (id) DO UPDATE SET beat = now()
       RETURNING xmax <> 0 AS known, (SELECT count(*)::int FROM tocsin.pools WHERE id <> $1) AS others`,
      [pool],
    );
    return row ?? { known: false, others: 0 };
  }

  /** Takes their jobs from those that were silent for so long; answers their names. */
  async unlockSilent(silence: Duration): Promise<readonly string[]> {
    const row = await this.one<{ silent: readonly string[] }>(
      `SELECT tocsin.unlock_silent($1 * interval '1 ms') AS silent`,
      [silence],
    );
    return row?.silent ?? [];
  }

  /** Frees what a pool of our own, which ended, still has. */
  async leave(pool: string): Promise<void> {
    await this.ask('DELETE FROM tocsin.pools WHERE id = $1', [pool]);
    await this.ask('SELECT graphile_worker.force_unlock_workers($1)', [[pool]]);
  }
}
