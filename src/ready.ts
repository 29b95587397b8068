import {
  type Clock,
  clockTime,
  type Duration,
  type Instant,
  lengthOf,
  MINUTE,
  SECOND,
} from './core/time.ts';
import type { GitHub } from './github/client.ts';
import type { Queue } from './queue/queue.ts';
import type { Lack } from './web/readiness.ts';

/** The fact when a sweep last ended, by whichever server led then. */
export const SWEPT = 'swept';
export const SWEEP_EVERY: Duration = 5 * MINUTE;

/** Whoever asks again within this time is answered what was found; nobody makes us work by asking. */
const QUEUE_AGAIN: Duration = 10 * SECOND;
const GITHUB_AGAIN: Duration = 30 * SECOND;
const LONGEST: Duration = 3 * SECOND;
/** So many sweeps may be missed: one may take long, and another server may have to take the lead first. */
const SWEEPS = 3;

interface Parts {
  readonly clock: Clock;
  readonly queue: Queue;
  /** Speaks for the app itself. */
  readonly asApp: () => Promise<Pick<GitHub, 'request'>>;
  readonly sweepEvery: Duration;
}

export interface Readiness {
  /** What is lacking, each in a sentence that names no repository: anybody may read it. */
  lacks(): Promise<readonly Lack[]>;
  /** Somebody else writes a record of ours; it is left alone until then. */
  disputed(until: Instant): void;
}

/** Whether the server does all that it is for: the queue, GitHub, the sweep, and nobody else at our records. */
export function createReadiness({ clock, queue, asApp, sweepEvery }: Parts): Readiness {
  let disputedUntil: Instant = 0;

  const aboutQueue = again(clock, QUEUE_AGAIN, async () => {
    try {
      await within(clock, () => queue.remember('ready', String(clock.now())));
      return [];
    } catch {
      const because = 'The queue cannot store anything: webhooks are refused. The log says why.';
      return [{ what: 'queue', because }];
    }
  });

  const aboutGitHub = again(clock, GITHUB_AGAIN, async () => {
    try {
      const app = await asApp();
      await within(clock, (signal) => app.request('GET /app', { request: { retries: 0, signal } }));
      return [];
    } catch (error) {
      const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
      return [{ what: 'github', because: saysNo(status) }];
    }
  });

  const aboutSweep = async (): Promise<readonly Lack[]> => {
    // Where that cannot be read it is the queue that is lacking.
    const swept = await queue.recall(SWEPT).catch(() => undefined);
    if (swept === undefined) return [];
    if (swept === null) return [{ what: 'sweep', because: 'No sweep has ended yet.' }];
    const ago = clock.now() - Number(swept);
    if (ago <= SWEEPS * sweepEvery) return [];
    const because = `The last sweep ended ${lengthOf(ago)} ago; one comes every ${lengthOf(sweepEvery)}.`;
    return [{ what: 'sweep', because }];
  };

  const aboutRecord = (): readonly Lack[] => {
    if (disputedUntil <= clock.now()) return [];
    const because = `Something else writes the record of an incident, which is left alone until ${clockTime(disputedUntil)} UTC. Does another server run with this app and a queue of its own?`;
    return [{ what: 'record', because }];
  };

  return {
    lacks: async () => {
      const found = await Promise.all([aboutQueue(), aboutGitHub(), aboutSweep()]);
      return [...found.flat(), ...aboutRecord()];
    },
    disputed(until) {
      disputedUntil = Math.max(disputedUntil, until);
    },
  };
}

function saysNo(status: number): string {
  if (status === 0) return 'GitHub cannot be reached.';
  if (status === 401)
    return 'GitHub does not accept the app: APP_ID, the private key or this machine’s clock is wrong.';
  return `GitHub answered ${status} when it was asked who the app is.`;
}

/** Asks anew only after a while; who asks meanwhile is told the same. */
function again(
  clock: Clock,
  after: Duration,
  ask: () => Promise<readonly Lack[]>,
): () => Promise<readonly Lack[]> {
  let known: { readonly at: Instant; readonly answer: Promise<readonly Lack[]> } | null = null;
  return () => {
    if (!known || clock.now() - known.at >= after) known = { at: clock.now(), answer: ask() };
    return known.answer;
  };
}

/** Rejects where it takes too long. */
async function within(clock: Clock, run: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  await new Promise<void>((resolve, reject) => {
    const cancel = clock.at(clock.now() + LONGEST, () => {
      controller.abort();
      reject(new Error('It did not answer in time'));
    });
    run(controller.signal)
      .then(() => resolve(), reject)
      .finally(cancel);
  });
}
