/**
 * Ten minutes after the acknowledgement the status is still *investigating*: restoring service comes
 * before finding the cause, so the question is asked, once.
 *
 *     @bo, still investigating after 10m. Restore service first, find the cause later: …
 */
import { stepOf } from '../core/deadlines.ts';
import { type Incident, isRunning } from '../core/incident.ts';
import { severityOf } from '../core/policy.ts';
import type { Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

const name = 'mitigation-prompt';

export const mitigationPrompt: Timer = {
  name,
  dueAt(incident, policy) {
    const since = investigatingSince(incident);
    if (since === null || !severityOf(policy, incident.severity).rolesRequired) return null;
    if (stepOf(incident, name, since) > 0) return null;
    // A severity that now wants it gives its time; what was asked is not asked again.
    const from = Math.max(since, incident.severitySince);
    return from + policy.clocks.mitigation + policy.clocks.grace;
  },
  fire(incident) {
    const since = investigatingSince(incident);
    if (since === null) return [];
    const asked = incident.roles.ops ?? incident.roles.ic ?? incident.acknowledgedBy;
    return [{ type: 'clock-ran-out', clock: name, since, step: 1, mention: asked ? [asked] : [] }];
  },
};

function investigatingSince(incident: Incident): Instant | null {
  const { acknowledgedAt, reopenedAt, rebuiltAt } = incident;
  if (!isRunning(incident) || incident.status !== 'investigating' || acknowledgedAt === null)
    return null;
  return Math.max(acknowledgedAt, reopenedAt ?? 0, rebuiltAt ?? 0);
}
