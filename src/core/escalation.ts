import { responseSince, stepOf } from './deadlines.ts';
import { type Incident, wantedSince } from './incident.ts';
import { isLeftToPager } from './pagers.ts';
import { type Policy, severityOf } from './policy.ts';
import { isReachable, peopleOf, reachIn } from './reach.ts';
import type { Instant } from './time.ts';

/** The clock of an unanswered call; `/escalate` takes its next step at once. */
export const RESPONSE_CLOCK = 'response-overdue';

/**
 * Groups of the matrix that somebody is configured for, in the order in which a page climbs; a group whose pager
 * has accepted the call is left to it, for it calls on by itself.
 */
export const reachable = (incident: Incident, policy: Policy): readonly string[] =>
  severityOf(policy, incident.severity).page.filter(
    (group) =>
      isReachable(reachIn(incident, group, policy)) &&
      !isLeftToPager(incident, group, wantedSince(incident)),
  );

/** Whether nobody is left to call because pagers do. */
export const isLeftToPagers = (incident: Incident, policy: Policy): boolean =>
  reachable(incident, policy).length === 0 &&
  severityOf(policy, incident.severity).page.some((group) =>
    isLeftToPager(incident, group, wantedSince(incident)),
  );

/** How many calls there are in all: every group, as often as the policy allows. */
export const lastCall = (incident: Incident, policy: Policy): number =>
  reachable(incident, policy).length * policy.clocks.rounds;

interface Step {
  readonly since: Instant;
  /** How far the calls have come with it. */
  readonly step: number;
  readonly group: string;
}

/** Whom the response clock would call next, but for groups of which somebody (`here`, or who acknowledged) is on it. */
export function nextStep(
  incident: Incident,
  policy: Policy,
  { here, at }: { readonly here: string; readonly at: Instant },
): Step | null {
  const since = responseSince(incident, policy);
  const groups = reachable(incident, policy);
  const isOnIt = (group: string): boolean =>
    peopleOf(policy, reachIn(incident, group, policy), at).some(
      (one) => one === here || one === incident.acknowledgedBy,
    );
  for (
    let done = stepOf(incident, RESPONSE_CLOCK, since);
    done < lastCall(incident, policy);
    done += 1
  ) {
    const group = groups[done % groups.length];
    if (group && !isOnIt(group)) return { since, step: done + 1, group };
  }
  return null;
}
