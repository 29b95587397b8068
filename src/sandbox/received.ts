import type { Instant } from '../core/time.ts';
import type { Services } from './services.ts';

/** One thing that came to a service outside GitHub, or was done there. */
export interface Received {
  /** Tells it from everything else that was received. */
  readonly id: string;
  readonly at: Instant;
  /** The service, as people call it. */
  readonly by: string;
  /** What it does with it: `rings Ben: SEV 1: Checkout is down`. */
  readonly what: string;
}

type Kind = (services: Services) => readonly Omit<Received, 'id'>[];

const rings: Kind = ({ pagerDuty }) =>
  pagerDuty.rings.map(({ at, who, summary }) => ({
    at,
    by: 'PagerDuty',
    what: `rings ${who}: ${summary}`,
  }));

const changes: Kind = ({ pagerDuty }) =>
  pagerDuty.changes.map(({ at, by, status, incident }) => ({
    at,
    by: 'PagerDuty',
    what: by
      ? `${by.name} has ${status} it there: ${incident.summary}`
      : `is told that it is ${status}: ${incident.summary}`,
  }));

/** A try that was not taken; those of one minute are one line. */
const refusals: Kind = ({ pagerDuty }) => {
  const failed = pagerDuty.heard.filter(
    ({ path, status }) => path === '/v2/enqueue' && (status === null || status >= 400),
  );
  const minutes = new Map<number, number>();
  for (const { at } of failed) {
    const minute = Math.floor(at / 60_000);
    minutes.set(minute, minutes.get(minute) ?? at);
  }
  return [...minutes.values()].map((at) => ({ at, by: 'PagerDuty', what: 'does not answer' }));
};

const mails: Kind = ({ mail }) =>
  mail.mails.map(({ to, raw }) => ({
    at: Date.parse(headerOf(raw, 'Date')),
    by: 'e-mail',
    what: `to ${to.join(', ')}: ${headerOf(raw, 'Subject')}`,
  }));

const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, 'm').exec(raw)?.[1]?.replace(/\n[ \t]+/g, ' ') ?? '';

const posts: Kind = ({ slack }) =>
  slack.world.rooms.flatMap(({ name, posts: written }) =>
    written.map(({ ts, text }) => ({
      at: Number(ts) * 1_000,
      by: 'Slack',
      what: `in #${name}: ${text.replace(/ ?<https?:[^>]*>/g, '')}`,
    })),
  );

const hooks: Kind = ({ webhooks }) =>
  webhooks.heard.map(({ at, path }) => ({ at, by: 'webhook', what: `${path} is called` }));

const KINDS: Readonly<Record<string, Kind>> = { rings, changes, refusals, mails, posts, hooks };

/** All that the services outside GitHub have received so far, the oldest first. */
export const received = (services: Services): readonly Received[] =>
  Object.entries(KINDS)
    .flatMap(([kind, list]) =>
      list(services).map((one, index) => ({ ...one, id: `${kind}:${index}` })),
    )
    .sort((a, b) => a.at - b.at);
