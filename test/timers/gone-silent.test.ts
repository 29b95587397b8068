import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { goneSilent } from '../../src/timers/gone-silent.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const policy = aPolicy();
const answered = (given: Partial<Incident> = {}): Incident =>
  anIncident({ acknowledgedAt: at('10:05'), acknowledgedBy: 'ana', ...given });

describe('whoever answered and is not heard of again', () => {
  test('has on-call called once more after two intervals without an update', () => {
    expect(goneSilent.dueAt(answered(), policy)).toBe(at('12:05:20'));
    expect(goneSilent.fire(answered(), at('12:05:20'), policy)).toMatchObject([
      { type: 'clock-ran-out', clock: 'gone-silent', since: at('10:05'), step: 1 },
      { type: 'paged', reason: 'gone-silent', groups: [{ group: 'on-call', people: ['ana'] }] },
    ]);
  });

  test('has until an hour after the update that was promised later', () => {
    const snoozed = { at: at('10:50'), until: at('12:00') };
    expect(goneSilent.dueAt(answered({ snoozed }), policy)).toBe(at('13:00'));
  });

  test('is counted anew from the last update', () => {
    expect(goneSilent.dueAt(answered({ lastUpdateAt: at('11:00') }), policy)).toBe(at('13:00:20'));
  });

  test.each<[string, Partial<Incident>]>([
    ['where nobody has answered', { acknowledgedAt: null }],
    ['once it is resolved', { status: 'resolved' }],
    ['where no update is promised', { severity: 3 }],
    [
      'twice for one silence',
      { spoken: { 'gone-silent': { since: at('10:05'), step: 1, at: at('12:06') } } },
    ],
  ])('calls nobody %s', (_, given) => {
    expect(goneSilent.dueAt(answered(given), policy)).toBeNull();
  });

  test('calls nobody where nobody is configured', () => {
    expect(goneSilent.dueAt(answered(), aPolicy({ responders: {} }))).toBeNull();
  });
});
