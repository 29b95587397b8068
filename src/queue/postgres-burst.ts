import type { News } from './postgres-rows.ts';

interface Waiting {
  readonly news: News;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** While the database waits for its disk, the next statement can do its work. */
const AT_ONCE = 2;

/**
 * Stores what comes in together: while statements are under way the next nudges gather, and go with the
 * next one. Each promise resolves after its commit, with whether it was new.
 */
export class Burst {
  readonly #store: (news: readonly News[]) => Promise<readonly boolean[]>;
  #waiting: Waiting[] = [];
  /** How many statements are under way, and the promises that they end. */
  #flights = 0;
  readonly #ends = new Set<Promise<void>>();

  constructor(store: (news: readonly News[]) => Promise<readonly boolean[]>) {
    this.#store = store;
  }

  add(news: News): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ news, resolve, reject });
      if (this.#flights < AT_ONCE) this.#begin();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#ends);
  }

  #begin(): void {
    this.#flights += 1;
    const end = this.#flush().finally(() => this.#ends.delete(end));
    this.#ends.add(end);
  }

  async #flush(): Promise<void> {
    // What else comes in this turn goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#together(this.#waiting.splice(0));
    // In one step with finding nothing: what is added after this begins anew.
    this.#flights -= 1;
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
