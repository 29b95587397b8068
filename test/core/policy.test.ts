import { expect, test } from '@jest/globals';
import { DEFAULT_POLICY, inFlight, isTicket, severityOf } from '../../src/core/policy.ts';
import { MINUTE } from '../../src/core/time.ts';
import { aPolicy } from '../support/builders.ts';

test('only the last of the default severities is a ticket', () => {
  expect(DEFAULT_POLICY.severities.map(isTicket)).toEqual([false, false, false, true]);
});

test('a level is found by its number; one that the policy no longer has is the next worse', () => {
  expect(severityOf(DEFAULT_POLICY, 3).label).toBe('SEV 3');
  expect(severityOf(DEFAULT_POLICY, 9).label).toBe('SEV 4');
  expect(severityOf(DEFAULT_POLICY, 0).label).toBe('SEV 1');
  expect(() => severityOf(aPolicy({ severities: [] }), 1)).toThrow('at least one severity');
});

test('what a severity means and how clocks run stays as declared; people are today’s', () => {
  const declared = aPolicy({ responders: { 'on-call': ['gone'] } });
  const today = aPolicy({
    severities: [],
    clocks: { ...declared.clocks, grace: MINUTE },
    responders: { 'on-call': ['zoe'] },
    manager: 'leads',
    unknown: 3,
  });
  expect(inFlight(declared, today)).toEqual({
    ...today,
    severities: declared.severities,
    clocks: declared.clocks,
  });
});
