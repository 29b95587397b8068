import type { PagerDutyRegion } from '../../core/destination.ts';
import { type Clock, type Instant, SECOND } from '../../core/time.ts';
import { field, listOf, notTaken, parsed, textOf } from '../answer.ts';
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

/** What became of a page, as PagerDuty knows it. */
export interface PagerDutyIncident {
  readonly id: string;
  readonly url: string | null;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  /** Who acknowledged or resolved it; null where nobody has, or no person did. */
  readonly by: string | null;
  readonly at: Instant | null;
}

/** Somebody whom PagerDuty would ring now. */
export interface PagerDutyOnCall {
  readonly name: string;
  readonly email: string | null;
  /** 1 is rung first. */
  readonly level: number;
  readonly until: Instant | null;
}

/** The newest incident of a dedup key; null where there is none (yet): a page that was accepted and rings nobody. */
export const incidentOf = (
  account: PagerDutyAccount,
  dedupKey: string,
): Promise<Outcome<PagerDutyIncident | null>> =>
  read(account, `/incidents?${query({ incident_key: dedupKey, date_range: 'all' })}`, (answer) => {
    const incidents = listOf(answer, 'incidents').flatMap((one) => incidentIn(one) ?? []);
    // An alert that was opened again after it was resolved has several: the open one counts.
    return incidents.find(({ status }) => status !== 'resolved') ?? incidents.at(-1) ?? null;
  });

/**
 * As {@link incidentOf}, but waits for an incident that is not there yet: PagerDuty makes it a moment after it has
 * accepted the event. Null where it has not come within half a minute, and that is news.
 */
export async function incidentOnceThere(
  account: PagerDutyAccount,
  dedupKey: string,
): Promise<Outcome<PagerDutyIncident | null>> {
  for (let pause = 2 * SECOND; ; pause *= 2) {
    const outcome = await incidentOf(account, dedupKey);
    if (!outcome.ok || outcome.value || pause > 16 * SECOND) return outcome;
    await account.clock.sleep(pause);
  }
}

/** Who is on call by a schedule or an escalation policy, the first to be rung first. */
export const onCallOf = (
  account: PagerDutyAccount,
  of: { readonly schedule: string } | { readonly escalationPolicy: string },
): Promise<Outcome<readonly PagerDutyOnCall[]>> => {
  const whose =
    'schedule' in of
      ? { 'schedule_ids[]': of.schedule }
      : { 'escalation_policy_ids[]': of.escalationPolicy };
  return read(account, `/oncalls?${query({ ...whose, 'include[]': 'users' })}`, (answer) =>
    listOf(answer, 'oncalls')
      .flatMap((one) => onCallIn(one) ?? [])
      .toSorted((a, b) => a.level - b.level),
  );
};

const query = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

function read<Value>(
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

const STATUSES = ['triggered', 'acknowledged', 'resolved'] as const;

function incidentIn(value: unknown): PagerDutyIncident | null {
  const id = textOf(value, 'id');
  const status = STATUSES.find((known) => known === textOf(value, 'status'));
  if (id === null || !status) return null;
  const url = textOf(value, 'html_url');
  if (status === 'triggered') return { id, url, status, by: null, at: null };
  const acknowledgement = listOf(value, 'acknowledgements').at(-1);
  const isAcknowledged = status === 'acknowledged' && acknowledgement !== undefined;
  const who = isAcknowledged
    ? field(acknowledgement, 'acknowledger')
    : field(value, 'last_status_change_by');
  const at = isAcknowledged
    ? textOf(acknowledgement, 'at')
    : textOf(value, 'last_status_change_at');
  // A service or an integration is nobody: most likely it was we ourselves.
  const by = /^user/.test(textOf(who, 'type') ?? '') ? textOf(who, 'summary') : null;
  return { id, url, status, by, at: momentOf(at) };
}

function onCallIn(value: unknown): PagerDutyOnCall | null {
  const name = textOf(value, 'user', 'name') ?? textOf(value, 'user', 'summary');
  if (name === null) return null;
  const level = field(value, 'escalation_level');
  return {
    name,
    email: textOf(value, 'user', 'email'),
    level: typeof level === 'number' ? level : 1,
    until: momentOf(textOf(value, 'end')),
  };
}

function momentOf(text: string | null): Instant | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
