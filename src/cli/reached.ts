import type { CalledGroup } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import { isLeftToPager } from '../core/pagers.ts';
import type { Policy } from '../core/policy.ts';
import { reachIn, shownRosters, turnsOf } from '../core/reach.ts';
import type { RosterShown } from '../core/roster.ts';
import { fullMoment, type Instant, iso } from '../core/time.ts';

/** A turn in a rotation of a group that is called; times are ISO 8601. */
interface Turn {
  readonly now: string | null;
  readonly until: string | null;
  readonly next: string | null;
}

/** A group that is called: who is in it now, where it is called, and who calls on. */
export interface Reached {
  readonly group: string;
  readonly people: readonly string[];
  /** Destinations by name; empty: its people are mentioned on the issue. */
  readonly by: readonly string[];
  readonly turns: readonly Turn[];
  /** Lists kept elsewhere that it is made up of. */
  readonly rosters: readonly RosterShown[];
  /** A pager that goes on calling by itself, so that Tocsin's own clock leaves the group to it. */
  readonly callsOn: boolean;
}

/** What a call of these groups comes to at that moment. */
export const reachedBy = (
  called: readonly CalledGroup[],
  { incident, policy, at }: { incident: Incident; policy: Policy; at: Instant },
): readonly Reached[] =>
  called.map(({ group, people, by = [] }) => ({
    group,
    people,
    by,
    turns: turnsOf(policy, reachIn(incident, group, policy), at).map(({ now, until, next }) => ({
      now,
      until: until === null ? null : iso(until),
      next,
    })),
    rosters: shownRosters(policy, reachIn(incident, group, policy)),
    callsOn: isLeftToPager(incident, group, at),
  }));

/** `on-call (ana, by PagerDuty and e-mail)`; who is in no other place is mentioned. */
export function reachedText({ group, people, by }: Reached): string {
  const where = by.length > 0 ? [`by ${by.join(' and ')}`] : [];
  return `${group} (${[...people, ...where].join(', ')})`;
}

/** What a list says, in one line. */
export const rosterLine = ({ name, now, until, next, because }: RosterShown): string =>
  because === null
    ? `${name}: ${now}${until === null ? '' : ` until ${until}, then ${next}`}`
    : `${name} could not be looked up from here: ${because}`;

/** What else is to be known of a group: whose turn ends when, and which clock is not ours. */
export function moreOf(
  { group, turns, rosters, callsOn }: Reached,
  isRead: boolean,
): readonly string[] {
  const lists = rosters.map((one) => `Of ${group}: ${rosterLine(one)}`);
  const turnLines = turns.flatMap(({ now, until, next }) =>
    until === null
      ? []
      : [
          `The turn of ${now ?? 'nobody'} in ${group} ends ${fullMoment(Date.parse(until))}; then it is ${next ?? 'nobody'}'s.`,
        ],
  );
  if (!callsOn) return [...turnLines, ...lists];
  const answer = isRead
    ? 'whoever acknowledges there has answered here'
    : 'that somebody acknowledges there is not seen here (pagerduty.api_key is not set)';
  return [...turnLines, ...lists, `The pager of ${group} calls on by itself; ${answer}.`];
}
