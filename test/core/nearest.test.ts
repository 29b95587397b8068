import { expect, test } from '@jest/globals';
import { nearest } from '../../src/core/nearest.ts';

const KEYS = ['name', 'label', 'colour', 'page', 'owed_by', 'postmortem'];

test.each([
  ['pages', 'page'],
  ['paeg', 'page'],
  ['color', 'colour'],
  ['owedBy', 'owed_by'],
  ['owed-by', 'owed_by'],
  ['post_mortem', 'postmortem'],
  ['postmorten', 'postmortem'],
  ['LABEL', 'label'],
])('%s was meant as %s', (word, meant) => expect(nearest(word, KEYS)).toBe(meant));

test.each([['respond'], ['x'], [''], ['ages ago'], ['toString']])('%j is none of them', (word) =>
  expect(nearest(word, KEYS)).toBeNull(),
);

test('among nothing there is nothing', () => expect(nearest('page', [])).toBeNull());
