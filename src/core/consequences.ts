import type { CalledGroup, EventBody, IncidentEvent, PageReason } from './events.ts';
import { type Incident, isExcused, isRunning, wantedSince } from './incident.ts';
import { type Policy, severityOf } from './policy.ts';

/** What follows from an event by the policy alone, whoever caused it. */
export function consequences(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
  policy: Policy,
): readonly EventBody[] {
  switch (event.type) {
    case 'declared':
      return event.doubt === null ? start(after, policy) : [];
    case 'confirmed':
      return start(after, policy);
    case 'severity-changed':
      if (before && before.doubt !== null) return [{ type: 'confirmed' }];
      if (!isRunning(after)) return [];
      return [
        ...(asksAnew(before, after, policy) ? [{ type: 'answer-wanted' } as const] : []),
        ...call(after, 'severity', uncalled(after, policy), policy),
      ];
    case 'resolved':
    case 'postmortem-asked':
      return after.status === 'resolved' && isOwed(after, policy)
        ? [{ type: 'postmortem-owed', due: event.at + policy.postmortem.within }]
        : [];
    default:
      return [];
  }
}

/** Whether an answer is waited for from now on, and one from before is known: it was not to this. */
function asksAnew(before: Incident | null, after: Incident, policy: Policy): boolean {
  const waits = (level: number): boolean => severityOf(policy, level).respondWithin !== null;
  const rises = before !== null && !waits(before.severity) && waits(after.severity);
  return rises && after.acknowledgedAt !== null;
}

/** The page of `groups`, naming who is in them today and which of them nobody is configured for. */
export function call(
  incident: Incident,
  reason: PageReason,
  groups: readonly string[],
  policy: Policy,
): readonly EventBody[] {
  if (groups.length === 0) return [];
  const called: CalledGroup[] = groups.map((group) => ({
    group,
    people: policy.responders[group] ?? [],
  }));
  return [
    {
      type: 'paged',
      number: incident.earlierCalls + incident.waves.length,
      reason,
      groups: called.filter(({ people }) => people.length > 0),
      unfilled: called.filter(({ people }) => people.length === 0).map(({ group }) => group),
    },
  ];
}

/** Groups which the severity calls for and no wave has named since the response began. */
function uncalled(incident: Incident, policy: Policy): readonly string[] {
  const since = wantedSince(incident);
  const named = incident.waves
    .filter((wave) => wave.at >= since)
    .flatMap((wave) => [...wave.groups.map(({ group }) => group), ...wave.unfilled]);
  return severityOf(policy, incident.severity).page.filter((group) => !named.includes(group));
}

function start(incident: Incident, policy: Policy): readonly EventBody[] {
  const commander = incident.form?.commander ?? null;
  const given: readonly EventBody[] =
    commander && !incident.roles.ic
      ? [{ type: 'role-given', role: 'ic', to: commander, from: null }]
      : [];
  return [...given, ...call(incident, 'declared', uncalled(incident, policy), policy)];
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
