import { describe, expect, test } from '@jest/globals';
import { detectedAt, impactFrom } from '../../src/core/impact.ts';
import { aForm, anIncident, at, DECLARED } from '../support/builders.ts';

describe('the impact, of an incident declared at 10:00, began', () => {
  test.each([
    ['when the form says', '09:40 UTC', '09:40'],
    ['in the zone it names', '10:40 Europe/Berlin', '09:40'],
    ['on the day before', 'yesterday 23:50', '2026-11-22 23:50'],
  ])('%s', (_, startedAt, expected) => {
    expect(impactFrom(anIncident({ form: aForm({ startedAt }) }))).toBe(at(expected));
  });

  test.each([
    ['nobody said', null],
    ['it was said in words', 'this morning'],
    ['more is said than the time', '09:40 or so'],
    ['it would be later than the declaration', '10:20 UTC'],
  ])('nobody knows when, where %s', (_, startedAt) => {
    expect(impactFrom(anIncident({ form: aForm({ startedAt }) }))).toBeNull();
  });

  test('when somebody corrected it to, whatever the form says', () => {
    const form = aForm({ startedAt: '09:40 UTC' });
    expect(impactFrom(anIncident({ form, startedAt: at('09:30') }))).toBe(at('09:30'));
  });
});

test('it was detected when somebody says so, else when it was declared', () => {
  expect(detectedAt(anIncident())).toBe(DECLARED);
  expect(detectedAt(anIncident({ detectedAt: at('09:55') }))).toBe(at('09:55'));
});
