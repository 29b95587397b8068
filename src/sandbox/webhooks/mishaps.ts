/** What becomes of a webhook on its way. */
export type Fate = 'sent' | 'sent twice' | 'dropped' | 'held';

/** Decides over a webhook; null: it fares as all do. */
type Decide = () => Fate | null;

/**
 * What can happen to webhooks, off until asked for: GitHub loses them, sends them twice, and promises
 * no order.
 */
export class WebhookMishaps {
  #drops = 0;
  #doubles = 0;
  #reversing = 0;
  #isHolding = false;
  #decide: Decide = () => null;
  readonly #letGo: () => void;

  constructor(letGo: () => void) {
    this.#letGo = letGo;
  }

  /** The next `count` webhooks do not arrive; GitHub's log calls them timed out. */
  drop(count = 1): void {
    this.#drops += count;
  }

  /** The next `count` webhooks arrive twice, under the same delivery id. */
  double(count = Number.POSITIVE_INFINITY): void {
    this.#doubles += count;
  }

  /** The next `count` webhooks wait for each other and arrive last one first. */
  reorder(count: number): void {
    this.#reversing += count;
  }

  /** From now on each webhook is decided over as it comes. */
  decide(decide: Decide): void {
    this.#decide = decide;
  }

  /** Webhooks wait until they are released. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Sends what was held, in order, and what still waits to be reversed, reversed. */
  release(): void {
    this.#isHolding = false;
    this.#reversing = 0;
    this.#letGo();
  }

  /** Everything as it should be again. */
  clear(): void {
    this.#drops = 0;
    this.#doubles = 0;
    this.#decide = () => null;
    this.release();
  }

  /** Decides the fate of the next webhook. */
  next(): Fate | 'kept for reversing' {
    const decided = this.#decide();
    if (decided) return decided;
    if (this.#isHolding) return 'held';
    if (this.#drops > 0) {
      this.#drops -= 1;
      return 'dropped';
    }
    if (this.#reversing > 0) {
      this.#reversing -= 1;
      return 'kept for reversing';
    }
    if (this.#doubles > 0) {
      this.#doubles -= 1;
      return 'sent twice';
    }
    return 'sent';
  }

  /** How many webhooks more are waited for before the kept ones go out reversed. */
  get reversing(): number {
    return this.#reversing;
  }
}
