import type { News } from './postgres-rows.ts';

interface Waiting {
  readonly news: News;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores what comes in together: while one statement is under way the next nudges gather, and go with the
 * next one. Each promise resolves after its commit, with whether it was new.
 */
export class Burst {
  readonly #store: (news: readonly News[]) => Promise<readonly boolean[]>;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;

  constructor(store: (news: readonly News[]) => Promise<readonly boolean[]>) {
    this.#store = store;
  }

  add(news: News): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ news, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    // What else comes in this turn goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#together(this.#waiting.splice(0));
    this.#flushing = null;
  }

  async #together(waiting: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.#store(waiting.map(({ news }) => news));
      for (const [place, { resolve }] of waiting.entries()) resolve(stored[place] ?? false);
    } catch (error) {
      const [only, ...others] = waiting;
      if (isAboutData(error) && others.length > 0) {
        // One of them cannot be stored: the others need not suffer for it.
        for (const one of waiting) await this.#together([one]);
      } else {
        only?.reject(error);
        for (const { reject } of others) reject(error);
      }
    }
  }
}

/** Classes 22 and 23: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isAboutData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
