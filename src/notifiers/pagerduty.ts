import type { PagerDutyRegion } from '../core/destination.ts';
import { variableOf } from '../core/secret.ts';
import { listOf, notTaken, parsed, textOf } from './answer.ts';
import { done, persist, refused, type Tried } from './attempts.ts';
import { type Hands, lacking, type Notifier, notifier, type Taken } from './notifier.ts';
import { dedupKey, pagerDutyEvent } from './pagerduty/event.ts';

/** Where PagerDuty takes events; the sandbox's own where it stands in. */
export type PagerDutyHosts = Readonly<Record<PagerDutyRegion, string>>;

export const EVENT_HOSTS: PagerDutyHosts = {
  us: 'https://events.pagerduty.com',
  eu: 'https://events.eu.pagerduty.com',
};

/**
 * PagerDuty, by its Events API v2: a page opens an alert on the service whose integration key the policy names, an
 * acknowledgement or a resolution on the issue closes it. The receipt says *accepted*: PagerDuty has taken it, and
 * whether it rings anybody is for `pagerduty/incidents.ts` to look up. Sent again it opens no second alert.
 */
export const pagerDuty = (hands: Hands, hosts: PagerDutyHosts = EVENT_HOSTS): Notifier =>
  notifier(hands, {
    name: 'pagerduty',
    carries: ['page', 'acknowledge', 'resolve-page'],
    dedupes: true,
    send: async (notification, { key, region }) => {
      const { owner } = notification.facts.repository;
      const secret = hands.secret(owner, key.secret);
      if (!secret.ok) return lacking(secret.refusal);
      return persist({ clock: hands.clock, who: 'PagerDuty' }, async ({ signal, unclear }) => {
        const response = await fetch(`${hosts[region]}/v2/enqueue`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'tocsin' },
          body: JSON.stringify(pagerDutyEvent(notification, secret.value, unclear)),
          redirect: 'manual',
          signal,
        });
        const answer = parsed(await response.text());
        if (response.status === 202) return accepted(answer, dedupKey(notification));
        return no(response, answer, {
          now: hands.clock.now(),
          variable: variableOf(owner, key.secret),
        });
      });
    },
  });

const accepted = (answer: unknown, key: string): Tried<Taken> =>
  done({ result: 'accepted', ref: textOf(answer, 'dedup_key') ?? key });

function no(
  { status, headers }: Response,
  answer: unknown,
  { now, variable }: { readonly now: number; readonly variable: string },
): Tried<never> {
  const errors = listOf(answer, 'errors').filter((error) => typeof error === 'string');
  const said = errors.length > 0 ? errors.join('; ') : (textOf(answer, 'message') ?? '');
  const tried = notTaken('PagerDuty', { status, patience: headers.get('retry-after'), said }, now);
  // Nearly always it is the key: one of another kind, or of a service that is gone.
  return tried.end === 'refused' && status >= 400
    ? refused(
        `${tried.because}; look whether ${variable} is the integration key of an Events API v2 integration`,
      )
    : tried;
}
