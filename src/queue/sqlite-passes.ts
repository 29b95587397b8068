import type { Clock, Instant } from '../core/time.ts';
import { attempt, FIRST_RETRY, type Log, retryAfter, tellFailure } from './attempt.ts';
import type { Job, Lease, Worker } from './queue.ts';
import type { Key, Rows, Taken } from './sqlite-rows.ts';

interface Parts {
  readonly rows: Rows;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly log: Log;
}

/**
 * Decides which issue's pass begins when: one at a time for each issue, the longest ready first.
 *
 * The file knows what is unfinished and what is due when; memory knows what is ready and what runs.
 * Every issue whose due time is at or before `#collected` is ready or running.
 */
export class Passes {
  readonly #rows: Rows;
  readonly #clock: Clock;
  readonly #concurrency: number;
  readonly #log: Log;
  /** In the order in which they became ready. An issue that runs may be ready too: for one more pass. */
  readonly #ready = new Map<string, Key>();
  readonly #running = new Map<string, Promise<void>>();
  #worker: Worker | null = null;
  #collected: Instant = 0;
  #restsUntil: Instant = 0;
  #disarm: () => void = () => {};
  #draining = false;

  constructor({ rows, clock, concurrency, log }: Parts) {
    this.#rows = rows;
    this.#clock = clock;
    this.#concurrency = concurrency;
    this.#log = log;
    for (const key of rows.unfinished()) this.#ready.set(nameOf(key), key);
  }

  /** Asks for a pass that begins after this moment. The nudge is stored already. */
  ready(key: Key): void {
    this.#ready.set(nameOf(key), key);
    this.#begin();
  }

  work(worker: Worker): void {
    if (this.#worker) throw new Error('the queue has a worker already');
    this.#worker = worker;
    this.#advance();
  }

  idle(): boolean {
    if (this.#running.size > 0) return false;
    return (
      this.#ready.size === 0 && this.#rows.due(this.#collected, this.#clock.now()).length === 0
    );
  }

  /** Begins no pass any more; resolves when the running ones have ended. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.#disarm();
    await Promise.all(this.#running.values());
  }

  /** Makes ready what is due, sets the alarm for what comes next, and begins what there is room for. */
  #advance(): void {
    if (this.#draining || !this.#worker) return;
    this.#disarm();
    const next = this.#collect();
    if (next !== null) this.#disarm = this.#clock.at(next, () => this.#advance());
    this.#begin();
  }

  /** Makes ready what is due; answers when to look again. */
  #collect(): Instant | null {
    const now = this.#clock.now();
    if (now < this.#restsUntil) return this.#restsUntil;
    try {
      // A clock that was set back skips nothing: what lies between is collected once more.
      for (const key of this.#rows.due(Math.min(this.#collected, now), now))
        if (!this.#running.has(nameOf(key))) this.#ready.set(nameOf(key), key);
      this.#collected = now;
      return this.#rows.nextDue(now);
    } catch (err) {
      return this.#rest(err);
    }
  }

  #begin(): void {
    const worker = this.#worker;
    if (this.#draining || !worker || this.#clock.now() < this.#restsUntil) return;
    for (const [name, key] of this.#ready) {
      if (this.#running.size >= this.#concurrency) return;
      if (this.#running.has(name)) continue;
      this.#ready.delete(name);
      this.#running.set(
        name,
        Promise.resolve().then(() => this.#pass(key, worker)),
      );
    }
  }

  async #pass(key: Key, worker: Worker): Promise<void> {
    try {
      const taken = this.#rows.take(key);
      const outcome = await attempt(worker, taken.job, OWN);
      if ('err' in outcome) this.#retryLater(key, taken.job, outcome.err);
      else this.#finish(key, taken, outcome.wakeAt);
    } catch (err) {
      // The file still says what it said before the pass, so nothing is lost by making it again.
      this.#ready.set(nameOf(key), key);
      this.#rest(err);
    } finally {
      // In one step with storing the due time: a collection in between would pass it over.
      this.#running.delete(nameOf(key));
      this.#advance();
    }
  }

  #finish(key: Key, { serial }: Taken, due: Instant | null): void {
    const now = this.#clock.now();
    this.#rows.done(key, serial, { due, now });
    if (due !== null && due <= now) this.#ready.set(nameOf(key), key);
  }

  #retryLater(key: Key, job: Job, err: unknown): void {
    const retryAt = this.#clock.now() + retryAfter(job.failures);
    this.#rows.failed(key, retryAt);
    tellFailure(this.#log, job, { err, retryAt });
  }

  /** On a sick disk every pass would be made again at once, for ever: begin none for a while. */
  #rest(err: unknown): Instant {
    this.#restsUntil = this.#clock.now() + FIRST_RETRY;
    this.#log.error(
      { err, until: this.#restsUntil },
      'the queue cannot read or write its file; no pass begins until then',
    );
    return this.#restsUntil;
  }
}

/** One process has the file: nobody can take an issue away from it. */
const OWN: Lease = { holds: () => true };

const nameOf = ({ repository, issue }: Key): string => `${repository}#${issue}`;
