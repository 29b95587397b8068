/**
 * Where there are two cards, the older stays. The other one says so instead of where things stood.
 *
 *     The card of this incident is the first comment by Tocsin here; …
 */
import type { Effect } from '../core/effects.ts';
import type { Surface } from '../core/plan.ts';

export const spareCards: Surface = {
  name: 'spare-cards',
  plan: ({ snapshot }) =>
    snapshot.spareCards.map(
      (comment): Effect => ({
        kind: 'edit-comment',
        comment,
        parts: [{ template: 'spare-card', view: {} }],
      }),
    ),
};
