import { type Duration, type Instant, MINUTE, SECOND } from '../core/time.ts';
import type { Job, Lease, Worker } from './queue.ts';

export interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export const FIRST_RETRY: Duration = 5 * SECOND;
const LONGEST_RETRY: Duration = 5 * MINUTE;

/** How long a pass waits that is the next after so many failed ones. */
export const retryAfter = (failures: number): Duration =>
  Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY);

/** One pass, and when the issue wants to be looked at next; whatever it throws is a value here. */
export async function attempt(
  worker: Worker,
  job: Job,
  lease: Lease,
): Promise<{ wakeAt: Instant | null } | { err: unknown }> {
  try {
    const { wakeAt } = await worker(job, lease);
    if (wakeAt === null) return { wakeAt };
    const due = Math.ceil(wakeAt);
    // Stored, NaN would be null: an issue that sleeps for ever.
    if (!Number.isSafeInteger(due)) throw new RangeError(`a pass answered wakeAt ${wakeAt}`);
    return { wakeAt: due };
  } catch (err) {
    return { err };
  }
}

/** Tells of a pass that failed. */
export function tellFailure(
  log: Log,
  job: Job,
  { err, retryAt }: { err: unknown; retryAt: Instant },
) {
  const { owner, name } = job.repository;
  log.warn(
    { err, incident: `${owner}/${name}#${job.issue}`, failures: job.failures + 1, retryAt },
    'a pass failed; it will be made again',
  );
}
