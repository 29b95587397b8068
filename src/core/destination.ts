/** The name of a secret, as `${NAME}` stands in a policy. The secret itself is in no policy, record or effect. */
export interface SecretName {
  readonly secret: string;
}

/** What the body of a webhook looks like: our own JSON, or what one of these chats takes. */
export const WEBHOOK_FORMATS = ['tocsin', 'teams', 'mattermost', 'discord'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** Where PagerDuty keeps the account. */
export const PAGERDUTY_REGIONS = ['us', 'eu'] as const;
export type PagerDutyRegion = (typeof PAGERDUTY_REGIONS)[number];

/** Where a notification goes, as the policy says it once it has been validated. */
export type Destination =
  | {
      readonly kind: 'pagerduty';
      /** The integration key of a service (Events API v2). */
      readonly key: SecretName;
      readonly region: PagerDutyRegion;
    }
  | {
      readonly kind: 'slack';
      /** A bot token (`xoxb-…`). */
      readonly token: SecretName;
      /** A channel's id (`C…`), or a member's (`U…`) for a direct message. */
      readonly channel: string;
      /** Ids of members (`U…`, `W…`) and user groups (`S…`) whom a page mentions. */
      readonly mention: readonly string[];
    }
  | { readonly kind: 'email'; readonly to: string }
  | {
      readonly kind: 'webhook';
      /** An https address; a secret where whoever knows the address may post (Teams, Mattermost, Discord). */
      readonly url: string | SecretName;
      /** What the body is signed with; null: unsigned. */
      readonly key: SecretName | null;
      readonly format: WebhookFormat;
    };

export type DestinationOf<Kind extends Destination['kind']> = Extract<Destination, { kind: Kind }>;

/** The service, as a sentence names it. */
export const DESTINATION_NAMES: Readonly<Record<Destination['kind'], string>> = {
  pagerduty: 'PagerDuty',
  slack: 'Slack',
  email: 'e-mail',
  webhook: 'webhook',
};
