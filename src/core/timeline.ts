import { channelLine } from './channel.ts';
import type { CalledGroup, EventOf, IncidentEvent } from './events.ts';
import { calledName } from './groups.ts';
import { inOrder } from './in-order.ts';
import { asEdited } from './notes.ts';
import { type Policy, severityOf } from './policy.ts';
import { titleOf } from './role.ts';
import { clockTime, dateOf, fullMoment, type Instant } from './time.ts';
import { troubleLine } from './trouble.ts';

/** What a clock did, to whom. */
const CLOCKS: Readonly<Record<string, (people: string) => string>> = {
  'response-overdue': () => 'Nobody has acknowledged in time',
  'page-in-hours': () => 'Business hours began, and nobody had answered',
  'commander-missing': (people) => `Asked ${people} who commands`,
  'mitigation-prompt': (people) =>
    `Asked ${people} what can be rolled back, switched off or scaled up`,
  'update-overdue': (people) => `Asked ${people} for the overdue update`,
  'gone-silent': () => 'Acknowledged, and nothing has come since; called again',
  stale: (people) => `Asked ${people} whether this is still going on`,
  'next-group': () => 'A call reached nobody; the next group is called',
  'postmortem-due': (people) => `Reminded ${people} of the postmortem`,
};

export interface TimelineEntry {
  readonly at: Instant;
  /** `10:02`, with the date in front where it is another day than the declaration's. */
  readonly time: string;
  readonly text: string;
}

/** `10:02 UTC`, with the date in front where the day is another than `from`'s. */
export const moment = (at: Instant, from: Instant): string => `${shortMoment(at, from)} UTC`;

const shortMoment = (at: Instant, from: Instant): string => {
  const sameDay = dateOf(at) === dateOf(from);
  return sameDay ? clockTime(at) : `${dateOf(at)} ${clockTime(at)}`;
};

