import type { Instant } from '../core/time.ts';
import type { NotifierSettings } from '../notifiers/index.ts';
import { type PagerDutyStandIn, startPagerDuty } from './stand-ins/pagerduty.ts';
import type { Person } from './stand-ins/pagerduty-shapes.ts';
import { type SlackStandIn, startSlack } from './stand-ins/slack.ts';
import { type SmtpSink, startSmtp } from './stand-ins/smtp.ts';
import type { StandIn } from './stand-ins/stand-in.ts';
import { startReceiver } from './stand-ins/webhook.ts';

/** Everything beside GitHub that an incident may be told to, on loopback. */
export interface Services {
  readonly pagerDuty: PagerDutyStandIn;
  readonly slack: SlackStandIn;
  readonly mail: SmtpSink;
  readonly webhooks: StandIn;
  /** What the notifiers need to come here instead of to the world. */
  readonly settings: NotifierSettings;
  /** What the server's environment holds of `acme`: the pager's key, the chat's token, the webhook's address. */
  readonly secrets: Readonly<Record<string, string>>;
  /** How many requests wait for an answer that never comes: only winding the clock frees them. */
  hanging(): number;
  /** How many are being answered, in real time: the clock is not to be wound over them. */
  talking(): number;
  close(): Promise<void>;
}

/** Whom the sandbox's pager rings. */
export const ON_CALL: Person = { id: 'PBEN', name: 'Ben', email: 'ben@example.com' };
/** What the sandbox's pager signs its webhooks with. */
export const PAGER_WEBHOOK_SECRET = 'the webhook secret of the sandbox';
const PAGER_KEY = 'the integration key of the sandbox';

export async function startServices(now: () => Instant): Promise<Services> {
  const [pagerDuty, slack, mail, webhooks] = await Promise.all([
    startPagerDuty(now),
    startSlack(now),
    startSmtp(),
    startReceiver(now),
  ]);
  pagerDuty.addService({ id: 'PSHOP', name: 'Shop', key: PAGER_KEY, onCall: [ON_CALL] });
  const all = [pagerDuty, slack, mail, webhooks];
  return {
    pagerDuty,
    slack,
    mail,
    webhooks,
    settings: {
      mailer: { url: mail.url, from: 'tocsin@acme.example' },
      outgoing: { loopback: true },
      pagerDutyHosts: { us: pagerDuty.url, eu: pagerDuty.url },
      pagerDutyApi: { us: pagerDuty.url, eu: pagerDuty.url },
      slackUrl: slack.apiUrl,
    },
    secrets: {
      TOCSIN_SECRET_ACME_PAGER: PAGER_KEY,
      TOCSIN_SECRET_ACME_PAGER_API: pagerDuty.apiKey,
      TOCSIN_SECRET_ACME_PAGERDUTY_WEBHOOK: PAGER_WEBHOOK_SECRET,
      TOCSIN_SECRET_ACME_SLACK: slack.token,
      TOCSIN_SECRET_ACME_HOOK: webhooks.url,
    },
    hanging: () => all.reduce((sum, service) => sum + service.hanging(), 0),
    talking: () => mail.talking(),
    close: async () => {
      await Promise.all(all.map((service) => service.close()));
    },
  };
}
