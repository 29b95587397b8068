import type { Part } from '../core/effects.ts';
import type { EventOf, IncidentEvent } from '../core/events.ts';
import { calledName, groupsOf } from '../core/groups.ts';
import type { World } from '../core/plan.ts';
import { severityOf } from '../core/policy.ts';
import { isReachable, namesOf, peopleOf, reachIn, shownRosters, turnsOf } from '../core/reach.ts';
import { loginsOn, sightOf } from '../core/roster.ts';
import { fullMoment, lengthOf } from '../core/time.ts';

/* What is said of calls: why somebody is called, who could come, who did not hear it. */

/** Who is in a group today, where it is called, and who takes over. */
export function onCall(
  { group, more = [], at }: EventOf<'oncall-asked'>,
  { incident, policy }: World,
): object {
  return groupsOf(policy)
    .filter((name) => group === null || [group, ...more].includes(name))
    .map((name) => {
      const reach = reachIn(incident, name, policy);
      const turns = turnsOf(policy, reach, at);
      const people = peopleOf(policy, reach, at);
      const listed = (reach.rosters ?? []).flatMap((one) => loginsOn(sightOf(policy.rosters, one)));
      return {
        group: name,
        people,
        always: people.filter(
          (login) => turns.every(({ now }) => now !== login) && !listed.includes(login),
        ),
        rosters: shownRosters(policy, reach),
        elsewhere: namesOf(reach.destinations),
        turns: turns.map(({ now, until, next }) => ({
          now,
          until: until === null ? null : fullMoment(until),
          next,
        })),
      };
    });
}

type Say = (template: string, view: object) => readonly Part[];

/** Whom a call mentions and why; of a drill, whom it would have. That a group is empty is said either way. */
export function saidOfCall(
  event: EventOf<'paged' | 'page-rehearsed'>,
  world: World,
  part: Say,
): readonly Part[] {
  const { unfilled, message = null, reason } = event;
  const named = event.groups.map((one) => ({ ...one, group: calledName(one.group) }));
  const nobody =
    unfilled.length > 0 ? part('page-nobody', { unfilled, many: unfilled.length > 1 }) : [];
  if (event.type === 'page-rehearsed') {
    // Whom a declaration would have called stands on the card that has just come.
    const isNews = named.length > 0 && reason !== 'declared';
    return [
      ...(isNews
        ? part('page-rehearsed', { groups: named.map((one) => ({ by: [], ...one })) })
        : []),
      ...nobody,
    ];
  }
  // Whoever is called elsewhere is not called here as well.
  const groups = named.filter(({ by }) => by === undefined);
  if (groups.length === 0) return nobody;
  return [...part('page', { groups, message, ...reasonOf(event, world) }), ...nobody];
}

/** Why somebody is called: a silence, with its length, or that it is worse than it was. */
function reasonOf({ reason, via, at, by }: EventOf<'paged'>, { record }: World): object {
  const clock = record.events.find(
    (other): other is EventOf<'clock-ran-out'> =>
      other.type === 'clock-ran-out' && other.via === via && other.clock === reason,
  );
  return {
    unanswered: reason === 'response-overdue',
    noUpdateFor: reason === 'update-overdue' ? lengthOf(at - (clock?.since ?? at)) : null,
    changed: reason === 'severity',
    askedBy: reason === 'asked' || reason === 'escalated' ? by : null,
    next: reason === 'escalated',
    real: reason === 'drill-ended',
  };
}

/** Whether the severity's call can reach anybody at all, and in which of its groups nobody is. */
export function whoCouldCome({ incident, policy }: World): object {
  const { page } = severityOf(policy, incident.severity);
  const unfilled = page.filter((group) => !isReachable(reachIn(incident, group, policy)));
  return { reachable: unfilled.length < page.length, unfilled };
}

/** Who is to be called by hand where a destination failed; a phone number is for private eyes. */
export function handsFor(event: EventOf<'page-failed'>, { policy, snapshot }: World): object {
  const { group, destination, because, people } = event;
  const phone = (login: string): string | null =>
    snapshot.repository.private ? (policy.contacts[login]?.phone ?? null) : null;
  return {
    group,
    destination,
    because,
    people: people.map((login) => ({ login, phone: phone(login) })),
  };
}

/** Groups that the same cause paged. */
export function calledWith(event: IncidentEvent, { record }: World): readonly string[] {
  const waves = record.events.filter((other): other is EventOf<'paged'> => other.type === 'paged');
  return waves
    .filter(({ via, at }) => via === event.via && at === event.at)
    .flatMap((wave) => wave.groups.map(({ group }) => group));
}

/** Groups that the same cause called elsewhere than on the issue: who is in them, and where. */
export function calledElsewhere(event: IncidentEvent, { record }: World): readonly object[] {
  const waves = record.events.filter((other): other is EventOf<'paged'> => other.type === 'paged');
  return waves
    .filter(({ via, at }) => via === event.via && at === event.at)
    .flatMap(({ groups }) =>
      groups.flatMap(({ group, people, by }) => (by ? [{ group, people, by }] : [])),
    );
}
