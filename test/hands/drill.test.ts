import { expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { drill } from '../../src/hands/drill.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const read = (
  kind: 'labeled' | 'unlabeled',
  given: Partial<Incident>,
  actor = aDoer('ana'),
  label = 'drill',
) => drill.read(anAct({ kind, label }), aContext({ incident: anIncident(given), actor }));
const isDrill = { drill: true };

test('the label put on makes an exercise of it, once', () => {
  expect(read('labeled', {})).toEqual([{ type: 'drill-begun' }]);
  expect(read('labeled', isDrill)).toEqual([]);
});

test('taken off it makes it real, once', () => {
  expect(read('unlabeled', isDrill)).toEqual([{ type: 'drill-ended' }]);
  expect(read('unlabeled', {})).toEqual([]);
});

test.each([
  ['a bot', aDoer('robo[bot]', { bot: true })],
  ['somebody without the right', aDoer('zoe', { may: false })],
])('%s neither silences an incident nor calls people out of an exercise', (_, actor) => {
  expect(read('labeled', {}, actor)).toEqual([]);
  expect(read('unlabeled', isDrill, actor)).toEqual([]);
});

test('after the end it is tidied away and nothing follows', () => {
  expect(read('unlabeled', { ...isDrill, status: 'resolved' })).toEqual([]);
  expect(read('labeled', { status: 'resolved' })).toEqual([]);
});

test('other labels are none of its business', () => {
  expect(read('labeled', {}, aDoer('ana'), 'SEV 1')).toEqual([]);
});
