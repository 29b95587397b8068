import { responseSince, stepOf } from './deadlines.ts';
import { type Incident, wantedSince } from './incident.ts';
import type { PageReason } from './page-reason.ts';
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

/** Calls that take a step up. */
const CLIMBING: readonly PageReason[] = ['response-overdue', 'escalated'];

/**
 * The reachable groups in the order in which they are called next: behind the one that was called last, for which
 * of them can be reached may change on the way.
 */
export function inTurn(incident: Incident, policy: Policy): readonly string[] {
  const since = responseSince(incident, policy);
  const groups = reachable(incident, policy);
  const { page } = severityOf(policy, incident.severity);
  const climbed = incident.waves.filter(
    ({ at, reason }) => at >= since && CLIMBING.includes(reason),
  );
  const last = climbed.at(-1)?.groups.at(-1)?.group;
  if (last === undefined) {
    const done = stepOf(incident, RESPONSE_CLOCK, since) % Math.max(1, groups.length);
    return [...groups.slice(done), ...groups.slice(0, done)];
  }
  const start = page.indexOf(last) + 1;
  return [...page.slice(start), ...page.slice(0, start)].filter((group) => groups.includes(group));
}

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
  const groups = inTurn(incident, policy);
  const before = stepOf(incident, RESPONSE_CLOCK, since);
  const isOnIt = (group: string): boolean =>
    peopleOf(policy, reachIn(incident, group, policy), at).some(
      (one) => one === here || one === incident.acknowledgedBy,
    );
  for (let done = before; done < lastCall(incident, policy); done += 1) {
    const group = groups[(done - before) % groups.length];
    if (group && !isOnIt(group)) return { since, step: done + 1, group };
  }
  return null;
}
