import type { Destination, SecretName } from './destination.ts';
import type { Duration } from './time.ts';

/** Where an incident is announced and told of, beside whoever is called. Always today's, never frozen. */
export interface Informing {
  readonly inform: readonly Informed[];
  readonly workspace: Workspace | null;
}

/** The workspace of Slack. */
export interface Workspace {
  /** A bot token (`xoxb-…`). */
  readonly token: SecretName;
  /** Whether every incident that is more than a ticket has a channel of its own. */
  readonly channel: boolean;
  /** How long after its end that is archived; null: never. */
  readonly archiveAfter: Duration | null;
  /** Ids of members who are invited to every one. */
  readonly invite: readonly string[];
}

/** A pager wakes people; it is no place for news. */
export type Informed = Exclude<Destination, { readonly kind: 'pagerduty' }>;

export const NO_INFORMING: Informing = { inform: [], workspace: null };
