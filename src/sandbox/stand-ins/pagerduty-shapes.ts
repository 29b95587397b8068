import { type Instant, iso } from '../../core/time.ts';
import type { Reply } from './stand-in.ts';

/* What PagerDuty knows, and how its REST API and its webhooks show it. */

export type Status = 'triggered' | 'acknowledged' | 'resolved';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A service with an integration, and who is rung for it. */
export interface PagerService {
  readonly id: string;
  readonly name: string;
  /** The integration key. */
  readonly key: string;
  readonly onCall: readonly Person[];
}

/** A schedule that an escalation policy uses: who is on call in it, and when. */
export interface PagerSchedule {
  readonly id: string;
  readonly name: string;
  readonly shifts: readonly {
    readonly person: Person;
    readonly from: Instant;
    readonly until: Instant;
  }[];
}

export interface PagerIncident {
  readonly id: string;
  readonly key: string;
  readonly service: PagerService;
  readonly summary: string;
  readonly severity: string;
  readonly at: Instant;
  status: Status;
  by: Person | null;
  changedAt: Instant;
}

/** A page of a list, as `limit` (at most 100) and `offset` ask for it. */
export function page(name: string, list: readonly unknown[], query: URLSearchParams): Reply {
  const limit = Math.min(100, Number(query.get('limit') ?? 25));
  const offset = Number(query.get('offset') ?? 0);
  const more = list.length > offset + limit;
  const body = { [name]: list.slice(offset, offset + limit), limit, offset, total: null, more };
  return { status: 200, body };
}

const reference = ({ id, name }: { readonly id: string; readonly name: string }, type: string) => ({
  id,
  type: `${type}_reference`,
  summary: name,
  self: `https://api.pagerduty.com/${type}s/${id}`,
  html_url: `https://acme.pagerduty.com/${type}s/${id}`,
});

/** An incident as the REST API and webhooks show it. */
export const shown = (incident: PagerIncident): Readonly<Record<string, unknown>> => {
  const { id, key, summary, status, service, by, at, changedAt } = incident;
  return {
    id,
    type: 'incident',
    summary: `[#1] ${summary}`,
    title: summary,
    html_url: `https://acme.pagerduty.com/incidents/${id}`,
    incident_key: key,
    status,
    created_at: iso(at),
    service: reference(service, 'service'),
    acknowledgements:
      status === 'acknowledged' && by
        ? [{ at: iso(changedAt), acknowledger: reference(by, 'user') }]
        : [],
    last_status_change_at: iso(changedAt),
    last_status_change_by: by ? reference(by, 'user') : reference(service, 'service'),
    resolved_at: status === 'resolved' ? iso(changedAt) : null,
  };
};

/** Who is on call in the schedules that are asked for, between `since` and `until`: now, where that is not said. */
export function onCallsOf(
  schedules: readonly PagerSchedule[],
  query: URLSearchParams,
  now: Instant,
): readonly unknown[] {
  const wanted = query.getAll('schedule_ids[]');
  const moment = (name: string): Instant => Date.parse(query.get(name) ?? iso(now));
  const [since, until] = [moment('since'), moment('until')];
  return schedules
    .filter(({ id }) => wanted.includes(id))
    .flatMap((schedule) =>
      schedule.shifts
        .filter((shift) => shift.from <= until && shift.until > since)
        .map(({ person, from, until }) => ({
          user: {
            ...reference(person, 'user'),
            // Who they are stands there only where it is asked for.
            ...(query.getAll('include[]').includes('users')
              ? { type: 'user', name: person.name, email: person.email }
              : {}),
          },
          schedule: reference(schedule, 'schedule'),
          escalation_policy: reference({ id: 'PEP', name: 'Default' }, 'escalation_policy'),
          escalation_level: 1,
          start: iso(from),
          end: iso(until),
        })),
    );
}

/** A webhook's body: https://developer.pagerduty.com/docs/webhooks/v3-overview */
export const webhook = (incident: PagerIncident, number: string): string =>
  JSON.stringify({
    event: {
      id: `01EVENT${number}`,
      event_type: `incident.${incident.status}`,
      resource_type: 'incident',
      occurred_at: iso(incident.changedAt),
      agent: incident.by ? reference(incident.by, 'user') : null,
      client: { name: 'PagerDuty' },
      data: shown(incident),
    },
  });
