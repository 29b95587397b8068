/**
 * The one comment in which the state lives, edited in place: the announcement in the policy's own
 * words, below it the card. An edit carries no new mention, so the card may change as often as it likes.
 */
import type { Part } from '../core/effects.ts';
import type { World } from '../core/plan.ts';
import { viewOf } from '../core/view.ts';

/** What the card says now; the engine writes it where it differs from what stands there. */
export function cardParts(world: World): readonly Part[] {
  const view = viewOf(world);
  if (view.ticket) return [{ template: 'ticket', view }];
  return [
    { template: 'announcement', view },
    { template: 'card', view },
  ];
}
