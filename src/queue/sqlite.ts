import type { Clock, Instant } from '../core/time.ts';
import type { Log } from './attempt.ts';
import type { Books } from './books.ts';
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
import { SqliteBooks } from './sqlite-books.ts';
import { type Disk, diskUnder } from './sqlite-disk.ts';
import { openFile } from './sqlite-file.ts';
import { Group } from './sqlite-group.ts';
import { Passes } from './sqlite-passes.ts';
import { type Key, Rows } from './sqlite-rows.ts';

interface Options {
  /** A path, or ':memory:' for a queue that dies with the process. */
  readonly file: string;
  readonly clock: Clock;
  /** How many issues may be worked on at the same time; 8 where not given. */
  readonly concurrency?: number;
  readonly log: Log;
}

/**
 * The queue on one SQLite file, for one process: the file stays locked until `close`.
 * Throws where the file is in use, of a newer schema, or not to be opened; the message says what to do.
 */
export function openSqliteQueue({ file, clock, concurrency = 8, log }: Options): Queue {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency is ${concurrency}; it must be a whole number from 1 up`);
  const { db, instance, bornAt } = openFile(file, clock.now());
  const rows = new Rows(db);
  const passes = new Passes({ rows, clock, concurrency, log });
  const disk = diskUnder(file);
  const group = new Group(db, disk);
  const books = new SqliteBooks(db);
  return new SqliteQueue({ instance, bornAt, rows, disk, group, passes, clock, books });
}

interface Parts {
  readonly instance: string;
  readonly bornAt: Instant;
  readonly rows: Rows;
  readonly disk: Disk;
  readonly group: Group;
  readonly passes: Passes;
  readonly clock: Clock;
  readonly books: Books;
}

class SqliteQueue implements Queue {
  readonly instance: string;
  readonly bornAt: Instant;
  readonly books: Books;
  readonly #rows: Rows;
  readonly #disk: Disk;
  readonly #group: Group;
  readonly #passes: Passes;
  readonly #clock: Clock;
  #closing: Promise<void> | null = null;
  #closed = false;

  constructor({ instance, bornAt, rows, disk, group, passes, clock, books }: Parts) {
    this.instance = instance;
    this.books = books;
    this.bornAt = bornAt;
    this.#rows = rows;
    this.#disk = disk;
    this.#group = group;
    this.#passes = passes;
    this.#clock = clock;
  }

  async nudge(nudge: Nudge, letter: Letter | null = null, delivery?: string): Promise<boolean> {
    const now = this.#clock.now();
    const before = now - REDELIVERY;
    const isNew = await this.#write((rows) => {
      if (delivery !== undefined) {
        if (rows.isCompleted(delivery, before)) return false;
        rows.complete(delivery, { now, before });
      }
      rows.nudge(nudge, letter, now);
      return true;
    });
    if (isNew) this.#passes.ready(keyOf(nudge));
    return isNew;
  }

  work(worker: Worker): void {
    this.#passes.work(worker);
  }

  complete(delivery: string): Promise<void> {
    const now = this.#clock.now();
    return this.#write((rows) => rows.complete(delivery, { now, before: now - REDELIVERY }));
  }

  async isCompleted(delivery: string): Promise<boolean> {
    return this.#store().isCompleted(delivery, this.#clock.now() - REDELIVERY);
  }

  async kept(target: Target): Promise<Kept | null> {
    return this.#store().kept(keyOf(target));
  }

  keep(target: Target, kept: Kept): Promise<void> {
    return this.#write((rows) => rows.keep(keyOf(target), kept, this.#clock.now()));
  }

  burn(target: Target, letters: readonly string[]): Promise<void> {
    return this.#write((rows) => rows.burn(keyOf(target), letters));
  }

  intend(target: Target, id: string, at: Instant): Promise<Intent> {
    return this.#write((rows) => rows.intend(keyOf(target), id, at));
  }

  async answered(target: Target, id: string, answer: string): Promise<void> {
    if (await this.#write((rows) => rows.answered(keyOf(target), id, answer))) return;
    throw new Error(`no page intent ${id} is stored for issue ${target.issue}: intend it first`);
  }

  remember(name: string, value: string, until?: Instant): Promise<void> {
    return this.#write((rows) => rows.remember(name, value, until ?? null));
  }

  forget(name: string): Promise<void> {
    return this.#write((rows) => rows.forget(name));
  }

  tidy(): Promise<void> {
    return this.#write((rows) => rows.prune(this.#clock.now()));
  }

  async recall(name: string): Promise<string | null> {
    return this.#store().recall(name);
  }

  /** The file is this process's alone. */
  servers(): number {
    return 1;
  }

  async leads(): Promise<boolean> {
    return true;
  }

  idle(): boolean {
    return this.#closed || (!this.#group.busy && this.#passes.idle());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#passes.drain();
    await this.#group.settled();
    this.#closed = true;
    this.#rows.close();
    this.#disk.close();
  }

  /** Resolves once it is on disk, together with what else came in this turn of the event loop. */
  async #write<T>(work: (rows: Rows) => T): Promise<T> {
    const rows = this.#store();
    return this.#group.commit(() => work(rows));
  }

  #store(): Rows {
    if (this.#closed) throw new Error('the queue is closed and stores nothing any more');
    return this.#rows;
  }
}

const keyOf = ({ repository, issue }: Target): Key => ({ repository: repository.id, issue });
