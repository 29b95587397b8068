import { nextCall } from './answered.ts';
import type { Call, CalledGroup, EventBody, IncidentEvent } from './events.ts';
import { waitsForHours } from './held-call.ts';
import { type Incident, isExcused, isRunning } from './incident.ts';
import type { PageReason } from './page-reason.ts';
import { type Policy, severityOf } from './policy.ts';
import { emptyRosters, namesOf, peopleOf, reachIn } from './reach.ts';
import type { Instant } from './time.ts';
import { uncalled } from './uncalled.ts';

/** What follows from an event by the policy alone, whoever caused it. */
export function consequences(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
  policy: Policy,
): readonly EventBody[] {
  switch (event.type) {
    case 'declared':
      return event.doubt === null ? start(after, policy, event.at) : [];
    case 'confirmed':
      return start(after, policy, event.at);
    case 'drill-ended':
      return isRunning(after) ? beginInEarnest(after, policy, event.at) : [];
    case 'severity-changed':
      if (before && before.doubt !== null) return [{ type: 'confirmed' }];
      if (!isRunning(after)) return [];
      return [
        ...(asksAnew(before, after, policy) ? [{ type: 'answer-wanted' } as const] : []),
        ...callInTime(after, { reason: 'severity', policy, at: event.at }),
      ];
    case 'resolved':
    case 'postmortem-asked':
      return after.status === 'resolved' && isOwed(after, policy) ? [owing(event.at, policy)] : [];
    default:
      return [];
  }
}

function owing(at: Instant, { postmortem }: Policy): EventBody {
  const { within, repository } = postmortem;
  return { type: 'postmortem-owed', due: at + within, ...(repository ? { repository } : {}) };
}

/** Whether an answer is waited for from now on, and one from before is known: it was not to this. */
function asksAnew(before: Incident | null, after: Incident, policy: Policy): boolean {
  const waits = (level: number): boolean => severityOf(policy, level).respondWithin !== null;
  const rises = before !== null && !waits(before.severity) && waits(after.severity);
  return rises && after.acknowledgedAt !== null;
}

/** What was answered in an exercise was no answer to this, and everybody is called who would have been. */
const beginInEarnest = (incident: Incident, policy: Policy, at: Instant): readonly EventBody[] => [
  ...(incident.acknowledgedAt === null ? [] : [{ type: 'answer-wanted' } as const]),
  ...callInTime(incident, { reason: 'drill-ended', policy, at }),
];

interface Calling {
  readonly reason: PageReason;
  readonly policy: Policy;
  /** When it is called: rotations turn. */
  readonly at: Instant;
}

/** The page of `groups`, naming who is in them at that moment and which of them nobody is configured for. */
export function call(
  incident: Incident,
  groups: readonly string[],
  { reason, policy, at }: Calling,
): readonly EventBody[] {
  if (groups.length === 0) return [];
  const called = groups.map((group) => calledGroup(group, incident, { policy, at }));
  const unfilled = called.filter((one) => !isFilled(one)).map(({ group }) => group);
  return [paging(incident, { reason, groups: called.filter(isFilled), unfilled }, policy)];
}

/** Everybody who is called is called through here. Of a drill it is a rehearsal, which no destination takes for a page. */
export function paging(incident: Incident, wanted: Call, policy: Policy): EventBody {
  if (incident.drill && !policy.drills.page) return { type: 'page-rehearsed', ...wanted };
  return { type: 'paged', number: nextCall(incident), ...wanted };
}

/** A group as it is called at that moment: who is in it, and where it is reached, or should be. */
export function calledGroup(
  group: string,
  incident: Incident,
  { policy, at }: Pick<Calling, 'policy' | 'at'>,
): CalledGroup {
  const reach = reachIn(incident, group, policy);
  const by = [...namesOf(reach.destinations), ...Object.keys(emptyRosters(policy, reach))];
  const called = { group, people: peopleOf(policy, reach, at) };
  return by.length > 0 ? { ...called, by } : called;
}

/** Whether the call of it can be heard by anybody. */
export const isFilled = ({ people, by }: CalledGroup): boolean =>
  people.length > 0 || by !== undefined;

/** What the severity calls for is called now, or waits for business hours. */
function callInTime(incident: Incident, calling: Calling): readonly EventBody[] {
  const groups = uncalled(incident, calling.policy);
  if (groups.length > 0 && waitsForHours(calling.policy, incident.severity, calling.at))
    return [{ type: 'call-held', groups }];
  return call(incident, groups, calling);
}

function start(incident: Incident, policy: Policy, at: Instant): readonly EventBody[] {
  const commander = incident.form?.commander ?? null;
  const given: readonly EventBody[] =
    commander && !incident.roles.ic
      ? [{ type: 'role-given', role: 'ic', to: commander, from: null }]
      : [];
  return [...given, ...callInTime(incident, { reason: 'declared', policy, at })];
}

/**
 * A postmortem is owed if the incident was ever as bad as that (or is, where the policy says `final`), or if
 * somebody asked for one; not of a report that nobody confirmed, nor once it was waived or its issue taken away.
 */
export function isOwed(incident: Incident, policy: Policy): boolean {
  if (incident.doubt !== null || incident.postmortem?.lost) return false;
  if (isExcused(incident)) return false;
  if (incident.duty?.owed) return true;
  const level = policy.postmortem.owedBy === 'highest' ? incident.highest : incident.severity;
  return severityOf(policy, level).postmortem;
}
