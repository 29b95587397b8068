import { describe, expect, test } from '@jest/globals';
import { pageInHours } from '../../src/timers/page-in-hours.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';
import { called, due, speak } from './speak.ts';

const policy = aPolicy({
  hoursKnown: true,
  businessHours: { timezone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 },
});
/** A SEV 3 of Monday evening, 20:00 in Berlin. */
const night = { severity: 3, held: { since: at('19:00') } };
const morning = '2026-11-24 08:00:00';

describe('the call that waits for business hours', () => {
  test.each([
    ['goes out when they open', night, morning],
    [
      'is due at once where they are open by now',
      { ...night, held: { since: at('09:00') } },
      '09:00:00',
    ],
    [
      'does not go out where somebody has answered',
      { ...night, acknowledgedAt: at('19:30') },
      null,
    ],
    ['nor once it is resolved', { ...night, status: 'resolved' as const }, null],
    ['nor of a report in doubt', { ...night, doubt: 'stranger' as const }, null],
    ['nor where none was held back', { severity: 3 }, null],
  ])('%s', (_, given, time) => {
    expect(due(pageInHours, anIncident(given), policy)).toBe(time);
  });

  test('calls whom the severity calls, once', () => {
    const said = speak(pageInHours, anIncident(night), { at: at('2026-11-24 08:00'), policy });
    expect(called(said.bodies)).toEqual(['on-call']);
    expect(due(pageInHours, said.incident, policy)).toBeNull();
  });

  test('business hours are today’s, and without a time zone nobody waits any longer', () => {
    const early = { ...policy.businessHours, from: 7 * 60 };
    const incident = anIncident(night);
    expect(due(pageInHours, incident, { ...policy, businessHours: early })).toBe(
      '2026-11-24 06:00:00',
    );
    expect(due(pageInHours, incident, { ...policy, hoursKnown: false })).toBe('19:00:00');
  });

  test('is not made where nobody is to be called any more', () => {
    const severities = policy.severities.map((row) => ({ ...row, page: [] }));
    expect(due(pageInHours, anIncident(night), { ...policy, severities })).toBeNull();
  });
});
