/**
 * A severity that calls in business hours was declared outside of them: when they open the call goes out, if
 * nobody has answered by then.
 *
 *     Business hours have begun. This SEV 3 has waited for them for 11h.
 */
import { call } from '../core/consequences.ts';
import { stepOf } from '../core/deadlines.ts';
import { opensAt, waitingIn } from '../core/held-call.ts';
import type { Incident } from '../core/incident.ts';
import type { Policy } from '../core/policy.ts';
import type { Instant } from '../core/time.ts';
import { uncalled } from '../core/uncalled.ts';
import type { Timer } from './timer.ts';

const name = 'page-in-hours';

export const pageInHours: Timer = {
  name,
  dueAt: (incident, policy) => callDue(incident, policy),
  fire(incident, at, policy) {
    if (!incident.held) return [];
    const { since } = incident.held;
    return [
      { type: 'clock-ran-out', clock: name, since, step: 1, mention: [] },
      ...call(incident, uncalled(incident, policy), { reason: 'declared', policy, at }),
    ];
  },
};

function callDue(incident: Incident, policy: Policy): Instant | null {
  const since = incident.held?.since;
  const isDone = since === undefined || stepOf(incident, name, since) > 0;
  return isDone || !waitingIn(incident, policy) ? null : opensAt(incident, policy);
}
