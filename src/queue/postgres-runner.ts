import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, type WorkerEventMap } from 'graphile-worker';
import type { Pool } from 'pg';
import { type Duration, SECOND } from '../core/time.ts';
import type { Log } from './attempt.ts';
import type { Key } from './postgres-rows.ts';

const AGAIN: Duration = SECOND;
/** When to look for a job that could not begin because the one before it was not put away yet. */
const POKES: readonly Duration[] = [5, 25, 125];

/** What is used of graphile-worker's pool of workers. */
type Pooled = Pick<WorkerEventMap['pool:create']['workerPool'], 'id' | 'nudge' | '_active'>;

interface Parts {
  /** graphile-worker's own connections. */
  readonly pool: Pool;
  readonly concurrency: number;
  readonly log: Log;
  /** A pool of workers begins under a name, or ends with nothing running any more. */
  readonly began: (pool: string) => Promise<void>;
  readonly ended: (pool: string) => Promise<void>;
  /** Makes one pass. */
  readonly pass: (key: Key) => Promise<void>;
}

/**
 * graphile-worker, kept running: it ends by itself where the database goes away at a bad moment, and is
 * started again, under another name, until the database is back.
 */
export class WorkerPool {
  readonly #parts: Parts;
  #runner: Runner | null = null;
  #nudge: () => void = () => {};
  #stopping = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#ended = this.#keepRunning();
  }

  /** Lets the running passes end and begins none. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#runner?.stop().catch(() => {});
    await this.#ended;
  }

  async #keepRunning(): Promise<void> {
    const { log } = this.#parts;
    while (!this.#stopping) {
      try {
        await this.#runOnce();
      } catch (err) {
        log.error({ err }, 'the queue’s workers ended; they are started again');
      }
      if (!this.#stopping) await pause(AGAIN);
    }
  }

  async #runOnce(): Promise<void> {
    const { pool, concurrency, log, pass } = this.#parts;
    const events = new EventEmitter();
    let name: string | null = null;
    let begun: Promise<void> = Promise.resolve();
    events.on('pool:create', ({ workerPool }: { workerPool: Pooled }) => {
      name = workerPool.id;
      this.#nudge = () => {
        if (workerPool._active) workerPool.nudge(1);
      };
      begun = this.#parts.began(name);
      // It is waited for below, and by whoever has a pass to make before that.
      begun.catch(() => {});
    });
    const runner = await run({
      pgPool: pool,
      noHandleSignals: true,
      events,
      logger: loggerFor(log),
      taskList: {
        'tocsin-pass': async (payload) => {
          await begun;
          await pass(keyIn(payload));
          // One more of the same issue may have been told of already, and been let lie for this one.
          for (const after of POKES) setTimeout(() => this.#nudge(), after).unref();
        },
      },
      preset: {
        worker: {
          concurrentJobs: concurrency,
          // What is ready is told by NOTIFY; this finds what was told while nobody listened.
          pollInterval: SECOND,
          // In batches a job whose end cannot be stored ends the workers; else it ends the process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    this.#runner = runner;
    try {
      await begun.catch(async (error: unknown) => {
        await runner.stop();
        throw error;
      });
      if (this.#stopping) await runner.stop();
      await runner.promise;
    } finally {
      this.#runner = null;
      this.#nudge = () => {};
      if (name !== null) await this.#parts.ended(name);
    }
  }
}

function keyIn(payload: unknown): Key {
  if (
    typeof payload === 'object' &&
    payload !== null &&
    'repository' in payload &&
    'issue' in payload &&
    typeof payload.repository === 'number' &&
    typeof payload.issue === 'number'
  )
    return { repository: payload.repository, issue: payload.issue };
  throw new TypeError(`a job of the queue names no issue: ${JSON.stringify(payload)}`);
}

/** What graphile-worker has to say: its troubles are ours, its chatter is nobody's. */
const loggerFor = (log: Log): Logger =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ from: 'graphile-worker', err: meta?.error }, message);
    else if (level === 'warning') log.warn({ from: 'graphile-worker' }, message);
  });
