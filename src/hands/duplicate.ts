/**
 * Marked as a duplicate on GitHub: which incident this one was. It is closing that ends it; a mark alone is
 * a remark.
 */
import type { Hand } from './hand.ts';

export const duplicate: Hand = {
  name: 'duplicate',
  kinds: ['marked-duplicate'],
  read: (act, { incident, actor }) =>
    act.kind === 'marked-duplicate' && actor.may && incident.duplicateOf !== act.of
      ? [{ type: 'duplicate-marked', of: act.of }]
      : [],
};
