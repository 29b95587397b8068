import type { Duration } from '../core/time.ts';
import type { Feature } from './hub.ts';
import { isRoute } from './rest/routes.ts';
import type { WebhookMishaps } from './webhooks/mishaps.ts';

/** Which requests of the app something happens to, and how often. */
export interface Failure {
  /** Needs not be said for GraphQL. */
  readonly method?: string;
  /** As the log names it: `/repos/{owner}/{repo}/issues`, or `GraphQL Snapshot`. */
  readonly route: string;
  /** Once where left out. */
  readonly times?: number;
  /** 502 where left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only requests with such a body. */
  readonly when?: (body: unknown) => boolean;
}

interface Armed {
  readonly failure: Failure;
  readonly route: string;
  readonly performs: boolean;
  left: number;
}

/** How a request of the app is to fail, and whether it is done all the same. */
export interface Fault {
  /** 0: the connection breaks, and nobody hears an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly performs: boolean;
}

/** Decides over each request of the app, by its route, whatever is armed. */
type Fate = (route: string) => Fault | null;

/** What makes GitHub hard, off until asked for. All of it befalls the app alone, never people. */
export class Trouble {
  readonly webhooks: WebhookMishaps;
  #armed: Armed[] = [];
  #lag = { writes: 0, reads: 0 };
  #lacking = new Set<Feature>();
  #delay = 0;
  #away: Duration | null = null;
  #fate: Fate = () => null;

  constructor(webhooks: WebhookMishaps) {
    this.webhooks = webhooks;
  }

  /**
   * The next `reads` reads see the world as it was before the last `writes` writes (up to 15). Reads
   * of installations and permissions neither lag nor count.
   */
  lag(writes: number, reads: number): void {
    this.#lag = { writes, reads };
  }

  /** Such requests are answered with an error and not done. Throws where there is no such route. */
  fail(failure: Failure): void {
    this.#arm(failure, false);
  }

  /** Such requests are done, and answered with an error all the same. */
  failAfterSuccess(failure: Failure): void {
    this.#arm(failure, true);
  }

  /** From now on each request of the app is decided over; null: nothing befalls it but what is armed. */
  decide(fate: Fate): void {
    this.#fate = fate;
  }

  /** Every answer takes this many real milliseconds. */
  slow(ms: number): void {
    this.#delay = ms;
  }

  /** Nothing is done any more, and every answer is 504 after this long by the wound clock. */
  goAway(length: Duration): void {
    this.#away = length;
  }

  /** Behaves as a server that has never heard of these. */
  without(...features: readonly Feature[]): void {
    for (const feature of features) this.#lacking.add(feature);
  }

  /** Everything as it should be again; what was held goes out. */
  clear(): void {
    this.#armed = [];
    this.#lag = { writes: 0, reads: 0 };
    this.#lacking.clear();
    this.#delay = 0;
    this.#away = null;
    this.#fate = () => null;
    this.webhooks.clear();
  }

  /** How long the app waits for its 504; null while GitHub is there. */
  get away(): Duration | null {
    return this.#away;
  }

  get delay(): number {
    return this.#delay;
  }

  lacks(feature: Feature): boolean {
    return this.#lacking.has(feature);
  }

  /** How many writes ago the next read looks; counts that read. */
  takeLag(): number {
    if (this.#lag.reads === 0) return 0;
    this.#lag.reads -= 1;
    return this.#lag.writes;
  }

  /** What befalls this request, or null; counts it. */
  takeFault(route: string, body: unknown): Fault | null {
    const fated = this.#fate(route);
    if (fated) return fated;
    const armed = this.#armed.find(
      (one) => one.left > 0 && one.route === route && (one.failure.when?.(body) ?? true),
    );
    if (!armed) return null;
    armed.left -= 1;
    const { status = 502, headers = {} } = armed.failure;
    return { status, headers, performs: armed.performs };
  }

  #arm(failure: Failure, performs: boolean): void {
    const isGraphql = failure.route.startsWith('GraphQL ');
    const route = isGraphql ? failure.route : `${failure.method} ${failure.route}`;
    if (!isGraphql && !isRoute(route)) {
      throw new Error(`The sandbox has no route ${route}.`);
    }
    this.#armed.push({ failure, route, performs, left: failure.times ?? 1 });
  }
}
