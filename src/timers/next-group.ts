/**
 * A call reached nobody: every destination of the group refused it, and nobody of it can be mentioned. The
 * next group of the matrix is called at once, not after the interval of an unanswered call.
 *
 *     No call of on-call went through. Calling the next group: …
 */
import { call } from '../core/consequences.ts';
import { stepOf } from '../core/deadlines.ts';
import { type FailedCall, type Incident, isRunning } from '../core/incident.ts';
import { type Policy, severityOf } from '../core/policy.ts';
import { isReachable, reachIn } from '../core/reach.ts';
import type { Timer } from './timer.ts';

const name = 'next-group';

export const nextGroup: Timer = {
  name,
  dueAt(incident, policy) {
    const lost = lastLost(incident);
    if (!lost || nextAfter(lost.group, incident, policy) === null) return null;
    return stepOf(incident, name, lost.at) > 0 ? null : lost.at;
  },
  fire(incident, at, policy) {
    const lost = lastLost(incident);
    const group = lost && nextAfter(lost.group, incident, policy);
    if (!lost || group === null) return [];
    return [
      { type: 'clock-ran-out', clock: name, since: lost.at, step: 1, mention: [] },
      ...call(incident, [group], { reason: 'next-group', policy, at }),
    ];
  },
};

/** The last call of a group that nothing of went through; null once somebody has answered. */
function lastLost(incident: Incident): FailedCall | null {
  if (!isRunning(incident) || incident.acknowledgedAt !== null) return null;
  const failed = incident.failedCalls ?? [];
  return failed.findLast((one) => isLost(one, incident)) ?? null;
}

function isLost({ number, group }: FailedCall, { waves, failedCalls = [] }: Incident): boolean {
  const wave = waves.find((one) => one.number === number);
  const called = wave?.groups.find((one) => one.group === group);
  if (!called?.by || called.people.length > 0) return false;
  return called.by.every((destination) =>
    failedCalls.some(
      (one) => one.number === number && one.group === group && one.destination === destination,
    ),
  );
}

/** The next group of the matrix that anybody can be reached in and that was not called in the same call. */
function nextAfter(group: string, incident: Incident, policy: Policy): string | null {
  const { page } = severityOf(policy, incident.severity);
  const order = [...page.slice(page.indexOf(group) + 1), policy.manager];
  const called = incident.waves.flatMap(({ groups }) => groups.map((one) => one.group));
  return (
    order.find(
      (one) =>
        one !== group && !called.includes(one) && isReachable(reachIn(incident, one, policy)),
    ) ?? null
  );
}
