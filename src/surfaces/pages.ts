/**
 * Every call that goes out elsewhere than on the issue: to a pager, to chat, by mail. Each destination of a
 * group is an act of its own, so that one that fails stops no other.
 *
 *     Called 10:02 UTC: on-call (ana): accepted by PagerDuty
 */
import { alertOf } from '../core/alerts.ts';
import type { Effect } from '../core/effects.ts';
import type { CalledGroup, EventOf } from '../core/events.ts';
import { tryId } from '../core/page-tries.ts';
import { factsOf, pageWords } from '../core/page-words.ts';
import type { Surface, World } from '../core/plan.ts';
import { emptyRosters, namesOf, reachOf } from '../core/reach.ts';
import { rosterName } from '../core/roster.ts';

/** It does by now, and the call was decided before. */
const GAVE_NOBODY = 'It gave nobody when they were to be called.';

export const pages: Surface = {
  name: 'pages',
  plan(world) {
    const calls = world.news.filter((event) => event.type === 'paged');
    return calls.flatMap((call) => call.groups.flatMap((called) => triesOf(world, call, called)));
  },
};

function triesOf(world: World, call: EventOf<'paged'>, called: CalledGroup): readonly Effect[] {
  const services = world.incident.form?.services ?? [];
  const reach = reachOf(world.policy, called.group, services);
  const { destinations } = reach;
  const empty = emptyRosters(world.policy, reach);
  const lists = (reach.rosters ?? []).map(rosterName);
  const names = namesOf(destinations);
  return (called.by ?? []).map((name): Effect => {
    const id = tryId({ number: call.number, group: called.group, name });
    const destination = destinations[names.indexOf(name)];
    if (!destination) {
      const because = empty[name] ?? (lists.includes(name) ? GAVE_NOBODY : null);
      return { kind: 'page', once: id, notification: null, ...(because ? { because } : {}) };
    }
    return {
      kind: 'page',
      once: id,
      notification: {
        id,
        kind: 'page',
        to: called.group,
        alert: alertOf(call, world.incident),
        destination,
        facts: factsOf(world),
        words: pageWords(world, call, called),
      },
    };
  });
}
