/**
 * A status label put on is `/status`, that of the end is `/resolve`; one taken off comes back if no
 * other takes its place.
 */
import { declines } from '../core/declined.ts';
import { statusLabel, statusOfLabel } from '../core/status-label.ts';
import type { Hand } from './hand.ts';
import { mayEnd } from './open-closed.ts';

export const statusLabelHand: Hand = {
  name: 'status-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, context) {
    const { incident, actor, policy } = context;
    if (!('label' in act) || incident.status === 'resolved') return [];
    const isEnd = act.label === statusLabel(policy, 'resolved');
    const to = statusOfLabel(policy, act.label);
    if (!isEnd && !to) return [];
    const isCurrent = to === incident.status;
    if (act.kind === 'unlabeled')
      return isCurrent ? [{ type: 'label-removed', label: act.label, of: 'status' }] : [];
    if (isCurrent)
      return act.label in incident.missingLabels
        ? [{ type: 'label-returned', label: act.label }]
        : [];
    if (to && (actor.may || actor.bot))
      return [{ type: 'status-changed', from: incident.status, to }];
    if (isEnd && mayEnd(context)) return [{ type: 'resolved', text: null, from: incident.status }];
    return declines(incident, actor, { act: 'added-label', about: act.label });
  },
};
