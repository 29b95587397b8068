import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { commanderMissing } from '../../src/timers/commander-missing.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';
import { due, speak } from './speak.ts';

const answered = { acknowledgedAt: at('10:02'), acknowledgedBy: 'ana' };

describe('the commander’s clock', () => {
  test.each([
    ['runs from the acknowledgement', answered, '10:07:20'],
    ['does not run before it', {}, null],
    ['ends with a commander', { ...answered, commanderMissingSince: null }, null],
    [
      'runs from when the commander left',
      { ...answered, commanderMissingSince: at('11:00') },
      '11:05:20',
    ],
    [
      'runs from the severity that wants one',
      { ...answered, severitySince: at('11:00') },
      '11:05:20',
    ],
    ['does not run where no roles are required', { ...answered, severity: 3 }, null],
    ['does not run once it is resolved', { ...answered, status: 'resolved' as const }, null],
  ])('%s', (_, given, time) => {
    expect(due(commanderMissing, anIncident(given))).toBe(time);
  });

  test('does not run where the policy requires no commander', () => {
    const policy = aPolicy({
      roles: DEFAULT_POLICY.roles.map((role) => ({ ...role, required: false })),
    });
    expect(commanderMissing.dueAt(anIncident(answered), policy)).toBeNull();
    expect(commanderMissing.dueAt(anIncident(answered), aPolicy())).not.toBeNull();
  });

  test('asks whoever acknowledged, once', () => {
    const said = speak(commanderMissing, anIncident(answered), { at: at('10:30') });
    expect(said.bodies).toEqual([
      {
        type: 'clock-ran-out',
        clock: 'commander-missing',
        since: at('10:02'),
        step: 1,
        mention: ['ana'],
      },
    ]);
    expect(due(commanderMissing, said.incident)).toBeNull();
  });

  test('asks again when the next commander leaves', () => {
    const { incident } = speak(commanderMissing, anIncident(answered), { at: at('10:30') });
    const left = { ...incident, commanderMissingSince: at('12:00') };
    expect(due(commanderMissing, left)).toBe('12:05:20');
  });

  test('has nothing to say where somebody came in between', () => {
    expect(speak(commanderMissing, anIncident(), { at: at('10:30') }).bodies).toEqual([]);
  });
});
