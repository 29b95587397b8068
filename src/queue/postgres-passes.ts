import type { Clock, Instant } from '../core/time.ts';
import { attempt, type Log, retryAfter, tellFailure } from './attempt.ts';
import type { Heartbeat, Held } from './postgres-lease.ts';
import type { Key, Rows } from './postgres-rows.ts';
import type { Worker } from './queue.ts';

interface Parts {
  readonly rows: Rows;
  readonly clock: Clock;
  readonly heartbeat: Heartbeat;
  readonly log: Log;
}

/** A pass that runs here. */
interface Running {
  readonly held: Held;
  readonly pass: number;
}

/** What was found when the tables were last asked whether anything is to be done. */
interface Sight {
  readonly change: number;
  readonly at: number;
  readonly pending: boolean;
  readonly due: Instant | null;
}

/** What others may have stored since is looked for again after this long, in real ms. */
const STALE = 10_000;

/**
 * This server's share of the passes. When an issue is due is decided by the incidents' clock: an alarm on
 * it makes the jobs ready. graphile-worker has each job with its time too, by the database's clock, for
 * when the server with the alarm is gone; one that comes early by ours is put back.
 */
export class Passes {
  readonly #rows: Rows;
  readonly #clock: Clock;
  readonly #heartbeat: Heartbeat;
  readonly #log: Log;
  readonly #running = new Map<string, Running | null>();
  #worker: Worker | null = null;
  #disarm: () => void = () => {};
  #draining = false;
  /** What is under way, and how often anything began or ended. */
  #busy = 0;
  #change = 0;
  #sight: Sight | null = null;
  #looking = false;
  #arming: Promise<void> = Promise.resolve();

  constructor({ rows, clock, heartbeat, log }: Parts) {
    this.#rows = rows;
    this.#clock = clock;
    this.#heartbeat = heartbeat;
    this.#log = log;
  }

  /** Takes the worker, once; its passes come by `pass`. */
  work(worker: Worker): void {
    if (this.#worker) throw new Error('the queue has a worker already');
    this.#worker = worker;
  }

  /** The number of the pass that runs here over an issue, or null. */
  running(key: Key): Running | null {
    return this.#running.get(nameOf(key)) ?? null;
  }

  /** Does something that may leave something to do. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#change += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#change += 1;
    }
  }

  /** Makes the pass that a job asks for. Rejects while the database is away: the job then comes again. */
  pass(key: Key): Promise<void> {
    return this.during(async () => {
      const worker = this.#worker;
      if (this.#draining || !worker) return this.#rows.again(key);
      const held = this.#heartbeat.hold();
      this.#running.set(nameOf(key), null);
      try {
        await this.#pass(key, { worker, held });
      } finally {
        this.#heartbeat.release(held);
        this.#running.delete(nameOf(key));
      }
      await this.arm();
    });
  }

  async #pass(key: Key, { worker, held }: { worker: Worker; held: Held }): Promise<void> {
    const taken = await this.#rows.take(key, this.#clock.now());
    if (!taken) return;
    this.#running.set(nameOf(key), { held, pass: taken.pass });
    const outcome = await attempt(worker, taken.job, held);
    const now = this.#clock.now();
    const failed = 'err' in outcome;
    const due = failed ? now + retryAfter(taken.job.failures) : outcome.wakeAt;
    const own = await this.#rows.finish(key, taken, { failed, due, now });
    if (failed) tellFailure(this.#log, taken.job, { err: outcome.err, retryAt: due ?? now });
    if (!own) this.#log.warn({ ...key }, 'a pass ended after another server had begun one');
  }

  /** Sets the alarm for what comes next. Never rejects: the next beat sets it again. */
  arm(): Promise<void> {
    this.#arming = this.#arming.then(() => this.#arm());
    return this.#arming;
  }

  async #arm(): Promise<void> {
    if (this.#draining || !this.#worker) return;
    try {
      const next = await this.#rows.nextDue();
      this.#disarm();
      if (next !== null && !this.#draining)
        this.#disarm = this.#clock.at(next, () => void this.#wake());
    } catch (err) {
      this.#log.warn({ err }, 'the queue could not learn what comes next');
    }
  }

  #wake(): Promise<void> {
    return this.during(async () => {
      try {
        await this.#rows.wakeDue(this.#clock.now());
      } catch (err) {
        // The jobs have their times with graphile-worker as well.
        this.#log.error({ err }, 'the queue could not wake what is due');
        return;
      }
      await this.arm();
    });
  }

  idle(): boolean {
    if (this.#busy > 0) return false;
    const sight = this.#sight;
    const isFresh =
      sight !== null && sight.change === this.#change && performance.now() - sight.at < STALE;
    if (isFresh && !sight.pending && (sight.due ?? Infinity) > this.#clock.now()) return true;
    // What was due may have been done by another server.
    void this.look();
    return false;
  }

  /** Learns whether anything is to be done. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const change = this.#change;
    try {
      const [pending, due] = await Promise.all([this.#rows.isPending(), this.#rows.nextDue()]);
      this.#sight = { change, at: performance.now(), pending, due };
    } catch {
      // Nobody knows, then: not idle.
      this.#sight = null;
    } finally {
      this.#looking = false;
    }
  }

  /** Begins no pass any more and rings no alarm. */
  drain(): void {
    this.#draining = true;
    this.#disarm();
  }
}

const nameOf = ({ repository, issue }: Key): string => `${repository}#${issue}`;
