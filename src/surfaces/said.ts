import type { Part } from '../core/effects.ts';
import { type EventOf, type IncidentEvent, ROLE_NAMES } from '../core/events.ts';
import type { World } from '../core/plan.ts';
import { severityOf } from '../core/policy.ts';
import { fullMoment, lengthOf } from '../core/time.ts';
import { moment } from '../core/timeline.ts';
import { capital, viewOf } from '../core/view.ts';
import { summaryOf } from './summary.ts';

/**
 * What is said aloud about an event: nothing for most, since the card shows them. A new comment means
 * that a human should look.
 */
export function said(event: IncidentEvent, world: World): readonly Part[] {
  const { incident, policy } = world;
  const severity = (level: number): string => severityOf(policy, level).label;
  const part = (template: string, view: object): readonly Part[] => [
    { template, view: { ...viewOf(world), ...view } },
  ];
  switch (event.type) {
    case 'severity-changed': {
      if (event.from === event.to) return [];
      const { updateEvery } = severityOf(policy, event.to);
      return part('severity-changed', {
        by: event.by,
        from: severity(event.from),
        to: severity(event.to),
        why: event.why,
        nowCalled: calledWith(event, world),
        updates: updateEvery === null ? null : lengthOf(updateEvery),
      });
    }
    case 'role-given':
      return [
        ...(event.from
          ? part('role-released', {
              role: ROLE_NAMES[event.role],
              former: event.from,
              to: event.to,
            })
          : []),
        ...(debugsAndLeads(event, incident.roles) ? part('role-warning', { login: event.to }) : []),
      ];
    case 'updated':
      return part('update', {
        by: event.by,
        status: capital(event.status),
        text: event.text || null,
        impact: event.impact ?? incident.impact,
        next: event.next ?? incident.next,
      });
    case 'helped':
      return part('help', { commands: world.catalogue });
    case 'paged':
      return [
        ...(event.groups.length > 0
          ? part('page', {
              groups: event.groups,
              reason: event.reason,
              // Who is called again has missed that time already.
              ...(event.reason === 'response-overdue' ? { responseDue: null } : {}),
            })
          : []),
        ...(event.unfilled.length > 0
          ? part('page-nobody', { unfilled: event.unfilled, many: event.unfilled.length > 1 })
          : []),
      ];
    case 'page-withheld':
      return part('page-withheld', { groups: event.groups });
    case 'clock-ran-out':
      return part(templateOf(event, world), {
        mention: event.mention,
        silent: lengthOf(event.at - event.since),
        promised: moment(event.since, incident.declaredAt),
        again: event.step > 1,
        overdue: event.clock === 'postmortem-due' && event.at >= event.since,
        due: fullMoment(event.since),
      });
    case 'resolved':
      return part('summary', summaryOf(event, world));
    case 'reopened':
      return part('reopened', { by: event.by, why: event.why });
    case 'close-declined':
      return part('close-declined', { by: event.by, again: event.times > 1 });
    case 'refused':
      return part('refused', { line: event.line, because: event.because, tryThis: event.tryThis });
    case 'not-allowed':
      return isFirst(event, world) ? part('not-allowed', { by: event.by, line: event.line }) : [];
    case 'label-put-back':
      return part('label-put-back', { label: event.label });
    default:
      return [];
  }
}

/** Groups that the same cause paged: what a changed severity changed in effect. */
function calledWith(event: IncidentEvent, { record }: World): readonly string[] {
  const waves = record.events.filter((other): other is EventOf<'paged'> => other.type === 'paged');
  return waves
    .filter(({ via, at }) => via === event.via && at === event.at)
    .flatMap((wave) => wave.groups.map(({ group }) => group));
}

const debugsAndLeads = (
  { role, to }: EventOf<'role-given'>,
  roles: Readonly<Record<string, string>>,
): boolean => (role === 'ic' && roles.ops === to) || (role === 'ops' && roles.ic === to);

/** A clock speaks with the template of its name; the last word of an unanswered page has its own. */
function templateOf(event: EventOf<'clock-ran-out'>, { record }: World): string {
  if (event.clock !== 'response-overdue') return event.clock;
  const calls = record.events.some(
    (other) =>
      other.type === 'paged' && other.reason === 'response-overdue' && other.via === event.via,
  );
  return calls ? event.clock : 'response-exhausted';
}

/** Whoever may not command hears so once. */
function isFirst(event: EventOf<'not-allowed'>, { record }: World): boolean {
  const first = record.events.find(
    (other) => other.type === 'not-allowed' && other.by === event.by,
  );
  return first?.via === event.via;
}
