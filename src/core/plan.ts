import { type Effect, effectId, type Receipt } from './effects.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';
import type { Policy } from './policy.ts';
import type { IncidentRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';

/** All that a surface may look at. */
export interface World {
  readonly incident: Incident;
  /** Events whose words may not have gone out yet. */
  readonly news: readonly IncidentEvent[];
  readonly record: IncidentRecord;
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  /** What `/help` lists. */
  readonly catalogue: readonly {
    readonly title: string;
    readonly commands: readonly { readonly usage: string; readonly summary: string }[];
  }[];
  /** What GitHub has refused three times running: said on the card. */
  readonly troubles: readonly string[];
}

/** One thing the world shows, kept true by difference: what must be done to make it so. */
export interface Surface {
  readonly name: string;
  plan(world: World): readonly Effect[];
}

export interface Plan {
  readonly effects: readonly Effect[];
  /** Acts without a receipt that the snapshot shows as done: we died between doing and noting them. */
  readonly recovered: Readonly<Record<string, Receipt>>;
}

/** What is still to be done, pages first. Acts with a receipt are done; so are acts that are found. */
export function plan(surfaces: readonly Surface[], world: World): Plan {
  const recovered: Record<string, Receipt> = {};
  const effects = new Map<string, Effect>();
  for (const effect of surfaces.flatMap((surface) => surface.plan(world))) {
    const id = effectId(effect);
    if ('once' in effect) {
      if (world.record.ledger[id]) continue;
      const ref = world.snapshot.found[id];
      if (ref !== undefined) {
        recovered[id] = { at: world.record.newest, ref, failed: null };
        continue;
      }
    }
    effects.set(id, effect);
  }
  const urgent = [...effects.values()].filter(isPage);
  const rest = [...effects.values()].filter((effect) => !isPage(effect));
  return { effects: [...urgent, ...rest], recovered };
}

const isPage = (effect: Effect): boolean =>
  effect.kind === 'page' || (effect.kind === 'comment' && effect.page);
