import type { Destination } from './destination.ts';

/** Where an incident is announced and told of, beside whoever is called. Always today's, never frozen. */
export interface Informing {
  readonly inform: readonly Informed[];
}

/** A pager wakes people; it is no place for news. */
export type Informed = Exclude<Destination, { readonly kind: 'pagerduty' }>;

export const NO_INFORMING: Informing = { inform: [] };
