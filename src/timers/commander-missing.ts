/**
 * Five minutes after the acknowledgement nobody commands: whoever acknowledged is asked, once.
 *
 *     @ana, nobody has commanded this incident for 5m. `/ic` takes the role, `/ic @name` gives it.
 */
import { stepOf } from '../core/deadlines.ts';
import { type Incident, isRunning } from '../core/incident.ts';
import { severityOf } from '../core/policy.ts';
import { isRequired } from '../core/role.ts';
import type { Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

const name = 'commander-missing';

export const commanderMissing: Timer = {
  name,
  dueAt(incident, policy) {
    const since = missingSince(incident);
    const { rolesRequired } = severityOf(policy, incident.severity);
    if (since === null || !rolesRequired || !isRequired(policy, 'ic')) return null;
    if (stepOf(incident, name, since) > 0) return null;
    // A severity that now wants a commander gives its time for one; what was asked is not asked again.
    const from = Math.max(since, incident.severitySince);
    return from + policy.clocks.commander + policy.clocks.grace;
  },
  fire(incident) {
    const since = missingSince(incident);
    if (since === null) return [];
    const mention = incident.acknowledgedBy ? [incident.acknowledgedBy] : [];
    return [{ type: 'clock-ran-out', clock: name, since, step: 1, mention }];
  },
};

function missingSince(incident: Incident): Instant | null {
  const { acknowledgedAt, commanderMissingSince } = incident;
  if (!isRunning(incident) || acknowledgedAt === null || commanderMissingSince === null)
    return null;
  return Math.max(acknowledgedAt, commanderMissingSince, incident.rebuiltAt ?? 0);
}
