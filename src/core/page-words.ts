import type { CalledGroup, EventOf } from './events.ts';
import type { IncidentFacts, Words } from './notification.ts';
import type { PageReason } from './page-reason.ts';
import type { World } from './plan.ts';
import { severityOf } from './policy.ts';
import { capital } from './view.ts';

const REASONS: Readonly<Record<PageReason, (severity: string, by: string | null) => string>> = {
  declared: (severity) => `A ${severity} was declared`,
  severity: (severity) => `This is ${severity} now`,
  'response-overdue': () => 'Nobody has acknowledged in time',
  'update-overdue': () => 'The promised update did not come',
  'drill-ended': () => 'This is no drill any more',
  'next-group': () => 'The group before you could not be reached',
  'gone-silent': () => 'It was acknowledged, and nothing has come since',
  asked: (_severity, by) => `${by ?? 'Somebody'} asks for you`,
  escalated: (_severity, by) => `${by ?? 'Somebody'} escalated, and you are the next in line`,
};

/** What every destination may have to know of an incident. */
export function factsOf({ incident, policy, snapshot }: World): IncidentFacts {
  const { repository, issue } = snapshot;
  const { level, label } = severityOf(policy, incident.severity);
  return {
    repository: { id: repository.id, owner: repository.owner, name: repository.name },
    number: issue.number,
    ...(incident.origin ? { origin: incident.origin } : {}),
    url: issue.url,
    title: issue.title,
    severity: level,
    severityLabel: label,
    status: incident.status,
    drill: incident.drill === true,
  };
}

/** What a call says: why they are called, what is broken, and how to answer. */
export function pageWords(
  { incident, policy, snapshot }: World,
  { reason, by, message }: EventOf<'paged'>,
  { group, people }: CalledGroup,
): Words {
  const { label } = severityOf(policy, incident.severity);
  const services = incident.form?.services ?? [];
  const field = (name: string, value: string): Words['fields'] =>
    value === '' ? [] : [{ name, value }];
  return {
    headline: `${label}: ${snapshot.issue.title}`,
    fields: [
      ...field('Why you are called', REASONS[reason](label, by)),
      ...field('Message', message ?? ''),
      ...field('Called', [group, ...people].join(', ')),
      ...field('Status', capital(incident.status)),
      ...field('Services', services.join(', ')),
      ...field('Incident Commander', incident.roles.ic ?? 'nobody yet'),
      ...field('To answer', 'Comment on the issue, or type /ack there'),
    ],
  };
}
