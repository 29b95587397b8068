import { describe, expect, test } from '@jest/globals';
import { labelPutBack } from '../../src/timers/label-put-back.ts';
import { anIncident, at } from '../support/builders.ts';
import { due, speak } from './speak.ts';

const missing = anIncident({
  missingLabels: { 'SEV 2': at('10:05'), 'status: investigating': at('10:05:30') },
});

describe('a label that was taken off', () => {
  test('is waited for a minute', () => {
    expect(due(labelPutBack, missing)).toBe('10:06:00');
    expect(due(labelPutBack, anIncident())).toBeNull();
  });

  test('comes back alone where another is still waited for', () => {
    const said = speak(labelPutBack, missing, { at: at('10:06') });
    expect(said.bodies).toEqual([{ type: 'label-put-back', label: 'SEV 2' }]);
    expect(due(labelPutBack, said.incident)).toBe('10:06:30');
  });

  test('comes back with the others where we come late', () => {
    const said = speak(labelPutBack, missing, { at: at('10:20') });
    expect(said.bodies).toHaveLength(2);
    expect(due(labelPutBack, said.incident)).toBeNull();
  });

  test.each([
    ['was put back once already', { labelsPutBack: ['SEV 2', 'status: investigating'] }],
    ['belongs to what has ended', { status: 'resolved' as const }],
  ])('stays off where it %s', (_, given) => {
    const incident = { ...missing, ...given };
    expect(due(labelPutBack, incident)).toBeNull();
    expect(speak(labelPutBack, incident, { at: at('10:20') }).bodies).toEqual([]);
  });
});
