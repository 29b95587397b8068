import { demandOpen, type Purse } from './budget.ts';
import { INCIDENT_LABEL_LOOK } from './core/adoption.ts';
import { hindranceIn } from './core/hindrance.ts';
import { type Clock, DAY, type Duration, MINUTE, SECOND } from './core/time.ts';
import { createLabel, type Writer } from './effects/github-writes.ts';
import type { Trusted } from './github/actor.ts';
import type { GitHub } from './github/client.ts';
import { listLive } from './github/sweep-list.ts';
import type { Queue } from './queue/queue.ts';
import { SWEPT } from './ready.ts';
import type { Redeliver } from './redelivery.ts';
import { isUntouched, noteSeen } from './seen.ts';

/** GitHub may show what happened this late. */
const LAG = 10 * SECOND;
/** A store this young may not know what its predecessor left half done: it looks at what was closed, too. */
const YOUTH = 10 * MINUTE;

export interface SweepParts {
  readonly clock: Clock;
  readonly every: Duration;
  readonly queue: Queue;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  readonly installations: () => Promise<readonly number[]>;
  readonly repositories: (installation: number) => Promise<readonly string[]>;
  readonly clientFor: (installation: number) => Promise<GitHub & Writer>;
  readonly trusted: (installation: number) => Promise<Trusted>;
  readonly purse: (installation: number) => Purse;
  /** Has GitHub deliver again what did not arrive. Never rejects. */
  readonly redeliver: Redeliver;
}

export interface Sweep {
  /**
   * Nudges every live incident of every installation, and has lost webhooks delivered again; an installation that cannot
   * be read does not stop the others.
   */
  now(): Promise<void>;
  /** Nudges every live incident of one installation. Never rejects: what goes wrong is logged. */
  installation(id: number): Promise<void>;
  /** Sweeps at once and again and again. Resolves after the first. */
  start(): Promise<void>;
  /** True while one is under way. */
  busy(): boolean;
  stop(): void;
}

/** Finds what no webhook told of: lost deliveries, a lost disk, the time we were down. */
export function createSweep(parts: SweepParts): Sweep {
  const { clock, queue, log } = parts;
  let running = 0;
  let stopped = false;
  let cancel = (): void => {};

  /** A repository that lets us make no label keeps no incident from being seen. */
  const label = async (
    github: Writer,
    { owner, name }: { readonly owner: string; readonly name: string },
    purse: Purse,
  ): Promise<void> => {
    // The next sweep finds it missing again.
    if (purse.take({ urgency: 'courtesy', creates: false }) !== null) return;
    try {
      await createLabel(github, { owner, repo: name }, INCIDENT_LABEL_LOOK);
    } catch (error) {
      log.warn({ repository: `${owner}/${name}`, err: error }, 'the label could not be made');
    }
  };

  const sweepOne = async (installation: number): Promise<number> => {
    demandOpen(parts.purse(installation));
    const github = await parts.clientFor(installation);
    const names = await parts.repositories(installation);
    const young = clock.now() < queue.bornAt + YOUTH;
    const { live, unlabelled, unread } = await listLive(github, names, {
      trusted: await parts.trusted(installation),
      closedSince: young ? queue.bornAt - DAY : null,
    });
    for (const one of live) {
      if (await isUntouched(queue, one)) continue;
      const { repository, issue, by, updatedAt } = one;
      await queue.nudge({ installation, repository, issue, asOf: null });
      // The pass notes the incident; of its postmortem only the sweep knows how new it is.
      const known = Math.min(updatedAt, clock.now() - LAG);
      if (by === 'postmortem') await noteSeen(queue, one, { updatedAt: known, now: clock.now() });
    }
    for (const { repository, because } of unread)
      log.warn({ installation, repository, because }, 'the sweep could not read a repository');
    const purse = parts.purse(installation);
    for (const repository of unlabelled) await label(github, repository, purse);
    return live.length;
  };

  const inTurn = new Map<number, Promise<void>>();

  /** Two at once, by the clock and by its webhook, would make the same label twice. */
  const installation = (id: number): Promise<void> => {
    const mine = (inTurn.get(id) ?? Promise.resolve()).then(() => alone(id));
    inTurn.set(id, mine);
    return mine.finally(() => {
      if (inTurn.get(id) === mine) inTurn.delete(id);
    });
  };

  const alone = async (id: number): Promise<void> => {
    running += 1;
    try {
      log.info({ installation: id, live: await sweepOne(id) }, 'swept');
    } catch (error) {
      const hindrance = hindranceIn(error, clock.now());
      if (hindrance?.kind === 'limit') parts.purse(id).close(hindrance.until);
      log.warn(
        { installation: id, err: error },
        'sweep failed for an installation; the next sweep tries again',
      );
    } finally {
      running -= 1;
    }
  };

  const now = async (): Promise<void> => {
    running += 1;
    try {
      const all = await parts.installations();
      for (const id of all) if (!stopped) await installation(id);
      if (stopped) return;
      await parts.redeliver(all);
      await queue.remember(SWEPT, String(clock.now()));
    } catch (error) {
      log.warn({ err: error }, 'sweep failed; the next one tries again');
    } finally {
      running -= 1;
    }
  };

  /** Of several servers one sweeps; which one, the queue says. */
  const start = async (): Promise<void> => {
    cancel = clock.at(clock.now() + parts.every, () => void start());
    running += 1;
    try {
      if (await queue.leads()) await now();
    } catch (error) {
      log.warn({ err: error }, 'nobody knows who sweeps; the next sweep asks again');
    } finally {
      running -= 1;
    }
  };

  const stop = (): void => {
    stopped = true;
    cancel();
  };

  return { now, installation, start, busy: () => running > 0, stop };
}
