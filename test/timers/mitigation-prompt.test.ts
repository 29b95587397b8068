import { describe, expect, test } from '@jest/globals';
import { mitigationPrompt } from '../../src/timers/mitigation-prompt.ts';
import { anIncident, at } from '../support/builders.ts';
import { due, speak } from './speak.ts';

const answered = { acknowledgedAt: at('10:02'), acknowledgedBy: 'ana' };

describe('the question what can be rolled back', () => {
  test.each([
    ['comes ten minutes after the acknowledgement', answered, '10:12:20'],
    ['does not come before it', {}, null],
    [
      'does not come where mitigating has begun',
      { ...answered, status: 'mitigating' as const },
      null,
    ],
    [
      'counts from the severity that wants it',
      { ...answered, severitySince: at('11:00') },
      '11:10:20',
    ],
    ['comes again after a reopening', { ...answered, reopenedAt: at('12:00') }, '12:10:20'],
    ['does not come where no roles are required', { ...answered, severity: 3 }, null],
  ])('%s', (_, given, time) => {
    expect(due(mitigationPrompt, anIncident(given))).toBe(time);
  });

  test.each([
    ['the operations lead', { roles: { ops: 'bo', ic: 'mia' } }, ['bo']],
    ['else the commander', { roles: { ic: 'mia' } }, ['mia']],
    ['else whoever acknowledged', {}, ['ana']],
    ['else nobody by name', { acknowledgedBy: null }, []],
  ])('is put to %s, once', (_, given, mention) => {
    const incident = anIncident({ ...answered, ...given });
    const said = speak(mitigationPrompt, incident, { at: at('10:40') });
    expect(said.bodies).toMatchObject([{ since: at('10:02'), step: 1, mention }]);
    expect(due(mitigationPrompt, said.incident)).toBeNull();
  });

  test('is not put where nobody waits for it any more', () => {
    expect(speak(mitigationPrompt, anIncident(), { at: at('10:40') }).bodies).toEqual([]);
  });
});
