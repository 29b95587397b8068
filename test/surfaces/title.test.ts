import { expect, test } from '@jest/globals';
import { title } from '../../src/surfaces/title.ts';
import { anIncident, aWorld } from '../support/builders.ts';

const plannedOn = (standing: string, renamedFrom?: string) =>
  title.plan(
    aWorld({
      incident: anIncident({ title: 'Checkout is down', ...(renamedFrom ? { renamedFrom } : {}) }),
      snapshot: { issue: { title: standing } },
    }),
  );

test('an issue is renamed as its declaration says', () => {
  expect(plannedOn('Slow', 'Slow')).toEqual([
    { kind: 'rename-issue', once: 'rename-issue', title: 'Checkout is down' },
  ]);
});

test.each([
  ['is renamed already', 'Checkout is down', 'Slow'],
  ['was renamed by somebody meanwhile', 'Everything is down', 'Slow'],
  ['was given no other title', 'Slow', undefined],
])('one that %s is left alone', (_what, standing, from) => {
  expect(plannedOn(standing, from)).toEqual([]);
});
