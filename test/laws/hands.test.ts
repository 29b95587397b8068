import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../src/core/effects.ts';
import { incidentOf } from '../../src/core/record.ts';
import type { Actor } from '../../src/core/snapshot.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { aBot, aPerson, DECLARED } from '../support/builders.ts';
import { drawn } from '../support/drawn.ts';
import { after, type Deed } from './github.ts';
import { opening, pass, type Stage } from './play.ts';

/**
 * The app never fights: whoever does the same again and again by hand sees it undone at most once, and
 * then the world is at rest. People with the right, strangers and bots alike.
 */
const RUNS = drawn(20);
/** How often somebody insists. */
const AGAIN = 6;
/** What is opened or made is linked, dated and tidied by the passes after it. */
const ENOUGH = 4;

const actor: fc.Arbitrary<Actor> = fc.constantFrom(
  aPerson('ana'),
  aPerson('bo'),
  aPerson('sam'),
  aBot('robo'),
);
const label = fc.constantFrom(
  'SEV 1',
  'SEV 2',
  'SEV 4',
  'status: investigating',
  'status: monitoring',
  'status: resolved',
  'unconfirmed',
  'incident',
  'bug',
);
const hand: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom('labeled' as const, 'unlabeled' as const), label }),
  fc.record({
    kind: fc.constantFrom('assigned' as const, 'unassigned' as const),
    login: fc.constantFrom('ana', 'bo', 'mia'),
  }),
  fc.record({
    kind: fc.constant('closed' as const),
    reason: fc.constantFrom('not-planned' as const, 'duplicate' as const),
  }),
  fc.record({ kind: fc.constantFrom('closed' as const, 'reopened' as const) }),
  fc.record({ kind: fc.constantFrom('loses-label' as const), label }),
);
const command: fc.Arbitrary<Deed> = fc
  .constantFrom('/ic', '/ops @bo', '/sev 4', '/sev 1', '/mitigating', '/resolve', '/reopen')
  .map((text) => ({ kind: 'says', text }));
const prelude = fc.array(
  fc.tuple(actor, fc.oneof(hand, command), fc.constantFrom(0, SECOND, 30 * SECOND, 2 * MINUTE)),
  { maxLength: 6 },
);

describe('whoever insists by hand', () => {
  test('is corrected at most once, whoever it is, and then the world is at rest', () => {
    fc.assert(
      fc.property(prelude, actor, hand, (before, insists, deed) => {
        let stage: Stage = pass(opening, DECLARED + SECOND);
        let now = DECLARED + SECOND;
        for (const [who, what, later] of before) {
          now += later;
          stage = pass(acted(stage, what, who, now), now);
        }
        const corrections: string[] = [];
        for (let time = 0; time < AGAIN; time += 1) {
          now += HOUR;
          const passes = rest(acted(stage, deed, insists, now), now);
          corrections.push(
            ...passes.flatMap(({ effects }) => effects.filter(undoing(deed)).map(nameOf)),
          );
          stage = lastOf(passes);
          now += 2 * MINUTE;
        }
        expect(corrections.length).toBeLessThanOrEqual(1);
        const quiet = pass(stage, now);
        expect(quiet.effects).toEqual([]);
      }),
      RUNS,
    );
  });

  test('ends no incident without the right to', () => {
    fc.assert(
      fc.property(fc.constantFrom(aPerson('sam'), aBot('robo')), hand, (insists, deed) => {
        let stage: Stage = pass(opening, DECLARED + SECOND);
        for (let time = 1; time <= AGAIN; time += 1)
          stage = lastOf(
            rest(acted(stage, deed, insists, DECLARED + time * HOUR), DECLARED + time * HOUR),
          );
        expect(incidentOf(stage.record)?.status).not.toBe('resolved');
      }),
      RUNS,
    );
  });
});

const acted = (stage: Stage, deed: Deed, by: Actor, at: Instant): Stage => ({
  ...stage,
  snapshot: after(stage.snapshot, deed, { actor: by, at }),
});

/** Passes until nothing is left to do, with the minute over in which a swap may be finished. */
function rest(stage: Stage, now: Instant): readonly ReturnType<typeof pass>[] {
  const passes = [pass(stage, now)];
  for (let turn = 1; turn <= 2 * ENOUGH; turn += 1)
    passes.push(pass(lastOf(passes), turn < ENOUGH ? now : now + 2 * MINUTE));
  return passes;
}

function lastOf<Item>(items: readonly Item[]): Item {
  const last = items.at(-1);
  if (!last) throw new Error('There is none');
  return last;
}

/** Whether an effect of ours undoes what was done. */
const undoing =
  (deed: Deed) =>
  (effect: Effect): boolean => {
    switch (deed.kind) {
      case 'labeled':
        return effect.kind === 'remove-label' && effect.name === deed.label;
      case 'unlabeled':
      case 'loses-label':
        return effect.kind === 'add-label' && effect.name === deed.label;
      case 'assigned':
        return effect.kind === 'remove-assignee' && effect.login === deed.login;
      case 'unassigned':
        return effect.kind === 'add-assignee' && effect.login === deed.login;
      case 'closed':
        return effect.kind === 'reopen-issue';
      case 'reopened':
        return effect.kind === 'close-issue';
      default:
        return false;
    }
  };

const nameOf = ({ kind }: Effect): string => kind;
