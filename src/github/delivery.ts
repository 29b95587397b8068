import type { Instant } from '../core/time.ts';

/** A webhook as it was delivered: under the same id when it comes again. */
export interface Delivery {
  readonly id: string;
  readonly at: Instant;
  readonly name: string;
  readonly payload: unknown;
}

/** Events that may concern an incident, by name. No other needs to be looked into. */
export const EVENTS: ReadonlySet<string> = new Set([
  'issues',
  'issue_comment',
  'repository_dispatch',
  'installation',
  'installation_repositories',
]);
