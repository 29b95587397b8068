import { type Instant, iso } from '../../core/time.ts';
import type { Message } from './payloads.ts';
import type { Outcome } from './post.ts';

/** One attempt to deliver one webhook. */
export interface Attempt {
  readonly id: number;
  /** `X-GitHub-Delivery`: the same for every attempt at the same webhook. */
  readonly guid: string;
  readonly at: Instant;
  readonly isRedelivery: boolean;
  readonly message: Message;
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
}

const PAGE = 30;

const isFailure = ({ outcome }: Attempt): boolean =>
  outcome.statusCode < 200 || outcome.statusCode >= 400;

const shapeOf = (attempt: Attempt): Readonly<Record<string, unknown>> => ({
  id: attempt.id,
  guid: attempt.guid,
  delivered_at: iso(attempt.at),
  redelivery: attempt.isRedelivery,
  duration: 0.1,
  status: attempt.outcome.status,
  status_code: attempt.outcome.statusCode,
  event: attempt.message.event,
  action: attempt.message.action,
  installation_id: attempt.message.installation,
  repository_id: attempt.message.repository,
  throttled_at: null,
});

/** What `GET /app/hook/deliveries` shows, newest first. */
export class DeliveryLog {
  #attempts: Attempt[] = [];

  add(attempt: Attempt): void {
    this.#attempts.push(attempt);
  }

  find(id: number): Attempt | null {
    return this.#attempts.find((one) => one.id === id) ?? null;
  }

  /** A page by `per_page`, `cursor` and `status`; `next` is the query of the following one. */
  list(query: URLSearchParams): {
    readonly items: readonly Readonly<Record<string, unknown>>[];
    readonly next: string | null;
  } {
    const size = Math.min(100, Number(query.get('per_page')) || PAGE);
    const before = Number(query.get('cursor')) || Number.POSITIVE_INFINITY;
    const wanted = query.get('status');
    const found = this.#attempts
      .filter((one) => one.id < before)
      .filter((one) => wanted === null || (wanted === 'failure') === isFailure(one))
      .sort((a, b) => b.id - a.id);
    const page = found.slice(0, size);
    const next = new URLSearchParams(query);
    next.set('cursor', String(page.at(-1)?.id));
    return { items: page.map(shapeOf), next: found.length > size ? String(next) : null };
  }

  /** One attempt with all that was said, or null. */
  describe(id: number): Readonly<Record<string, unknown>> | null {
    const attempt = this.find(id);
    if (!attempt) return null;
    const { headers, message, outcome } = attempt;
    return {
      ...shapeOf(attempt),
      request: { headers, payload: JSON.parse(message.payload) },
      response: { headers: outcome.headers, payload: outcome.body },
    };
  }
}
