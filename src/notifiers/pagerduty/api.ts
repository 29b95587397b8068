import type { PagerDutyRegion } from '../../core/destination.ts';
import type { Clock, Instant } from '../../core/time.ts';
import { notTaken, parsed, textOf } from '../answer.ts';
import { done, persist, type Tried } from '../attempts.ts';
import type { Outcome } from '../notifier.ts';
import type { PagerDutyHosts } from '../pagerduty.ts';

export const API_HOSTS: PagerDutyHosts = {
  us: 'https://api.pagerduty.com',
  eu: 'https://api.eu.pagerduty.com',
};

/** Reading PagerDuty takes an API key of the account: https://support.pagerduty.com/docs/api-access-keys */
export interface PagerDutyAccount {
  readonly clock: Clock;
  readonly apiKey: string;
  readonly region: PagerDutyRegion;
  readonly hosts?: PagerDutyHosts;
}

export const query = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

/** One read of the REST API, tried again as `attempts.ts` says. */
export function read<Value>(
  { clock, apiKey, region, hosts = API_HOSTS }: PagerDutyAccount,
  path: string,
  take: (answer: unknown) => Value,
): Promise<Outcome<Value>> {
  return persist({ clock, who: 'PagerDuty' }, async ({ signal }): Promise<Tried<Value>> => {
    const response = await fetch(`${hosts[region]}${path}`, {
      headers: {
        accept: 'application/vnd.pagerduty+json;version=2',
        authorization: `Token token=${apiKey}`,
        'user-agent': 'tocsin',
      },
      redirect: 'manual',
      signal,
    });
    const answer = parsed(await response.text());
    if (response.status === 200) return done(take(answer));
    const said = textOf(answer, 'error', 'message') ?? '';
    const patience = response.headers.get('retry-after');
    return notTaken('PagerDuty', { status: response.status, patience, said }, clock.now());
  });
}

export function momentOf(text: string | null): Instant | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
