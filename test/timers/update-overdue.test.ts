import { describe, expect, test } from '@jest/globals';
import { updateOverdue } from '../../src/timers/update-overdue.ts';
import { anIncident, aPolicy, at, DECLARED } from '../support/builders.ts';
import { called, due, speak } from './speak.ts';

const sev1 = anIncident({ severity: 1, roles: { ic: 'ana', comms: 'bo' } });

describe('the clock of updates', () => {
  test.each([
    ['SEV 1 promises one every half hour', sev1, '10:30:20'],
    ['SEV 2 one every hour', anIncident(), '11:00:20'],
    ['SEV 3 none', anIncident({ severity: 3 }), null],
    ['an update resets it', { ...sev1, lastUpdateAt: at('10:25') }, '10:55:20'],
    ['the end ends it', { ...sev1, status: 'resolved' as const }, null],
  ])('%s', (_, incident, time) => {
    expect(due(updateOverdue, incident)).toBe(time);
  });

  test('mentions the commander, ten minutes later calls the manager, then is silent', () => {
    const first = speak(updateOverdue, sev1, { at: at('10:30:20') });
    expect(first.bodies).toEqual([
      {
        type: 'clock-ran-out',
        clock: 'update-overdue',
        since: DECLARED,
        step: 1,
        mention: ['ana'],
      },
    ]);
    expect(due(updateOverdue, first.incident)).toBe('10:40:20');
    const second = speak(updateOverdue, first.incident, { at: at('10:40:20') });
    expect(second.bodies).toMatchObject([{ step: 2 }, { type: 'paged', reason: 'update-overdue' }]);
    expect(called(second.bodies)).toEqual(['eng-manager']);
    expect(due(updateOverdue, second.incident)).toBeNull();
    expect(second.incident.updates).toEqual({ count: 0, late: 0, missed: 1 });
  });

  test('that slept says both in one', () => {
    const { bodies, incident } = speak(updateOverdue, sev1, { at: at('15:00') });
    expect(bodies).toMatchObject([{ step: 2, mention: ['ana'] }, { type: 'paged' }]);
    expect(due(updateOverdue, incident)).toBeNull();
  });

  test('speaks anew of an update that was put off, of the same silence', () => {
    const { incident } = speak(updateOverdue, sev1, { at: at('15:00') });
    const later = { ...incident, snoozed: { at: at('15:05'), until: at('16:00') } };
    expect(due(updateOverdue, later)).toBe('16:00:20');
    const again = speak(updateOverdue, later, { at: at('16:00:20') });
    expect(again.bodies).toMatchObject([{ since: DECLARED, step: 1, mention: ['ana'] }]);
    expect(due(updateOverdue, again.incident)).toBe('16:10:20');
    expect(again.incident.updates.missed).toBe(1);
  });

  test('speaks of the next silence anew', () => {
    const { incident } = speak(updateOverdue, sev1, { at: at('15:00') });
    expect(due(updateOverdue, { ...incident, lastUpdateAt: at('15:10') })).toBe('15:40:20');
  });

  test.each([
    ['the communications lead where nobody commands', { roles: { comms: 'bo' } }, ['bo']],
    ['else whoever acknowledged', { acknowledgedBy: 'mia' }, ['mia']],
    ['else nobody by name', {}, []],
  ])('mentions %s', (_, given, mention) => {
    const incident = anIncident({ severity: 1, ...given });
    expect(speak(updateOverdue, incident, { at: at('10:31') }).bodies).toMatchObject([{ mention }]);
  });

  test('says loudly that nobody is configured as manager', () => {
    const policy = aPolicy({ responders: {} });
    expect(speak(updateOverdue, sev1, { at: at('10:45'), policy }).bodies).toMatchObject([
      { step: 2 },
      { type: 'paged', groups: [], unfilled: ['eng-manager'] },
    ]);
  });
});
