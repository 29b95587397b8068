import { describe, expect, test } from '@jest/globals';
import { type Effect, effectId } from '../../src/core/effects.ts';
import { plan, type Surface } from '../../src/core/plan.ts';
import { aRecord, aWorld, DECLARED } from '../support/builders.ts';

const says = (once: string, page = false): Effect => ({
  kind: 'comment',
  once,
  issue: 1,
  parts: [],
  page,
});
const showing = (...effects: readonly Effect[]): Surface => ({ name: 'any', plan: () => effects });

describe('a plan', () => {
  test('has pages first, and the rest in the order of the surfaces', () => {
    const surfaces = [
      showing({ kind: 'add-label', name: 'SEV 1' }, says('say:a')),
      showing(says('page:0', true), { kind: 'close-issue', reason: 'completed' }),
    ];
    expect(plan(surfaces, aWorld()).effects.map(effectId)).toEqual([
      'page:0',
      'add-label:SEV 1',
      'say:a',
      'close-issue',
    ]);
  });

  test('has each effect once', () => {
    const label: Effect = { kind: 'add-label', name: 'SEV 1' };
    expect(plan([showing(label), showing(label)], aWorld()).effects).toEqual([label]);
  });

  test('leaves out what has a receipt, even one that says no', () => {
    const ledger = {
      'say:a': { at: 1, ref: 9, failed: null },
      'pin-card': { at: 1, ref: null, failed: 'GitHub answered 404' },
    };
    const world = aWorld({ record: aRecord(undefined, { ledger }) });
    const surfaces = [
      showing(says('say:a'), { kind: 'pin-card', once: 'pin-card' }, says('say:b')),
    ];
    expect(plan(surfaces, world)).toEqual({ effects: [says('say:b')], recovered: {} });
  });

  test('notes a receipt for what is found done without one', () => {
    const world = aWorld({ snapshot: { found: { 'say:a': 77 } } });
    expect(plan([showing(says('say:a'))], world)).toEqual({
      effects: [],
      recovered: { 'say:a': { at: DECLARED, ref: 77, failed: null } },
    });
  });
});

test.each<[Effect, string]>([
  [says('say:comment:5'), 'say:comment:5'],
  [
    { kind: 'create-label', name: 'SEV 1', colour: 'b60205', description: 'x' },
    'create-label:SEV 1',
  ],
  [{ kind: 'react', comment: 5, content: 'rocket' }, 'react:5:rocket'],
  [{ kind: 'edit-issue', issue: 2, ours: { due: 'long' } }, 'edit-issue:2'],
  [
    { kind: 'set-milestone', issue: 2, milestone: 4, in: 'acme/postmortems' },
    'set-milestone:2:4:acme/postmortems',
  ],
  [{ kind: 'unpin-issue' }, 'unpin-issue'],
  [{ kind: 'set-milestone', issue: 2, milestone: 4 }, 'set-milestone:2:4'],
])('%j is called %s', (effect, id) => {
  expect(effectId(effect)).toBe(id);
});
