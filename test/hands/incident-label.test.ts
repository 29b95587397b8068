import { expect, test } from '@jest/globals';
import { incidentLabel } from '../../src/hands/incident-label.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const gone = { missingLabels: { incident: 1 } };
const removed = [{ type: 'label-removed', label: 'incident' }];
const returned = [{ type: 'label-returned', label: 'incident' }];
const stranger = { may: false };
const bot = { may: false, bot: true };

test.each([
  ['taken off is missed', 'unlabeled', 'incident', {}, {}, removed],
  ['taken off by a bot too', 'unlabeled', 'incident', {}, bot, removed],
  ['taken off without the right is not heard', 'unlabeled', 'incident', {}, stranger, []],
  ['put on again is back', 'labeled', 'incident', gone, {}, returned],
  ['that declared it changes nothing', 'labeled', 'incident', {}, {}, []],
  ['is the only one', 'unlabeled', 'SEV 2', {}, {}, []],
] as const)('the label %s', (_, kind, label, incident, doer, bodies) => {
  const context = aContext({ incident: anIncident(incident), actor: aDoer('ana', doer) });
  expect(incidentLabel.read(anAct({ kind, label }), context)).toEqual(bodies);
});
