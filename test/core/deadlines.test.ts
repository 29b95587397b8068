import { describe, expect, test } from '@jest/globals';
import { responseDue, stepOf, updateDue } from '../../src/core/deadlines.ts';
import type { Incident } from '../../src/core/incident.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const policy = aPolicy();
const time = (text: string | null): number | null => (text === null ? null : at(text));

describe('an acknowledgement is wanted', () => {
  test.each<[string, Partial<Incident>, string | null]>([
    ['of SEV 1 within 15 minutes', { severity: 1 }, '10:15'],
    ['of SEV 2 within 30 minutes', {}, '10:30'],
    ['of SEV 3 within 24 hours', { severity: 3 }, '2026-11-24 10:00'],
    ['of SEV 4 never', { severity: 4 }, null],
    ['from the confirmation on', { confirmedAt: at('10:10') }, '10:40'],
    ['from a changed severity on', { severity: 1, severitySince: at('10:20') }, '10:35'],
    ['from the reopening on', { reopenedAt: at('12:00') }, '12:30'],
    ['not once it was given', { acknowledgedAt: at('10:05') }, null],
    ['not while it is unconfirmed', { doubt: 'stranger' }, null],
    ['not once it is resolved', { status: 'resolved' }, null],
  ])('%s', (_, given, due) => {
    expect(responseDue(anIncident(given), policy)).toBe(time(due));
  });
});

describe('an update is promised', () => {
  test.each<[string, Partial<Incident>, string | null]>([
    ['of SEV 1 every 30 minutes', { severity: 1 }, '10:30'],
    ['of SEV 2 every hour', {}, '11:00'],
    ['of SEV 3 never', { severity: 3 }, null],
    ['an hour after the last one', { lastUpdateAt: at('10:40') }, '11:40'],
    ['from a changed severity on', { severitySince: at('10:50') }, '11:50'],
    ['from the confirmation on', { confirmedAt: at('10:10') }, '11:10'],
    ['from the reopening on', { lastUpdateAt: at('10:40'), reopenedAt: at('12:00') }, '13:00'],
    ['later where it was put off', { snoozed: { at: at('10:55'), until: at('11:25') } }, '11:25'],
    [
      'as ever once that update came',
      { snoozed: { at: at('10:55'), until: at('11:25') }, lastUpdateAt: at('11:20') },
      '12:20',
    ],
    ['not while it is unconfirmed', { doubt: 'late' }, null],
    ['not once it is resolved', { status: 'resolved' }, null],
  ])('%s', (_, given, due) => {
    expect(updateDue(anIncident(given), policy)).toBe(time(due));
  });
});

test('how far a clock has spoken is asked about one silence', () => {
  const incident = anIncident({ spoken: { 'update-overdue': { since: 5, step: 2, at: 9 } } });
  expect(stepOf(incident, 'update-overdue', 5)).toBe(2);
  expect(stepOf(incident, 'update-overdue', 6)).toBe(0);
  expect(stepOf(incident, 'response-overdue', 5)).toBe(0);
});
