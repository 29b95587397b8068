/**
 * Whoever is to know without being called: the announcement, every update and the end, to each place that the
 * policy informs and into the incident's channel. Each message is an act of its own; one that fails stops no other
 * and is said on the card.
 *
 *     Informed: e-mail 10:02 UTC · webhook failed 10:02 UTC: …
 */
import type { Effect } from '../core/effects.ts';
import type { IncidentEvent } from '../core/events.ts';
import type { Informed } from '../core/informing.ts';
import { factsOf } from '../core/page-words.ts';
import type { Surface, World } from '../core/plan.ts';
import { namesOf } from '../core/reach.ts';
import { tellId } from '../core/tellings.ts';
import { type Told, tellingOf, toldToChannel } from './telling.ts';

export const informing: Surface = {
  name: 'informing',
  plan(world) {
    const { inform } = world.policy;
    const names = namesOf(inform);
    return world.news.flatMap((event) => {
      const told = tellingOf(event, world);
      const everywhere = told
        ? inform.map((destination, index) =>
            message(world, event, told, { to: names[index] ?? destination.kind, destination }),
          )
        : [];
      return [...everywhere, ...inChannel(world, event, told)];
    });
  },
};

interface Place {
  readonly to: string;
  readonly destination: Informed;
}

function message(
  world: World,
  event: IncidentEvent,
  told: Told,
  { to, destination }: Place,
): Effect {
  const once = tellId(event, to);
  const facts = factsOf(world);
  return {
    kind: 'notify',
    once,
    notification: { id: once, to, alert: null, destination, facts, ...told },
  };
}

/** What is said while the channel cannot be kept is not said there: once it can, a note says so. */
function inChannel(world: World, event: IncidentEvent, everywhere: Told | null): readonly Effect[] {
  const { channel, channelTrouble } = world.incident;
  const { workspace } = world.policy;
  if (!workspace?.channel || !channel || channel.archived || channelTrouble) return [];
  const told = event.type === 'channel' ? toldToChannel(event, world) : everywhere;
  if (!told || isBeforeChannel(event, world)) return [];
  const { token } = workspace;
  const destination: Informed = { kind: 'slack', token, channel: channel.id, mention: [] };
  return [message(world, event, told, { to: 'the channel', destination })];
}

/** What happened before there was a channel is in its announcement. */
function isBeforeChannel(event: IncidentEvent, { record }: World): boolean {
  const opened = record.events.findLastIndex(
    (other) => other.type === 'channel' && other.what === 'opened',
  );
  return record.events.indexOf(event) < opened;
}
