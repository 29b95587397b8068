import type { Effect, EffectOf, Receipt } from '../core/effects.ts';
import type { Clock } from '../core/time.ts';
import type { Queue, Target } from '../queue/queue.ts';

interface Store {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly target: Target;
}

/**
 * Notes the wish to call before anything is sent. A call whose answer is known from an earlier try, which
 * did not live to save its receipt, is done: its receipt is answered.
 */
export async function intendCalls(
  effects: readonly Effect[],
  { queue, clock, target }: Store,
): Promise<Readonly<Record<string, Receipt>>> {
  const known: Record<string, Receipt> = {};
  for (const { once } of effects.filter(isCall)) {
    const { answer, at } = await queue.intend(target, once, clock.now());
    if (answer !== null) known[once] = { at, ref: Number(answer), failed: null };
  }
  return known;
}

/** Notes which comment each call became. */
export async function answerCalls(
  effects: readonly Effect[],
  receipts: Readonly<Record<string, Receipt>>,
  { queue, target }: Store,
): Promise<void> {
  for (const { once } of effects.filter(isCall)) {
    const ref = receipts[once]?.ref;
    if (ref) await queue.answered(target, once, String(ref));
  }
}

/** Notes which comment those calls became that were found, though no answer to them was heard. */
export async function answerFound(
  found: Readonly<Record<string, Receipt>>,
  { queue, clock, target }: Store,
): Promise<void> {
  for (const [once, { ref }] of Object.entries(found)) {
    if (ref === null || !CALL.test(once)) continue;
    const { answer } = await queue.intend(target, once, clock.now());
    if (answer === null) await queue.answered(target, once, String(ref));
  }
}

/** What a call by a comment is named: see pageId. */
const CALL = /^page:\d+$/;

/** Whether an effect calls people. */
export const isCall = (effect: Effect): effect is EffectOf<'comment'> =>
  effect.kind === 'comment' && effect.page;
