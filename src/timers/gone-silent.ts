/**
 * Somebody answered, and then nothing came for twice the time in which an update is due: whoever answered may
 * have fallen asleep over it. The first group of the matrix is called again, once for each silence.
 *
 *     🔔 … You are called because ana answered and has been silent for 2h.
 */
import { call } from '../core/consequences.ts';
import { stepOf, updateSince, updateSnoozed } from '../core/deadlines.ts';
import { type Incident, isRunning } from '../core/incident.ts';
import { type Policy, severityOf } from '../core/policy.ts';
import { isReachable, reachIn } from '../core/reach.ts';
import type { Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

const name = 'gone-silent';

export const goneSilent: Timer = {
  name,
  dueAt(incident, policy) {
    const { updateEvery } = severityOf(policy, incident.severity);
    const since = silentSince(incident);
    if (since === null || updateEvery === null || firstGroup(incident, policy) === null)
      return null;
    if (stepOf(incident, name, since) > 0) return null;
    const due = since + 2 * updateEvery + policy.clocks.grace;
    return Math.max(due, (updateSnoozed(incident)?.until ?? 0) + updateEvery);
  },
  fire(incident, at, policy) {
    const since = silentSince(incident);
    const group = firstGroup(incident, policy);
    if (since === null || group === null) return [];
    return [
      { type: 'clock-ran-out', clock: name, since, step: 1, mention: [] },
      ...call(incident, [group], { reason: 'gone-silent', policy, at }),
    ];
  },
};

/** From when nothing has come of an answer; null where there was none. */
function silentSince(incident: Incident): Instant | null {
  if (!isRunning(incident) || incident.acknowledgedAt === null) return null;
  return Math.max(updateSince(incident), incident.answered?.at ?? incident.acknowledgedAt);
}

const firstGroup = (incident: Incident, policy: Policy): string | null =>
  severityOf(policy, incident.severity).page.find((group) =>
    isReachable(reachIn(incident, group, policy)),
  ) ?? null;
