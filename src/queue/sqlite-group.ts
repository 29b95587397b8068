import type { DatabaseSync } from 'node:sqlite';
import type { Disk } from './sqlite-disk.ts';
import { transaction } from './sqlite-file.ts';

interface Step {
  /** Writes; may be undone and run once more. */
  readonly run: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many at once are a burst. */
const MANY = 8;

/**
 * Makes what is asked for together durable together: while the disk is waited for, which takes longer than
 * all the rest, the next webhooks come in, and share the next commit.
 */
export class Group {
  readonly #db: DatabaseSync;
  readonly #disk: Pick<Disk, 'sync'>;
  #steps: Step[] = [];
  #storing: Promise<void> | null = null;

  constructor(db: DatabaseSync, disk: Pick<Disk, 'sync'>) {
    this.#db = db;
    this.#disk = disk;
  }

  /** True while something waits for its commit or for the disk. */
  get busy(): boolean {
    return this.#storing !== null;
  }

  /** Resolves with what `work` answered once that is on disk. Where it throws, its neighbours are stored all the same. */
  commit<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let settle = (): void => {};
      this.#steps.push({
        run: () => {
          const result = work();
          settle = () => resolve(result);
        },
        resolve: () => settle(),
        reject,
      });
      this.#storing ??= this.#store();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#storing;
  }

  async #store(): Promise<void> {
    // What else comes in this turn of the event loop goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#steps.length > 0) await this.#together(this.#steps.splice(0));
    this.#storing = null;
  }

  async #together(steps: readonly Step[]): Promise<void> {
    try {
      const stored = this.#write(steps);
      await this.#disk.sync(steps.length >= MANY);
      for (const step of stored) step.resolve();
    } catch (error) {
      // Those that are settled already do not hear it.
      for (const step of steps) step.reject(error);
    }
  }

  /** Commits; answers the steps that are in it. Those that throw have heard of it. */
  #write(steps: readonly Step[]): readonly Step[] {
    try {
      transaction(this.#db, () => {
        for (const { run } of steps) run();
      });
      return steps;
    } catch {
      return transaction(this.#db, () => steps.filter((step) => this.#attempt(step)));
    }
  }

  /** One step of several: undone alone where it throws. */
  #attempt({ run, reject }: Step): boolean {
    this.#db.exec('SAVEPOINT step');
    try {
      run();
      this.#db.exec('RELEASE step');
      return true;
    } catch (error) {
      // A full disk, for one, has rolled everything back already.
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO step; RELEASE step');
      reject(error);
      return false;
    }
  }
}
