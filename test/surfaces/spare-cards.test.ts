import { expect, test } from '@jest/globals';
import { spareCards } from '../../src/surfaces/spare-cards.ts';
import { aWorld } from '../support/builders.ts';

test('a second card is told to be none, and the only one stays as it is', () => {
  expect(spareCards.plan(aWorld())).toEqual([]);
  expect(spareCards.plan(aWorld({ snapshot: { spareCards: [12] } }))).toEqual([
    { kind: 'edit-comment', comment: 12, parts: [{ template: 'spare-card', view: {} }] },
  ]);
});
