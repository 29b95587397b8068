import type { Context } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import type { Act } from '../core/snapshot.ts';

/**
 * One kind of act on the issue, read as the command it stands for. Only acts by others come here; a
 * list that is empty means: noted, and nothing follows.
 */
export interface Hand {
  readonly name: string;
  readonly kinds: readonly Act['kind'][];
  read(act: Act, context: Context): readonly EventBody[];
}
