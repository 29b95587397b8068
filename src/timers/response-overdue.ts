/**
 * Nobody has acknowledged in time: on-call is called again, then each group of the matrix, one per
 * interval, three rounds at most. Then one loud comment says that nobody came.
 *
 *     Nobody has acknowledged this SEV 1 for 15m. Calling again: …
 */
import { call } from '../core/consequences.ts';
import { responseDue, responseSince, stepOf } from '../core/deadlines.ts';
import { inTurn, isLeftToPagers, lastCall, RESPONSE_CLOCK as name } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import type { Policy } from '../core/policy.ts';
import type { Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

export const responseOverdue: Timer = {
  name,
  dueAt(incident, policy) {
    const first = responseDue(incident, policy);
    if (first === null) return null;
    const since = responseSince(incident, policy);
    const step = stepOf(incident, name, since);
    // Where all are left to their pagers, those call on until somebody answers.
    if (step > lastCall(incident, policy) || isLeftToPagers(incident, policy)) return null;
    return first + step * (first - since) + policy.clocks.grace;
  },
  fire(incident, at, policy) {
    const since = responseSince(incident, policy);
    const step = stepOf(incident, name, since);
    const last = lastCall(incident, policy);
    const reached = Math.min(intervalsBy(incident, at, policy), last + 1);
    const groups = inTurn(incident, policy);
    const due = Array.from({ length: Math.min(reached, last) - step }, (_, turn) => {
      const group = groups[turn % groups.length];
      return group === undefined ? [] : [group];
    });
    return [
      { type: 'clock-ran-out', clock: name, since, step: reached, mention: [] },
      ...call(incident, [...new Set(due.flat())], { reason: 'response-overdue', policy, at }),
    ];
  },
};

function intervalsBy(incident: Incident, at: Instant, policy: Policy): number {
  const first = responseDue(incident, policy) ?? at;
  const since = responseSince(incident, policy);
  return Math.floor((at - policy.clocks.grace - since) / (first - since));
}
