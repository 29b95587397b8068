/**
 * Whoever is to know without being called: the announcement, every update and the end, to each place that the
 * policy informs. Each message is an act of its own; one that fails stops no other and is said on the card.
 *
 *     Informed: e-mail 10:02 UTC · webhook failed 10:02 UTC: …
 */
import type { Effect } from '../core/effects.ts';
import { factsOf } from '../core/page-words.ts';
import type { Surface } from '../core/plan.ts';
import { namesOf } from '../core/reach.ts';
import { tellId } from '../core/tellings.ts';
import { tellingOf } from './telling.ts';

export const informing: Surface = {
  name: 'informing',
  plan(world) {
    const { inform } = world.policy;
    const names = namesOf(inform);
    return world.news.flatMap((event) => {
      const telling = tellingOf(event, world);
      if (!telling) return [];
      return inform.map((destination, index): Effect => {
        const to = names[index] ?? destination.kind;
        const once = tellId(event, to);
        const notification = {
          id: once,
          to,
          alert: null,
          destination,
          facts: factsOf(world),
          ...telling,
        };
        return { kind: 'notify', once, notification };
      });
    });
  },
};
