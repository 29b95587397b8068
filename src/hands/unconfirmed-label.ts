/**
 * `unconfirmed` taken off by somebody with the right is `/confirm`. A bot or a stranger confirms nothing
 * by that, and what is confirmed cannot be doubted again by putting it on: either is undone, once.
 */
import { declines } from '../core/declined.ts';
import type { Hand } from './hand.ts';

export const unconfirmedLabel: Hand = {
  name: 'unconfirmed-label',
  kinds: ['labeled', 'unlabeled'],
  read(act, { incident, actor, policy }) {
    const { name } = policy.labels.unconfirmed;
    if (!('label' in act) || act.label !== name || incident.status === 'resolved') return [];
    const isDoubted = incident.doubt !== null;
    if (act.kind === 'labeled')
      return isDoubted ? [] : declines(incident, actor, { act: 'added-label', about: name });
    if (!isDoubted) return [];
    return actor.may
      ? [{ type: 'confirmed' }]
      : declines(incident, actor, { act: 'removed-label', about: name });
  },
};
