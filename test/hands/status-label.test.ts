import { expect, test } from '@jest/globals';
import { statusLabelHand } from '../../src/hands/status-label.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const returned = [{ type: 'label-returned', label: 'status: investigating' }];
const removed = [{ type: 'label-removed', label: 'status: investigating', of: 'status' }];
const ENDED = { status: 'resolved' } as const;
const resolved = [{ type: 'resolved', text: null, from: 'investigating' }];
const declined = (bot: boolean) => [
  { type: 'hand-declined', act: 'added-label', about: 'status: resolved', bot, again: false },
];
const walked = [{ type: 'status-changed', from: 'investigating', to: 'monitoring' }];

test.each([
  ['put on walks there', 'labeled', 'status: monitoring', {}, walked],
  ['of where it is changes nothing', 'labeled', 'status: investigating', {}, []],
  [
    'put on again is back',
    'labeled',
    'status: investigating',
    { missingLabels: { 'status: investigating': 1 } },
    returned,
  ],
  ['of the end resolves', 'labeled', 'status: resolved', {}, resolved],
  ['of the end after the end changes nothing', 'labeled', 'status: resolved', ENDED, []],
  ['taken off is missed', 'unlabeled', 'status: investigating', {}, removed],
  ['that was not in force is not missed', 'unlabeled', 'status: monitoring', {}, []],
  ['after the end changes nothing', 'labeled', 'status: monitoring', { status: 'resolved' }, []],
  [
    'taken off after the end is not missed',
    'unlabeled',
    'status: resolved',
    { status: 'resolved' },
    [],
  ],
] as const)('a status label %s', (_, kind, label, incident, bodies) => {
  const context = aContext({ incident: anIncident(incident) });
  expect(statusLabelHand.read(anAct({ kind, label }), context)).toEqual(bodies);
});

test.each([
  ['somebody with the right', { may: true }, resolved],
  ['another bot, like its closing, does not', { may: false, bot: true }, declined(true)],
  ['whoever has no right does not', { may: false }, declined(false)],
] as const)('the label of the end, put on by %s', (_, doer, bodies) => {
  const context = aContext({ actor: aDoer('zoe', doer) });
  const act = anAct({ kind: 'labeled', label: 'status: resolved' });
  expect(statusLabelHand.read(act, context)).toEqual(bodies);
});