/** What happened, a line each, as plain text: the card's details and the postmortem's timeline. */
export function timelineOf(
  events: readonly IncidentEvent[],
  policy: Policy,
  from: Instant,
): readonly TimelineEntry[] {
  // Sought out once: there may be thousands of notes.
  const edits = events.filter(({ type }) => type === 'note-edited');
  return events
    .filter((event) => !isCorrected(event, events))
    .flatMap((one) => {
      const note = one.type === 'noted' ? asEdited(one, edits) : null;
      const event = note?.event ?? one;
      const line = lineFor(event, policy, from);
      const text = line && note ? `${line}${editedBy(note, event.by)}` : line;
      const at = placeOf(event);
      return text ? [{ at, time: shortMoment(at, from), text }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

/** A note whose words are not those of its first writing says so, and whose they are. */
const editedBy = (note: { editedBy: string | null }, writer: string | null): string => {
  if (note.editedBy === null) return '';
  return note.editedBy === writer ? ' (edited)' : ` (edited by ${note.editedBy})`;
};

/** Where an event stands: what somebody tells of an earlier time stands there. */
function placeOf(event: IncidentEvent): Instant {
  if (event.type === 'noted') return event.happened ?? event.at;
  return event.type === 'dated' ? event.moment : event.at;
}

/** Of a time that was corrected more than once the last word stands. */
function isCorrected(event: IncidentEvent, events: readonly IncidentEvent[]): boolean {
  if (event.type !== 'dated') return false;
  const words = events.filter((other) => other.type === 'dated' && other.what === event.what);
  return inOrder(words).at(-1) !== event;
}

function lineFor(event: IncidentEvent, policy: Policy, from: Instant): string | null {
  const by = event.by ?? 'Tocsin';
  const severity = (level: number): string => severityOf(policy, level).label;
  const because = (why: string | null): string => (why ? `: ${why}` : '');
  switch (event.type) {
    case 'declared':
      return `${by} declared ${severity(event.severity)}${event.given ? '' : ' (no severity was given)'}${event.drill ? ', a drill' : ''}`;
    case 'moved':
      return `Transferred here from ${event.from}`;
    case 'renamed':
      return event.byHand
        ? `${by} renamed this from ${event.from} to ${event.to}`
        : `${by} renamed this from ${event.from}`;
    case 'confirmed':
      return `${by} confirmed the incident`;
    case 'drill-begun':
      return `${by} made this a drill`;
    case 'drill-ended':
      return `${by} ended the drill: it is real from here on`;
    case 'severity-changed':
      return event.from === event.to
        ? `${by} set ${severity(event.to)}${because(event.why)}`
        : `${by} changed ${severity(event.from)} to ${severity(event.to)}${because(event.why)}`;
    case 'status-changed':
      return `${by} set the status to ${event.to}`;
    case 'role-given':
      return event.to === by
        ? `${by} became ${titleOf(policy, event.role)}`
        : `${by} made ${event.to} ${titleOf(policy, event.role)}`;
    case 'role-freed':
      return `${by} released ${event.from} as ${titleOf(policy, event.role)}`;
    case 'joined':
      return `${event.login} joined`;
    case 'acknowledged':
      return event.pager
        ? `${event.pager.who ?? 'Somebody'} acknowledged in ${event.pager.name}`
        : `${by} acknowledged`;
    case 'updated':
      return `${by} posted an update: ${[event.text, event.impact, event.next].filter(Boolean).join(' · ')}`;
    case 'snoozed':
      return `${by} put the next update off to ${fullMoment(event.until)}`;
    case 'noted':
      return event.happened === undefined
        ? `${by}: ${event.text}`
        : `${by}: ${event.text} (added ${shortMoment(event.at, from)})`;
    case 'dated':
      return event.what === 'started'
        ? `The impact began (${by}, ${shortMoment(event.at, from)})`
        : `It was detected (${by}, ${shortMoment(event.at, from)})`;
    case 'paged':
      return callOf(event);
    case 'call-held':
      return `Waits for business hours with calling ${event.groups.join(', ')}`;
    case 'page-rehearsed':
      return `Drill, nobody was called: ${rehearsalOf(event)}`;
    case 'page-withheld':
      return `Not called, because it was seen late: ${event.groups.join(', ')}`;
    case 'page-failed':
      return `Could not call ${event.group} by ${event.destination}. ${event.because}`;
    case 'clock-ran-out':
      return clockLine(event.clock, event.mention.join(', ') || 'everybody');
    case 'resolved':
      if (event.unlabelledBy)
        return `Ended as a false alarm: ${event.unlabelledBy} left the label incident off`;
      if (event.outcome === 'duplicate')
        return `${by} closed the incident as a duplicate${event.of === undefined ? '' : ` of #${event.of}`}`;
      return event.outcome === 'false-alarm'
        ? `${by} closed the incident as a false alarm${because(event.text)}`
        : `${by} resolved the incident${because(event.text)}`;
    case 'reopened':
      return `${by} reopened the incident${because(event.why)}`;
    case 'duplicate-marked':
      return `${by} marked this as a duplicate of #${event.of}`;
    case 'duplicate-found':
      return `#${event.number} (${event.title}) was closed by ${by} as a duplicate of this`;
    case 'close-declined':
      return `${by} closed the issue ${event.bot ? 'as a bot' : 'without the right to resolve the incident'}`;
    case 'postmortem-asked':
      return `${by} asked for a postmortem`;
    case 'postmortem-waived':
      return `${by} waived the postmortem: ${event.why}`;
    case 'postmortem-owed':
      return `A postmortem is owed by ${fullMoment(event.due)}`;
    case 'postmortem-opened':
      return `Postmortem opened as #${event.number}`;
    case 'postmortem-closed':
      return `Postmortem closed${unwritten(event)}`;
    case 'postmortem-reopened':
      return 'Postmortem reopened';
    case 'postmortem-lost':
      return `Postmortem #${event.number} was deleted or transferred; nobody is reminded of it any more`;
    case 'postmortem-dated':
      return `${by} moved the postmortem ${event.milestone ? `into the milestone ${event.milestone}` : 'out of its milestone'}${event.due ? `: due ${fullMoment(event.due)}` : '; its date stays'}`;
    case 'postmortem-moved':
      return `The postmortem opens here: ${event.because}`;
    case 'action-added':
      return `${by} asked for an action item: ${wanted(event)}`;
    case 'action-opened':
      return `Action item opened as ${event.ref}`;
    case 'action-refused':
      return `Action item could not be opened (${event.because}): ${event.text}`;
    case 'action-found':
      return `Action item ${event.id} was added by hand: ${event.title}`;
    case 'action-closed':
      return `Action item ${event.ref} is done`;
    case 'action-reopened':
      return `Action item ${event.ref} was opened again`;
    case 'action-gone':
      return `Action item ${event.ref} was deleted or taken away`;
    case 'label-removed':
      return `${by} took off the label ${event.label}`;
    case 'label-returned':
      return `${by} put the label ${event.label} on again`;
    case 'label-put-back':
      return `Put back the label ${event.label}`;
    case 'label-lost':
      return `The repository lost the label ${event.label}: it was deleted or renamed there`;
    case 'hand-declined':
      return declinedLine(event);
    case 'channel':
      return channelLine(event);
    case 'trouble-noticed':
    case 'trouble-over':
      return troubleLine(event, moment(event.since, from));
    case 'card-restored':
      return `${by} edited this card; its record was restored`;
    case 'rebuilt':
      return 'The card was lost; this record was read again from the issue';
    default:
      return null;
  }
}

function declinedLine({ act, about, by, bot, again }: EventOf<'hand-declined'>): string {
  const done = {
    'added-label': `added the label ${about}`,
    'removed-label': `took off the label ${about}`,
    unassigned: `took ${about} off the assignees`,
    reopened: 'reopened the issue',
  }[act];
  const why = bot ? 'as a bot' : 'without the right';
  return `${by} ${done} ${why}; ${again ? 'left as it is' : 'undone'}`;
}

const wanted = ({ text, owner, due }: EventOf<'action-added'>): string =>
  [text, owner, due && `due ${due}`].filter(Boolean).join(' · ');

const unwritten = ({ unfilled = [] }: EventOf<'postmortem-closed'>): string =>
  unfilled.length > 0 ? `, not written: ${unfilled.join(', ')}` : '';

function callOf({ groups, unfilled, reason, by, message }: EventOf<'paged'>): string {
  const nobody = `nobody is configured for ${unfilled.join(', ')}`;
  if (groups.length === 0) return `Called nobody: ${nobody}`;
  const calls = reason === 'asked' || reason === 'escalated' ? `${by} called` : 'Called';
  const rest = unfilled.length > 0 ? `; ${nobody}` : '';
  return `${calls} ${calledIn(groups)}${message ? `: ${message}` : ''}${rest}`;
}

function rehearsalOf({ groups, unfilled }: EventOf<'page-rehearsed'>): string {
  const nobody = `nobody is configured for ${unfilled.join(', ')}`;
  if (groups.length === 0) return nobody;
  return `it would have been ${calledIn(groups)}${unfilled.length > 0 ? `; ${nobody}` : ''}`;
}

const calledIn = (groups: readonly CalledGroup[]): string => groups.map(calledAs).join(', ');

const calledAs = ({ group, people, by = [] }: CalledGroup): string =>
  `${calledName(group)}${people.length > 0 ? ` (${people.join(', ')})` : ''}${by.length > 0 ? ` by ${by.join(' and ')}` : ''}`;

const clockLine = (clock: string, people: string): string =>
  CLOCKS[clock]?.(people) ?? `Clock: ${clock}`;
