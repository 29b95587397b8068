/**
 * Nobody has said or done anything for a day: whoever commands is asked whether this is still going on, once
 * for each silence. It calls nobody.
 *
 *     ⏰ @ana, nothing has been said or done here for 24h. Is this still going on? …
 */
import { stepOf } from '../core/deadlines.ts';
import { opensAt } from '../core/held-call.ts';
import { type Incident, isRunning } from '../core/incident.ts';
import { isTicket, type Policy, severityOf } from '../core/policy.ts';
import { DAY, type Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

const name = 'stale';

export const stale: Timer = {
  name,
  dueAt(incident, policy) {
    if (!isRunning(incident) || isTicket(severityOf(policy, incident.severity))) return null;
    const since = quietSince(incident, policy);
    return stepOf(incident, name, since) > 0 ? null : since + DAY;
  },
  fire(incident, _at, policy) {
    const { roles, acknowledgedBy } = incident;
    const asked = roles.ic ?? roles.ops ?? acknowledgedBy;
    const mention = asked ? [asked] : [];
    return [
      { type: 'clock-ran-out', clock: name, since: quietSince(incident, policy), step: 1, mention },
    ];
  },
};

/** When a person last said or did anything here; what waits for business hours is meant to be silent until then. */
function quietSince(incident: Incident, policy: Policy): Instant {
  const { heardAt, declaredAt, rebuiltAt, acknowledgedAt } = incident;
  const called = acknowledgedAt === null ? opensAt(incident, policy) : null;
  return Math.max(heardAt ?? 0, declaredAt, rebuiltAt ?? 0, called ?? 0);
}
