import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { type Clock, type Duration, type Instant, SECOND } from '../core/time.ts';
import type { Log } from './attempt.ts';
import { PostgresBooks } from './postgres-books.ts';
import { Burst } from './postgres-burst.ts';
import { connect, explained, setUp } from './postgres-connection.ts';
import { Keepsakes } from './postgres-keepsakes.ts';
import { Leader } from './postgres-leader.ts';
import { Heartbeat } from './postgres-lease.ts';
import { Passes } from './postgres-passes.ts';
import { type Key, Rows } from './postgres-rows.ts';
import { WorkerPool } from './postgres-runner.ts';
import {
  type Intent,
  type Kept,
  type Letter,
  type Nudge,
  type Queue,
  REDELIVERY,
  type Target,
  type Worker,
} from './queue.ts';

interface Options {
  /** `postgres://user:password@host/database`; the queue keeps to its own two schemas there. */
  readonly url: string;
  readonly clock: Clock;
  /** How many issues this server works on at the same time; 8 where not given. */
  readonly concurrency?: number;
  readonly log: Log;
  /** How often a server says that it lives, and how long it may be silent before others take its issues. */
  readonly beatEvery?: Duration;
  readonly silence?: Duration;
}

/** Long enough for a busy database, short enough that GitHub hears 503 before it stops listening. */
const LONGEST_QUERY: Duration = 8 * SECOND;

/**
 * The queue in a PostgreSQL database, for any number of servers. Rejects where the database cannot be
 * reached or was made by a newer version; the message says what to do.
 */
export async function openPostgresQueue(options: Options): Promise<Queue> {
  const { url, clock, concurrency = 8, log } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency is ${concurrency}; it must be a whole number from 1 up`);
  const { beatEvery = 10 * SECOND, silence = 60 * SECOND } = options;
  const own = connect({ connectionString: url, max: 6, query_timeout: LONGEST_QUERY }, log);
  const workers = connect({ connectionString: url, max: concurrency + 2 }, log);
  try {
    await setUp(workers);
    const rows = new Rows(own);
    const books = new PostgresBooks(own);
    await books.prune(clock.now());
    const born = await rows.open(randomUUID(), clock.now());
    const heartbeat = new Heartbeat({
      rows,
      log,
      beatEvery,
      silence,
      after: () => void passes.arm(),
    });
    const passes = new Passes({ rows, clock, heartbeat, log });
    await passes.look();
    const pool = new WorkerPool({
      pool: workers,
      concurrency,
      log,
      began: (name) => heartbeat.begin(name),
      ended: async (name) => {
        await heartbeat.end();
        await rows.leave(name);
      },
      pass: (key) => passes.pass(key),
    });
    const parts = { ...born, books, own, workers, rows, heartbeat, passes, pool, clock, log };
    return new PostgresQueue({ ...parts, keepsakes: new Keepsakes(own) });
  } catch (error) {
    await Promise.all([own.end(), workers.end()]);
    throw explained(error);
  }
}

interface Parts {
  readonly instance: string;
  readonly bornAt: Instant;
  readonly books: PostgresBooks;
  readonly own: Pool;
  readonly workers: Pool;
  readonly rows: Rows;
  readonly keepsakes: Keepsakes;
  readonly heartbeat: Heartbeat;
  readonly passes: Passes;
  readonly pool: WorkerPool;
  readonly clock: Clock;
  readonly log: Log;
}

class PostgresQueue implements Queue {
  readonly instance: string;
  readonly bornAt: Instant;
  readonly books: PostgresBooks;
  readonly #parts: Parts;
  readonly #burst: Burst;
  readonly #leader: Leader;
  #begun: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.instance = parts.instance;
    this.books = parts.books;
    this.#leader = new Leader(parts.workers);
    this.bornAt = parts.bornAt;
    this.#burst = new Burst((news) => parts.rows.nudge(news, parts.clock.now()));
  }

  async nudge(nudge: Nudge, letter: Letter | null = null, delivery?: string): Promise<boolean> {
    this.#store();
    const news = { nudge, letter, delivery: delivery ?? null };
    return this.#parts.passes.during(() => this.#burst.add(news));
  }

  work(worker: Worker): void {
    const { passes } = this.#parts;
    passes.work(worker);
    this.#begun = passes.during(() => this.#begin());
  }

  /** What an earlier server left undone is roused; where the database is away, at the next start. */
  async #begin(): Promise<void> {
    const { rows, clock, passes, pool, log } = this.#parts;
    try {
      await rows.rouse(clock.now());
    } catch (err) {
      log.error({ err }, 'the queue could not look for unfinished work');
    }
    if (this.#closing) return;
    pool.start();
    await passes.arm();
  }

  async complete(delivery: string): Promise<void> {
    const now = this.#parts.clock.now();
    return this.#store().complete(delivery, { now, before: now - REDELIVERY });
  }

  async isCompleted(delivery: string): Promise<boolean> {
    return this.#store().isCompleted(delivery);
  }

  async kept(target: Target): Promise<Kept | null> {
    return this.#store().kept(target);
  }

  async keep(target: Target, kept: Kept): Promise<void> {
    const running = this.#parts.passes.running(keyOf(target));
    const at = { now: this.#parts.clock.now(), pass: running?.pass ?? null };
    if (await this.#store().keep(target, kept, at)) return;
    running?.held.lose();
    throw new Error(`another server has issue ${target.issue} now: this one was silent too long`);
  }

  async burn(target: Target, letters: readonly string[]): Promise<void> {
    return this.#store().burn(target, letters);
  }

  async intend(target: Target, id: string, at: Instant): Promise<Intent> {
    return this.#store().intend(target, id, at);
  }

  async answered(target: Target, id: string, answer: string): Promise<void> {
    if (await this.#store().answered(target, id, answer)) return;
    throw new Error(`no page intent ${id} is stored for issue ${target.issue}: intend it first`);
  }

  async remember(name: string, value: string, until?: Instant): Promise<void> {
    return this.#store().remember(name, value, until ?? null);
  }

  async forget(name: string): Promise<void> {
    return this.#store().forget(name);
  }

  async tidy(): Promise<void> {
    this.#store();
    await this.books.prune(this.#parts.clock.now());
  }

  async recall(name: string): Promise<string | null> {
    return this.#store().recall(name);
  }

  servers(): number {
    return 1 + this.#parts.heartbeat.others;
  }

  async leads(): Promise<boolean> {
    this.#store();
    return this.#leader.leads();
  }

  idle(): boolean {
    return this.#closed || this.#parts.passes.idle();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { passes, pool, heartbeat, own, workers } = this.#parts;
    passes.drain();
    await this.#begun;
    await pool.stop();
    await heartbeat.end();
    await this.#burst.settled();
    this.#closed = true;
    await this.#leader.resign();
    await Promise.all([own.end(), workers.end()]);
  }

  #store(): Keepsakes {
    if (this.#closed) throw new Error('the queue is closed and stores nothing any more');
    return this.#parts.keepsakes;
  }
}

const keyOf = ({ repository, issue }: Target): Key => ({ repository: repository.id, issue });
