import type { Effect, Receipt } from '../core/effects.ts';
import type { Found } from '../core/snapshot.ts';
import { type Clock, SECOND } from '../core/time.ts';

/** GitHub shows what was written within this time; the model of the record needs eight seconds of it. */
const LOOKS = [0, 1, 2, 4, 3].map((seconds) => seconds * SECOND);

/**
 * Acts that an earlier pass may have done without living to note it are looked for, for ten seconds,
 * before they are done (again). Answers the receipts of those that were found.
 */
export async function lookFor(
  effects: readonly Effect[],
  { clock, look }: { readonly clock: Clock; readonly look: () => Promise<Found> },
): Promise<Readonly<Record<string, Receipt>>> {
  const wanted = effects.flatMap((effect) => (isCreate(effect) ? [effect.once] : []));
  const receipts: Record<string, Receipt> = {};
  for (const wait of LOOKS) {
    const missing = wanted.filter((id) => !receipts[id]);
    if (missing.length === 0) break;
    if (wait > 0) await clock.sleep(wait);
    const found = await look();
    for (const id of missing) {
      const ref = found[id];
      if (ref !== undefined) receipts[id] = { at: clock.now(), ref, failed: null };
    }
  }
  return receipts;
}

/** Pinning twice is pinning once; only what makes something new can be made twice. */
const isCreate = (effect: Effect): effect is Extract<Effect, { kind: 'comment' | 'open-issue' }> =>
  effect.kind === 'comment' || effect.kind === 'open-issue';
