import { expect, test } from '@jest/globals';
import { reduce } from '../../src/core/reduce.ts';
import { title } from '../../src/hands/title.ts';
import { aContext, anAct, anIncident, told } from '../support/builders.ts';

const FROM = 'Checkout is down';
const body = { type: 'renamed', from: FROM, to: 'Payments fail', byHand: true } as const;

test('the title edited is the incident’s from now on', () => {
  const act = anAct({ kind: 'renamed', from: FROM, to: 'Payments fail' });
  expect(title.read(act, aContext())).toEqual([body]);
  expect(title.read(act, aContext({ incident: anIncident({ title: 'Payments fail' }) }))).toEqual(
    [],
  );
});

test('what a command had asked for is not written over it', () => {
  const asked = { type: 'renamed', from: 'Help', to: FROM } as const;
  const incident = reduce(anIncident({ title: 'Help' }), told(asked));
  expect(incident).toMatchObject({ title: FROM, renamedFrom: 'Help' });
  expect(reduce(incident, told(body))).not.toHaveProperty('renamedFrom');
});
