/**
 * The title edited: a line in the timeline, and the incident is called so from now on. Whoever GitHub lets
 * rename an issue may: it is its author or somebody who writes here.
 */
import type { Hand } from './hand.ts';

export const title: Hand = {
  name: 'title',
  kinds: ['renamed'],
  read: (act, { incident }) =>
    act.kind === 'renamed' && act.to !== incident.title
      ? [{ type: 'renamed', from: act.from, to: act.to, byHand: true }]
      : [],
};
