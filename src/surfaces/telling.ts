import { updateDue } from '../core/deadlines.ts';
import type { EventOf, IncidentEvent } from '../core/events.ts';
import type { NotificationKind, Words } from '../core/notification.ts';
import type { World } from '../core/plan.ts';
import { isTicket, severityOf } from '../core/policy.ts';
import { roleNamed } from '../core/role.ts';
import { lengthOf } from '../core/time.ts';
import { moment } from '../core/timeline.ts';
import { capital, viewOf } from '../core/view.ts';
import { calledWith } from './said-of-calls.ts';
import { summaryOf } from './summary.ts';

/* What is told of an incident to people who are not called: in its channel, by mail, to a webhook. */

export interface Told {
  readonly kind: NotificationKind;
  readonly words: Words;
}

/** What an event means to whoever is informed; null for what is of no interest to them. */
export function tellingOf(event: IncidentEvent, world: World): Told | null {
  if (world.incident.doubt !== null || !wasMoreThanTicket(world)) return null;
  const { title } = world.snapshot.issue;
  switch (event.type) {
    case 'declared':
      return event.doubt === null && !isTicketAt(event.severity, world)
        ? announcement(world)
        : null;
    case 'confirmed':
      return announcement(world);
    // What was an exercise is meant now.
    case 'drill-ended':
      return isTicketAt(world.incident.severity, world) ? null : announcement(world);
    case 'severity-changed':
      return severityChange(event, world);
    case 'updated':
      return tell('update', `Status Update (${capital(event.status)}): ${title}`, [
        ['Update', event.text],
        ['Impact', event.impact ?? world.incident.impact],
        ['Next Steps', event.next ?? world.incident.next],
        ['Next update', promised(world)],
        ['By', event.by],
      ]);
    case 'resolved':
      return ending(event, world);
    case 'reopened':
      return tell('update', `Reopened: ${title}`, [
        ['Why', event.why],
        ['By', event.by],
        ['Next update', promised(world)],
      ]);
    default:
      return null;
  }
}

/** What a channel hears of itself: what it is for, and where it has missed something. */
export function toldToChannel(event: EventOf<'channel'>, world: World): Told | null {
  const { rebuiltAt, declaredAt } = world.incident;
  // Read again after a loss, it is the one in which everything has been said.
  if (event.what === 'opened') return rebuiltAt === null ? announcement(world) : null;
  if (event.what !== 'well') return null;
  const [from, to] = [event.since, event.at].map((at) => moment(at, declaredAt));
  return tell('note', `Slack is there again: ${world.snapshot.issue.title}`, [
    ['Missed here', `What was said from ${from} to ${to}; it stands on the issue`],
  ]);
}

const isTicketAt = (level: number, { policy }: World): boolean =>
  isTicket(severityOf(policy, level));

/** A ticket is told of to nobody; what was more than that, to its end. */
const wasMoreThanTicket = (world: World): boolean => !isTicketAt(world.incident.highest, world);

/** Fields that have nothing to say are left out. */
function tell(
  kind: NotificationKind,
  headline: string,
  fields: readonly (readonly [name: string, value: string | null])[],
): Told {
  const said = fields.flatMap(([name, value]) => (value ? [{ name, value }] : []));
  return { kind, words: { headline, fields: said } };
}

/** In exactly the fields in which it stands on the issue, and a few that help whoever has only this. */
function announcement(world: World): Told {
  const { incident, policy, snapshot } = world;
  const view = viewOf(world);
  const { channel } = view;
  return tell(
    'announcement',
    `Incident Declared: ${view.severity.label}: ${snapshot.issue.title}`,
    [
      ['Description', view.description],
      ['Channel', channel ? `#${channel.name} ${channel.url}` : 'the issue'],
      [roleNamed(policy, 'ic')?.title ?? 'IC', incident.roles.ic ?? 'nobody yet'],
      ['Status', view.status],
      ['Services', view.services.join(', ')],
      ['Next update', promised(world)],
    ],
  );
}

/** Out of a ticket an incident begins; and what confirms a report announces it. */
function severityChange(event: EventOf<'severity-changed'>, world: World): Told | null {
  const { from, to, via, why, by } = event;
  const confirms = world.news.some((other) => other.type === 'confirmed' && other.via === via);
  if (from === to || confirms) return null;
  if (isTicketAt(from, world)) return announcement(world);
  const before = severityOf(world.policy, from);
  const after = severityOf(world.policy, to);
  const { updateEvery } = after;
  return tell('update', `${after.label} now (was ${before.label}): ${world.snapshot.issue.title}`, [
    ['Why', why],
    ['By', by],
    ['Now also called', calledWith(event, world).join(', ')],
    ['Updates', updateEvery === null ? 'none promised' : `every ${lengthOf(updateEvery)}`],
  ]);
}

function ending(event: EventOf<'resolved'>, world: World): Told {
  const summary = summaryOf(event, world);
  const end = summary.falseAlarm ? 'False alarm' : summary.duplicate ? 'Duplicate' : 'Resolved';
  const isReal = !summary.falseAlarm && !summary.duplicate;
  const { updates, updatesOnTime } = summary;
  return tell('resolved', `${end}: ${world.snapshot.issue.title}`, [
    ['What was done', summary.text],
    ['Duplicate of', event.of === undefined ? null : `#${event.of}`],
    ['Took', isReal ? summary.toResolve : null],
    ['To acknowledge', isReal ? summary.toAcknowledge : null],
    ['To mitigate', isReal ? summary.toMitigate : null],
    ['Updates on time', isReal && updates > 0 ? `${updatesOnTime} of ${updates}` : null],
    ['Postmortem', summary.owed ? 'owed' : null],
    ['By', event.unlabelledBy ?? event.by],
  ]);
}

/** By when the next update is promised, unless that has passed already. */
function promised({ incident, policy, record }: World): string | null {
  const due = updateDue(incident, policy);
  const newest = Math.max(...record.events.map(({ at }) => at));
  return due === null || due <= newest ? null : `by ${moment(due, incident.declaredAt)}`;
}
