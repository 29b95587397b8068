import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './sqlite-file.ts';

interface Step {
  readonly run: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes what is asked for within one turn of the event loop durable together: a commit waits for the
 * disk, and while it waits the next webhooks come in, so that a burst of them shares few commits.
 */
export class Group {
  readonly #db: DatabaseSync;
  #steps: Step[] = [];

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** True while something waits for its commit. */
  get busy(): boolean {
    return this.#steps.length > 0;
  }

  /** Resolves with what `work` answered once that is on disk. Where it throws, its neighbours are stored all the same. */
  commit<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#steps.length === 0) setImmediate(() => this.flush());
      let settle = (): void => {};
      this.#steps.push({
        run: () => {
          const result = work();
          settle = () => resolve(result);
        },
        resolve: () => settle(),
        reject,
      });
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    const steps = this.#steps;
    this.#steps = [];
    if (steps.length === 0) return;
    try {
      const refused = transaction(this.#db, () => steps.map((step) => this.#attempt(step)));
      steps.forEach((step, index) => {
        const refusal = refused[index];
        if (refusal) step.reject(refusal.error);
        else step.resolve();
      });
    } catch (error) {
      for (const step of steps) step.reject(error);
    }
  }

  /** One step of several: undone alone where it throws. */
  #attempt({ run }: Step): { readonly error: unknown } | null {
    this.#db.exec('SAVEPOINT step');
    try {
      run();
      this.#db.exec('RELEASE step');
      return null;
    } catch (error) {
      // A full disk, for one, has rolled everything back already.
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO step; RELEASE step');
      return { error };
    }
  }
}
