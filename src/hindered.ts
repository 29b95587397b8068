import { type Purse, PutOff } from './budget.ts';
import { type Hindrance, hindranceIn } from './core/hindrance.ts';
import type { Clock, Instant } from './core/time.ts';
import type { EngineLog } from './engine.ts';
import type { Job, Queue, Worker } from './queue/queue.ts';
import { noteUnseen } from './seen.ts';

interface HinderedParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: EngineLog;
  readonly purse: (installation: number) => Purse;
  /** The full names of an installation's repositories. */
  readonly repositories: (installation: number) => Promise<readonly string[]>;
  /** Takes a new token for an installation; the one we have does not count any more. */
  readonly renew: (installation: number) => Promise<void>;
}

/**
 * Where GitHub hinders a pass for a reason that is known, trying again soon is no use: the pass comes when it may, or
 * not at all where the app has no business any more; then the sweep finds the issue should that change. All else is a
 * failure that may pass by itself, and the queue's.
 */
export function hindered(worker: Worker, parts: HinderedParts): Worker {
  const { clock, queue, log } = parts;

  /** Whether the app was taken off the repository, which GitHub tells from no other missing right. */
  const isTakenOff = async ({ installation, repository }: Job): Promise<boolean> => {
    const ours = await parts.repositories(installation);
    return !ours.includes(`${repository.owner}/${repository.name}`);
  };

  const again = async (job: Job, wakeAt: Instant | null) => {
    await noteUnseen(queue, job, { wakeAt, now: clock.now() });
    return { wakeAt };
  };

  const rest = (job: Job, because: string) => {
    log.warn({ because }, 'nothing to be done there');
    return again(job, null);
  };

  /** Why there is no new token, where that is so for good. */
  const renewed = async (installation: number): Promise<string | null> => {
    try {
      await parts.renew(installation);
      return null;
    } catch (error) {
      const hindrance = hindranceIn(error, clock.now());
      if (hindrance?.kind === 'shut') return hindrance.because;
      throw error;
    }
  };

  const answer = async (job: Job, hindrance: Hindrance | null, error: unknown) => {
    switch (hindrance?.kind) {
      case 'limit': {
        const { until } = hindrance;
        parts.purse(job.installation).close(until);
        log.warn({ until }, 'GitHub says it is too much: the pass is put off');
        return again(job, until);
      }
      case 'shut':
        return rest(job, hindrance.because);
      case 'forbidden':
        if (await isTakenOff(job)) return rest(job, 'the app is not on that repository any more');
        throw error;
      case 'token': {
        const why = await renewed(job.installation);
        if (why) return rest(job, why);
        throw error;
      }
      case undefined:
        throw error;
      default:
        return impossible(hindrance);
    }
  };

  return async (job, lease) => {
    try {
      return await worker(job, lease);
    } catch (error) {
      if (error instanceof PutOff) return again(job, error.until);
      return answer(job, hindranceIn(error, clock.now()), error);
    }
  };
}

function impossible(hindrance: never): never {
  throw new Error(`No answer to ${JSON.stringify(hindrance)}`);
}
