import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { postmortemDue } from '../../src/timers/postmortem-due.ts';
import { anIncident, at } from '../support/builders.ts';
import { due, speak } from './speak.ts';

/** Due on a Wednesday at 10:40. */
const WEDNESDAY = at('2026-11-25 10:40');
const owing = (given: Partial<NonNullable<Incident['postmortem']>> = {}): Incident =>
  anIncident({
    status: 'resolved',
    roles: { ic: 'ana' },
    postmortem: { number: 2, due: WEDNESDAY, closedAt: null, ...given },
  });

describe('the reminder of a postmortem', () => {
  test.each([
    ['comes a day before', owing(), '2026-11-24 10:40:00'],
    ['waits for business hours', owing({ due: at('2026-11-25 03:00') }), '2026-11-24 09:00:00'],
    ['waits for Monday', owing({ due: at('2026-11-29 12:00') }), '2026-11-30 09:00:00'],
    ['does not come once it is written', owing({ closedAt: at('2026-11-24 09:00') }), null],
    ['does not come before there is an issue', owing({ number: null }), null],
    ['does not come where the incident is open again', { ...owing(), status: 'mitigating' }, null],
    ['does not come once it was waived', { ...owing(), duty: { owed: false, why: 'x' } }, null],
    [
      'comes where somebody asked for it',
      { ...owing(), duty: { owed: true } },
      '2026-11-24 10:40:00',
    ],
    ['does not come where none is owed', anIncident({ status: 'resolved' }), null],
  ] as const)('%s', (_, incident, time) => {
    expect(due(postmortemDue, incident)).toBe(time);
  });

  test('comes at the due time, five working days later, then weekly; the manager hears the second', () => {
    let incident = owing();
    const heard: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const time = due(postmortemDue, incident) ?? '';
      const said = speak(postmortemDue, incident, { at: at(time) });
      heard.push([time, ...said.bodies.map((body) => 'mention' in body && body.mention)]);
      incident = said.incident;
    }
    expect(heard).toEqual([
      ['2026-11-24 10:40:00', ['ana']],
      ['2026-11-25 10:40:00', ['ana', 'mia']],
      ['2026-12-02 10:40:00', ['ana']],
      ['2026-12-09 10:40:00', ['ana']],
      ['2026-12-16 10:40:00', ['ana']],
    ]);
  });

  test('that slept for weeks comes once, and mentions the manager', () => {
    const { bodies, incident } = speak(postmortemDue, owing(), { at: at('2026-12-10 09:00') });
    expect(bodies).toMatchObject([{ step: 4, since: WEDNESDAY, mention: ['ana', 'mia'] }]);
    expect(due(postmortemDue, incident)).toBe('2026-12-16 10:40:00');
  });

  test('begins anew with a new date', () => {
    const { incident } = speak(postmortemDue, owing(), { at: at('2026-12-10 09:00') });
    const later = { number: 2, due: at('2026-12-15 12:00'), closedAt: null };
    expect(due(postmortemDue, { ...incident, postmortem: later })).toBe('2026-12-14 12:00:00');
  });

  test('mentions nobody twice', () => {
    const incident = { ...owing(), roles: { ic: 'mia' } };
    const { bodies } = speak(postmortemDue, incident, { at: WEDNESDAY });
    expect(bodies).toMatchObject([{ mention: ['mia'] }]);
  });

  test('has nothing to say where none is owed', () => {
    expect(speak(postmortemDue, anIncident(), { at: WEDNESDAY }).bodies).toEqual([]);
  });
});
