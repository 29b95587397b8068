/**
 * A severity label put on is `/sev`; of two set in the same second the worse counts. One taken off is
 * remembered: if no other takes its place it comes back. One put on a report in doubt confirms it.
 */
import { declines } from '../core/declined.ts';
import type { EventBody } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import type { Instant } from '../core/time.ts';
import type { Hand } from './hand.ts';

export const severityLabel: Hand = {
  name: 'severity-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, { incident, actor, policy }) {
    if (!('label' in act) || incident.status === 'resolved') return [];
    const row = policy.severities.find(({ label }) => label === act.label);
    if (!row) return [];
    const isCurrent = row.level === incident.severity;
    if (act.kind === 'unlabeled')
      return isCurrent ? [{ type: 'label-removed', label: act.label }] : [];
    const declined: readonly EventBody[] =
      isCurrent || act.at <= reportedBy(incident)
        ? []
        : declines(incident, actor, { act: 'added-label', about: act.label });
    // A form's labels are put on whoever submits it, and a bot vouches for nobody's report.
    if (!actor.may && (!actor.bot || incident.doubt !== null)) return declined;
    if (isCurrent && incident.doubt !== null && act.at <= reportedBy(incident)) return [];
    if (isCurrent && incident.doubt === null && act.label in incident.missingLabels)
      return [{ type: 'label-returned', label: act.label }];
    if (isCurrent && incident.doubt === null && incident.severityGiven) return [];
    const worse = row.level < incident.severity;
    const tied = act.at === incident.severitySince && incident.severityGiven;
    if (actor.bot && !worse) return declined;
    if (tied && !worse) return [];
    return [{ type: 'severity-changed', from: incident.severity, to: row.level, why: null }];
  },
};

/** Labels up to then were part of the report: they vouch for nothing. */
const reportedBy = ({ doubt, declaredAt, seenAt }: Incident): Instant =>
  doubt === 'late' ? seenAt : declaredAt;
