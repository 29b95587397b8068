import { expect, test } from '@jest/globals';
import { hands, readAct } from '../../src/hands/index.ts';
import { aContext, anAct } from '../support/builders.ts';

test('each kind of act is read by those whom it concerns', () => {
  const readers = (kind: 'labeled' | 'assigned' | 'closed'): readonly string[] =>
    hands.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name);
  expect(readers('labeled')).toEqual([
    'incident-label',
    'drill',
    'severity-label',
    'status-label',
    'unconfirmed-label',
  ]);
  expect(readers('assigned')).toEqual(['assignee']);
  expect(readers('closed')).toEqual(['open-closed']);
});

test.each([
  ['a severity', anAct({ kind: 'labeled', label: 'SEV 1' }), ['severity-changed']],
  ['a status', anAct({ kind: 'labeled', label: 'status: mitigating' }), ['status-changed']],
  ['an end', anAct({ kind: 'closed' }), ['resolved']],
  ['nothing', anAct({ kind: 'labeled', label: 'bug' }), []],
])('an act by hand means %s', (_, act, types) => {
  expect(readAct(act, aContext()).map(({ type }) => type)).toEqual(types);
});
