import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { stale } from '../../src/timers/stale.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const policy = aPolicy();
const quiet = (given: Partial<Incident> = {}): Incident =>
  anIncident({ heardAt: at('12:00'), roles: { ic: 'ana' }, ...given });

describe('an incident of which nothing is heard for a day', () => {
  test('is asked about, whoever commands it', () => {
    expect(stale.dueAt(quiet(), policy)).toBe(at('2026-11-24 12:00'));
    expect(stale.fire(quiet(), at('2026-11-24 12:00'), policy)).toEqual([
      { type: 'clock-ran-out', clock: 'stale', since: at('12:00'), step: 1, mention: ['ana'] },
    ]);
  });

  test('is asked about whoever answered, where nobody commands', () => {
    const incident = quiet({ roles: {}, acknowledgedBy: 'bo' });
    expect(stale.fire(incident, at('2026-11-24 12:00'), policy)).toMatchObject([
      { mention: ['bo'] },
    ]);
  });

  test('counts from its declaration where nobody has said anything', () => {
    expect(stale.dueAt(anIncident(), policy)).toBe(at('2026-11-24 10:00'));
  });

  test('counts from business hours where its call waits for them', () => {
    const night = { severity: 3, heardAt: at('19:00'), held: { since: at('19:00') } };
    const known = { ...policy, hoursKnown: true };
    expect(stale.dueAt(quiet(night), known)).toBe(at('2026-11-25 09:00'));
    const answered = { ...night, acknowledgedAt: at('19:30'), heardAt: at('19:30') };
    expect(stale.dueAt(quiet(answered), known)).toBe(at('2026-11-24 19:30'));
  });

  test.each<[string, Partial<Incident>]>([
    ['a ticket', { severity: 4 }],
    ['what is resolved', { status: 'resolved' }],
    ['what nobody has confirmed', { doubt: 'stranger' }],
    [
      'what was asked about already',
      { spoken: { stale: { since: at('12:00'), step: 1, at: at('2026-11-24 12:00') } } },
    ],
  ])('%s is not asked about', (_, given) => {
    expect(stale.dueAt(quiet(given), policy)).toBeNull();
  });
});
