import { expect, test } from '@jest/globals';
import { incidentLabel } from '../../src/hands/incident-label.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const gone = { missingLabels: { incident: 1 } };
const removed = [{ type: 'label-removed', label: 'incident' }];
const ends = [{ type: 'label-removed', label: 'incident', ends: true }];
const returned = [{ type: 'label-returned', label: 'incident' }];
const reopened = [{ type: 'reopened', why: null }];
const resolved = { status: 'resolved' } as const;
const over = { ...resolved, unlabelled: { by: 'ana', at: 1 } };
const stranger = { may: false };
const bot = { may: false, bot: true };

test.each([
  ['taken off may end it', 'unlabeled', 'incident', {}, {}, ends],
  ['taken off by a bot is missed, no more', 'unlabeled', 'incident', {}, bot, removed],
  [
    'taken off without the right is missed, no more',
    'unlabeled',
    'incident',
    {},
    stranger,
    removed,
  ],
  ['taken off after the end is not missed', 'unlabeled', 'incident', resolved, {}, []],
  ['put on again is back', 'labeled', 'incident', gone, {}, returned],
  ['that declared it changes nothing', 'labeled', 'incident', {}, {}, []],
  ['put on after it ended by it opens it again', 'labeled', 'incident', over, {}, reopened],
  ['put on then by a bot does not', 'labeled', 'incident', over, bot, []],
  ['put on after another end changes nothing', 'labeled', 'incident', resolved, {}, []],
  ['is the only one', 'unlabeled', 'SEV 2', {}, {}, []],
] as const)('the label %s', (_, kind, label, incident, doer, bodies) => {
  const context = aContext({ incident: anIncident(incident), actor: aDoer('ana', doer) });
  expect(incidentLabel.read(anAct({ kind, label }), context)).toEqual(bodies);
});
