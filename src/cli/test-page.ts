import type { Destination } from '../core/destination.ts';
import type { Notification, NotificationReceipt, Words } from '../core/notification.ts';
import type { Policy } from '../core/policy.ts';
import { namesOf } from '../core/reach.ts';
import type { Instant } from '../core/time.ts';
import type { NotifierSettings, Notifiers } from '../notifiers/index.ts';
import type { Hands } from '../notifiers/notifier.ts';
import { dedupKey } from '../notifiers/pagerduty/event.ts';
import { incidentOnceThere } from '../notifiers/pagerduty/incidents.ts';
import type { RepositoryName } from './places.ts';

/** What came of a test page at one destination: a receipt, as the card would have it. */
export interface Tested {
  /** How it is called on the card: `PagerDuty`, `e-mail 2`. */
  readonly by: string;
  /** Which one it is, by the words of the policy; no secret. */
  readonly to: string;
  readonly result: NotificationReceipt['result'];
  readonly at: Instant;
  readonly tries: number;
  readonly because: string | null;
  /** What was seen or done after it was taken. */
  readonly after: readonly string[];
}

/** What a test page is made of. */
export interface Testing {
  readonly group: string;
  readonly people: readonly string[];
  readonly destinations: readonly Destination[];
  readonly repository: RepositoryName;
  readonly url: string;
  readonly policy: Policy;
}

export interface Sending {
  readonly hands: Hands;
  readonly notifiers: Notifiers;
  readonly settings: NotifierSettings;
}

/** Calls every destination at once, as a page does, and closes what a pager opened for it. */
export function sendTestPage(testing: Testing, sending: Sending): Promise<readonly Tested[]> {
  const names = namesOf(testing.destinations);
  const now = sending.hands.clock.now();
  return Promise.all(
    testing.destinations.map(async (destination, index) => {
      const by = names[index] ?? destination.kind;
      const page = pageFor(testing, destination, { by, now });
      const receipt = await sending.notifiers.send(page);
      const { result, at, tries, because } = receipt;
      const tested = { by, to: addressOf(destination), result, at, tries, because, after: [] };
      return destination.kind === 'pagerduty' && result !== 'failed'
        ? afterwards(tested, page, { ...sending, testing })
        : tested;
    }),
  );
}

const wordsFor = ({ group, people, repository }: Testing): Words => ({
  headline: `a page to ${group} of ${repository.owner}/${repository.name}`,
  fields: [
    {
      name: 'Why you get this',
      value: 'Somebody tries whether this group can be called: `tocsin page-test`.',
    },
    { name: 'Called', value: [group, ...people].join(', ') },
    { name: 'To answer', value: 'Nothing is to be done. A real page has no TEST in front.' },
  ],
});

/** Its alert is its own: no issue has the number 0, and no other test this moment. */
function pageFor(
  testing: Testing,
  destination: Destination,
  { by, now }: { readonly by: string; readonly now: Instant },
): Notification {
  const { group, repository, url } = testing;
  const { owner, name } = repository;
  const words = wordsFor(testing);
  return {
    id: `test:${now}:${group}:${by}`,
    kind: 'page',
    to: group,
    alert: `test:${owner}/${name}:${now}:${by}`,
    destination,
    facts: {
      repository: { id: 0, owner, name },
      number: 0,
      url,
      title: words.headline,
      severity: 1,
      severityLabel: 'TEST',
      status: 'test',
      drill: false,
      test: true,
    },
    words,
    repeat: false,
  };
}

/** Looks whether the pager really made an incident of it, where it may be read, and resolves that. */
async function afterwards(
  tested: Tested,
  page: Notification,
  { hands, notifiers, settings, testing }: Sending & { readonly testing: Testing },
): Promise<Tested> {
  const seen = await look(page, { hands, settings, testing });
  const end = await notifiers.send({ ...page, id: `${page.id}:end`, kind: 'resolve-page' });
  const over = end.because === null ? 'resolved again' : null;
  const after = [seen.found, over].flatMap((one) => one ?? []);
  const trouble = [
    seen.trouble,
    end.because && `It could not be resolved again, do it there: ${end.because}`,
  ].flatMap((one) => one ?? []);
  if (trouble.length === 0) return { ...tested, after };
  return { ...tested, result: 'failed', because: trouble.join(' '), after };
}

async function look(
  page: Notification,
  { hands, settings, testing }: Omit<Sending, 'notifiers'> & { readonly testing: Testing },
): Promise<{ readonly found: string | null; readonly trouble: string | null }> {
  const { policy, repository } = testing;
  if (!policy.pagerDuty) return { found: null, trouble: null };
  const { key, region } = policy.pagerDuty;
  const secret = hands.secret(repository.owner, key.secret);
  if (!secret.ok) {
    const { because, tryThis } = secret.refusal;
    return { found: null, trouble: `PagerDuty cannot be read: ${because}; ${tryThis}.` };
  }
  const hosts = settings.pagerDutyApi;
  const read = await incidentOnceThere(
    { clock: hands.clock, apiKey: secret.value, region, ...(hosts ? { hosts } : {}) },
    dedupKey(page),
  );
  if (!read.ok) return { found: null, trouble: `PagerDuty cannot be read: ${read.because}` };
  if (!read.value) return { found: null, trouble: SWALLOWED };
  return { found: `opened ${read.value.url ?? read.value.id}`, trouble: null };
}

const SWALLOWED =
  'PagerDuty accepted it and has opened no incident: is the service disabled, in maintenance, or without an escalation policy?';

/** A destination by the words of the policy. */
function addressOf(destination: Destination): string {
  const named = (secret: string): string => `\${${secret}}`;
  switch (destination.kind) {
    case 'pagerduty':
      return named(destination.key.secret);
    case 'slack':
      return destination.channel;
    case 'email':
      return destination.to;
    case 'webhook':
      return typeof destination.url === 'string' ? destination.url : named(destination.url.secret);
  }
}
