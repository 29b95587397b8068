import { describe, expect, test } from '@jest/globals';
import { responseDue } from '../../src/core/deadlines.ts';
import { waitingIn, waitsForHours } from '../../src/core/held-call.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const policy = aPolicy({
  hoursKnown: true,
  businessHours: { timezone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 },
});
const unknown = { ...policy, hoursKnown: false };
const night = anIncident({ severity: 3, declaredAt: at('19:00'), held: { since: at('19:00') } });

test.each([
  ['a SEV 3 at night', 3, '19:00', policy, true],
  ['a SEV 3 by day', 3, '10:00', policy, false],
  ['a SEV 3 on Sunday', 3, '2026-11-22 10:00', policy, true],
  ['a SEV 3 of nobody knows when', 3, '19:00', unknown, false],
  ['a SEV 2 at night', 2, '19:00', policy, false],
])('%s', (_, level, time, given, waits) => {
  expect(waitsForHours(given, level, at(time))).toBe(waits);
});

describe('what the card says of it', () => {
  test('whom, and until when', () => {
    expect(waitingIn(night, policy)).toEqual({
      groups: ['on-call'],
      wall: 'Tue 09:00 Europe/Berlin',
      until: '2026-11-24 08:00 UTC',
    });
  });

  test('nothing where none was held back', () => {
    expect(waitingIn(anIncident({ severity: 3 }), policy)).toBeNull();
  });
});

test('the clock of the answer begins when the call goes out', () => {
  expect(responseDue(night, policy)).toBe(at('2026-11-25 08:00'));
  expect(responseDue({ ...night, held: null, confirmedAt: at('19:00') }, policy)).toBe(
    at('2026-11-24 19:00'),
  );
});
