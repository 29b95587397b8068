/**
 * The label `incident` taken off is no end, for sweeps find an incident by it: it comes back. Closing
 * the issue, or `/resolve`, ends it.
 */
import { INCIDENT_LABEL } from '../core/adoption.ts';
import type { Hand } from './hand.ts';

export const incidentLabel: Hand = {
  name: 'incident-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, { incident, actor }) {
    if (!('label' in act) || act.label !== INCIDENT_LABEL) return [];
    if (!actor.may && !actor.bot) return [];
    if (act.kind === 'unlabeled') return [{ type: 'label-removed', label: act.label }];
    return act.label in incident.missingLabels
      ? [{ type: 'label-returned', label: act.label }]
      : [];
  },
};
