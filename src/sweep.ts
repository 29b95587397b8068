import { INCIDENT_LABEL_LOOK } from './core/adoption.ts';
import { type Clock, DAY, type Duration, MINUTE } from './core/time.ts';
import { createLabel, type Writer } from './effects/github-writes.ts';
import type { Trusted } from './github/actor.ts';
import type { GitHub } from './github/client.ts';
import { listLive } from './github/sweep-list.ts';
import type { Queue } from './queue/queue.ts';
import { isUntouched } from './seen.ts';

/** A store this young may not know what its predecessor left half done: it looks at what was closed, too. */
const YOUTH = 10 * MINUTE;

export const SWEEP_EVERY = 5 * MINUTE;

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
}

export interface Sweep {
  /** Nudges every live incident of every installation; one that cannot be read does not stop the others. */
  now(): Promise<void>;
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
  let cancel = (): void => {};

  const sweepOne = async (installation: number): Promise<number> => {
    const github = await parts.clientFor(installation);
    const names = await parts.repositories(installation);
    const young = clock.now() < queue.bornAt + YOUTH;
    const { live, unlabelled } = await listLive(github, names, {
      trusted: await parts.trusted(installation),
      closedSince: young ? queue.bornAt - DAY : null,
    });
    for (const { owner, name } of unlabelled)
      await createLabel(github, { owner, repo: name }, INCIDENT_LABEL_LOOK);
    for (const one of live) {
      if (await isUntouched(queue, one)) continue;
      const { repository, issue } = one;
      await queue.nudge({ installation, repository, issue, asOf: null });
    }
    return live.length;
  };

  const now = async (): Promise<void> => {
    running += 1;
    try {
      for (const installation of await parts.installations()) {
        try {
          log.info({ installation, live: await sweepOne(installation) }, 'swept');
        } catch (error) {
          log.warn(
            { installation, err: error },
            'sweep failed for an installation; the next sweep tries again',
          );
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'sweep failed; the next one tries again');
    } finally {
      running -= 1;
    }
  };

  const start = async (): Promise<void> => {
    cancel = clock.at(clock.now() + parts.every, () => void start());
    await now();
  };

  return { now, start, busy: () => running > 0, stop: () => cancel() };
}
