import type { CardRecord } from './record.ts';
import type { View } from './world.ts';

/** The oldest card among the comments. */
export function cardIn(view: View): { id: string; record: CardRecord } | null {
  for (const { id, body } of view.comments) {
    if (body.says === 'card') return { id, record: body.record };
  }
  return null;
}
