import { describe, expect, test } from '@jest/globals';
import { reactions } from '../../src/surfaces/reactions.ts';
import { aComment, aRecord, aWorld } from '../support/builders.ts';

describe('reactions', () => {
  test.each([
    ['a rocket where all was carried out', 'accepted', [], [{ content: 'rocket' }]],
    ['confusion where something was refused', 'refused', [], [{ content: 'confused' }]],
    ['none for mere talk', 'nothing', [], []],
    ['none where it stands already', 'accepted', ['rocket'], []],
  ] as const)('%s', (_, verdict, left, effects) => {
    const world = aWorld({
      record: aRecord(undefined, { comments: { 5: verdict } }),
      snapshot: { comments: [aComment('/ack', { reactions: left }), aComment('new', { id: 6 })] },
    });
    expect(reactions.plan(world)).toMatchObject(effects);
    expect(reactions.plan(world)).toHaveLength(effects.length);
  });
});
