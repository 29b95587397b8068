/**
 * A status label put on is `/status`, that of the end is `/resolve`; one taken off comes back if no
 * other takes its place.
 */
import { statusLabel, statusOfLabel } from '../core/status-label.ts';
import type { Hand } from './hand.ts';
import { mayEnd } from './open-closed.ts';

export const statusLabelHand: Hand = {
  name: 'status-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, context) {
    const { incident, actor, policy } = context;
    if (!('label' in act) || incident.status === 'resolved') return [];
    if (!actor.may && !actor.bot) return [];
    if (act.kind === 'labeled' && act.label === statusLabel(policy, 'resolved'))
      return mayEnd(context) ? [{ type: 'resolved', text: null, from: incident.status }] : [];
    const to = statusOfLabel(policy, act.label);
    const isCurrent = act.label === statusLabel(policy, incident.status);
    if (act.kind === 'unlabeled')
      return isCurrent ? [{ type: 'label-removed', label: act.label, of: 'status' }] : [];
    if (isCurrent && act.label in incident.missingLabels)
      return [{ type: 'label-returned', label: act.label }];
    return to && !isCurrent ? [{ type: 'status-changed', from: incident.status, to }] : [];
  },
};
