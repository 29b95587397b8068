import type { Receipt } from './effects.ts';
import type { Instant } from './time.ts';
import { moment } from './timeline.ts';

type Ledger = Readonly<Record<string, Receipt>>;

/** Names one message in the ledger and in the queue's intents: its cause, what happened, and where it is told. */
export const tellId = (
  { via, type }: { readonly via: string; readonly type: string },
  where: string,
): string => `tell:${via}:${type}:${where}`;

/** Where a message went that is named so; null for what is no message. */
const whereOf = (id: string): string | null => /^tell:.*:([^:]+)$/.exec(id)?.[1] ?? null;

/** Of each place, the id of the message that was tried last. */
function lastTold(ledger: Ledger): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const [id, { at }] of Object.entries(ledger)) {
    const where = whereOf(id);
    if (where === null) continue;
    const known = last.get(where);
    if (known === undefined || (ledger[known]?.at ?? 0) <= at) last.set(where, id);
  }
  return last;
}

/** The ledger once all has been told: of each place the last receipt is of interest, no other. */
export function withoutOldTellings(ledger: Ledger): Ledger {
  const last = new Set(lastTold(ledger).values());
  return Object.fromEntries(
    Object.entries(ledger).filter(([id]) => whereOf(id) === null || last.has(id)),
  );
}

/** A place that the incident is told of at, with what came of the last message: a piece of a line on the card. */
export interface Telling {
  readonly name: string;
  readonly time: string;
  /** Taken, and nobody knows whether it arrives. */
  readonly accepted: boolean;
  readonly failed: string | null;
  readonly repeat: boolean;
}

export function tellingsOf(ledger: Ledger, declaredAt: Instant): readonly Telling[] {
  // They come back in the order in which they are answered: the card has one of its own.
  return [...lastTold(ledger)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, id]) => {
      const receipt = ledger[id];
      if (!receipt) return [];
      const { at, failed, how, repeat = false } = receipt;
      return [{ name, time: moment(at, declaredAt), accepted: how === 'accepted', failed, repeat }];
    });
}
