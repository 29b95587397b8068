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

/** A page of a list; there is only ever one. */
export const page = (name: string, list: readonly unknown[]): Reply => ({
  status: 200,
  body: { [name]: list, limit: 100, offset: 0, total: null, more: false },
});

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

/** Who is on call by the schedules and escalation policies that are asked for; a service's id stands for its own. */
export function onCallsOf(
  services: readonly PagerService[],
  query: URLSearchParams,
): readonly unknown[] {
  const wanted = [...query.getAll('schedule_ids[]'), ...query.getAll('escalation_policy_ids[]')];
  return services
    .filter(({ id }) => wanted.includes(id))
    .flatMap((service) =>
      service.onCall.map((person, index) => ({
        user: { ...reference(person, 'user'), name: person.name, email: person.email },
        schedule: reference(service, 'schedule'),
        escalation_policy: reference(service, 'escalation_policy'),
        escalation_level: index + 1,
        start: null,
        end: null,
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
