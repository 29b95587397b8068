/**
 * `incident` taken off by somebody with the right says that it is none: a minute later, for a click may be
 * a mistake, it ends as a false alarm and its issue stays open. Put on again, before or after, it goes on.
 * Taken off by anybody else it comes back once, with the reason.
 *
 *     ana took the label `incident` off, so this ends as a false alarm. …
 */
import { INCIDENT_LABEL } from '../core/adoption.ts';
import type { Hand } from './hand.ts';

export const incidentLabel: Hand = {
  name: 'incident-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, { incident, actor }) {
    if (!('label' in act) || act.label !== INCIDENT_LABEL) return [];
    const resolved = incident.status === 'resolved';
    if (act.kind === 'unlabeled') {
      if (resolved) return [];
      const removed = { type: 'label-removed', label: act.label } as const;
      return actor.may ? [{ ...removed, ends: true }] : [removed];
    }
    if (resolved) return incident.unlabelled && actor.may ? [{ type: 'reopened', why: null }] : [];
    return act.label in incident.missingLabels
      ? [{ type: 'label-returned', label: act.label }]
      : [];
  },
};
