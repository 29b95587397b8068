import type { Destination } from '../core/destination.ts';
import type { NotificationKind } from '../core/notification.ts';
import { email, type Mailer } from './email.ts';
import type { Hands, Notifier } from './notifier.ts';
import type { PagerDutyHosts } from './pagerduty.ts';
import { pagerDuty } from './pagerduty.ts';
import { channelKeeper } from './slack/keep.ts';
import { slack } from './slack.ts';
import type { OutgoingRules } from './webhook/outgoing.ts';
import { webhook } from './webhook.ts';

export interface NotifierSettings {
  readonly mailer: Mailer;
  readonly outgoing: OutgoingRules;
  /** Where the services are, where not at their own addresses. */
  readonly pagerDutyHosts?: PagerDutyHosts;
  readonly pagerDutyApi?: PagerDutyHosts;
  readonly slackUrl?: string;
}

/** Everything that can be notified; each by itself, none waits for another. */
export interface Notifiers extends Pick<Notifier, 'send'> {
  /** Makes an incident's channel what it should be. Takes its time and never rejects. */
  readonly keepChannel: ReturnType<typeof channelKeeper>;
  /** Whether such a destination can be told this at all. */
  carries(destination: Destination['kind'], kind: NotificationKind): boolean;
}

export function openNotifiers(hands: Hands, settings: NotifierSettings): Notifiers {
  const { mailer, outgoing, pagerDutyHosts, slackUrl } = settings;
  const all: Readonly<Record<Destination['kind'], Notifier>> = {
    email: email(hands, mailer),
    pagerduty: pagerDuty(hands, pagerDutyHosts),
    slack: slack(hands, slackUrl),
    webhook: webhook(hands, outgoing),
  };
  return {
    carries: (destination, kind) => all[destination].carries.has(kind),
    keepChannel: channelKeeper(hands, slackUrl),
    send: (notification) => all[notification.destination.kind].send(notification),
  };
}
