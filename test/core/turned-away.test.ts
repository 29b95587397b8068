import { expect, test } from '@jest/globals';
import { turnedAway } from '../../src/core/turned-away.ts';
import { aSnapshot, at } from '../support/builders.ts';

const letter = { id: 'comment:5', comment: 5, by: 'zoe', at: at('10:05'), words: '' };
const said = (snapshot: Parameters<typeof aSnapshot>[0]) =>
  turnedAway(aSnapshot(snapshot), [letter]);
const because = (reason: RegExp) => ({
  kind: 'comment',
  once: 'turned-away:5',
  parts: [
    { template: 'refused', view: { line: '/incident', because: expect.stringMatching(reason) } },
  ],
});

test('whoever has not the right sees 😕 and a line', () => {
  expect(said({ rights: {} })).toMatchObject([
    { kind: 'react', comment: 5, content: 'confused' },
    because(/triage rights/),
  ]);
});

test('whoever has it hears that the issue is closed', () => {
  expect(said({ rights: { zoe: true } })).toMatchObject([{ kind: 'react' }, because(/closed/)]);
});

test('who confirms what is no report hears nothing', () => {
  expect(turnedAway(aSnapshot({ rights: {} }), [{ ...letter, confirms: true }])).toEqual([]);
});

test('the line is said once an issue', () => {
  expect(said({ rights: {}, found: { 'turned-away:4': 77 } })).toMatchObject([{ kind: 'react' }]);
});

test('nothing is said where nobody asked', () => {
  expect(turnedAway(aSnapshot(), [])).toEqual([]);
});
