/**
 * The label `drill` put on makes an exercise of a running incident, taken off it makes it real: then people
 * are called. Once it is resolved the label is anybody's to tidy away.
 */
import type { Hand } from './hand.ts';

export const drill: Hand = {
  name: 'drill',
  kinds: ['labeled', 'unlabeled'],
  read(act, { incident, actor, policy }) {
    if (!('label' in act) || act.label !== policy.labels.drill.name) return [];
    // A bot silences no incident, and calls nobody out of an exercise.
    if (!actor.may || actor.bot || incident.status === 'resolved') return [];
    const isDrill = incident.drill === true;
    if (act.kind === 'labeled') return isDrill ? [] : [{ type: 'drill-begun' }];
    return isDrill ? [{ type: 'drill-ended' }] : [];
  },
};
