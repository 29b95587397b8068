import type { Instant } from '../../core/time.ts';
import type { Services } from '../services.ts';
import type { Repository } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Order } from './order.ts';

/** One look at the page: who looks, at what, when, and what was refused on the way. */
export interface Visit {
  readonly world: World;
  readonly services: Services;
  readonly order: Order;
  readonly now: Instant;
  /** Whoever is acted as; null in a world without people. */
  readonly person: string | null;
  /** Path and query, to come back to. */
  readonly here: string;
  readonly refusal: string | null;
  /** What was typed and refused, by the field's name, so that it is not lost. */
  readonly typed: URLSearchParams;
}

export const pathOf = (repository: Pick<Repository, 'fullName'>): string =>
  `/${repository.fullName}`;
