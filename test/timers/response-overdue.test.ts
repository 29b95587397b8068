import { describe, expect, test } from '@jest/globals';
import { responseOverdue } from '../../src/timers/response-overdue.ts';
import { anIncident, aPolicy, at, DECLARED } from '../support/builders.ts';
import { called, due, speak } from './speak.ts';

const sev1 = anIncident({ severity: 1 });
const sev2 = anIncident();

describe('the response clock', () => {
  test.each([
    ['SEV 1 waits for 15 minutes and 20 seconds', sev1, '10:15:20'],
    ['SEV 2 waits for half an hour', sev2, '10:30:20'],
    ['SEV 3 waits for a day', anIncident({ severity: 3 }), '2026-11-24 10:00:20'],
    ['SEV 4 does not wait', anIncident({ severity: 4 }), null],
    ['an acknowledgement ends it', anIncident({ acknowledgedAt: at('10:05') }), null],
    ['another severity begins it anew', anIncident({ severitySince: at('10:20') }), '10:50:20'],
  ])('%s', (_, incident, time) => {
    expect(due(responseOverdue, incident)).toBe(time);
  });

  test('calls group after group, one per interval, for three rounds, then ends with a loud word', () => {
    let incident = sev1;
    const heard: string[] = [];
    for (let turn = 1; turn <= 13; turn += 1) {
      const time = responseOverdue.dueAt(incident, aPolicy()) ?? 0;
      const said = speak(responseOverdue, incident, { at: time });
      heard.push(called(said.bodies).join() || 'nobody is left');
      incident = said.incident;
    }
    const round = ['on-call', 'eng-manager', 'director', 'execs'];
    expect(heard).toEqual([...round, ...round, ...round, 'nobody is left']);
    expect(due(responseOverdue, incident)).toBeNull();
  });

  test('an interval is as long as the time to answer', () => {
    const { incident } = speak(responseOverdue, sev1, { at: at('10:15:20') });
    expect(due(responseOverdue, incident)).toBe('10:30:20');
  });

  test('that was asleep catches up: each group that it missed once, in one call', () => {
    const { incident, bodies } = speak(responseOverdue, sev1, { at: at('10:46') });
    expect(bodies).toHaveLength(2);
    expect(called(bodies)).toEqual(['on-call', 'eng-manager', 'director']);
    expect(due(responseOverdue, incident)).toBe('11:00:20');
  });

  test('that slept for a day calls everybody once, and then nobody is left', () => {
    const { incident, bodies } = speak(responseOverdue, sev1, { at: at('2026-11-24 10:00') });
    expect(called(bodies)).toEqual(['on-call', 'eng-manager', 'director', 'execs']);
    expect(due(responseOverdue, incident)).toBeNull();
  });

  test('passes over groups that nobody is configured for', () => {
    const policy = aPolicy({ responders: { execs: ['eve'] } });
    const { bodies } = speak(responseOverdue, sev1, { at: at('10:15:20'), policy });
    expect(called(bodies)).toEqual(['execs']);
  });

  test('says at once that nobody is left where nobody is configured at all', () => {
    const policy = aPolicy({ responders: {} });
    const { incident, bodies } = speak(responseOverdue, sev1, { at: at('10:15:20'), policy });
    expect(bodies).toEqual([
      { type: 'clock-ran-out', clock: 'response-overdue', since: DECLARED, step: 1, mention: [] },
    ]);
    expect(due(responseOverdue, incident, policy)).toBeNull();
  });
});
