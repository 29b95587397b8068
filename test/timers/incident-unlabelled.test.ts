import { describe, expect, test } from '@jest/globals';
import { incidentUnlabelled } from '../../src/timers/incident-unlabelled.ts';
import { labelPutBack } from '../../src/timers/label-put-back.ts';
import { anIncident, at } from '../support/builders.ts';
import { due, speak } from './speak.ts';

const off = anIncident({
  missingLabels: { incident: at('10:05') },
  unlabelled: { by: 'ana', at: at('10:05') },
});

describe('an incident whose label was taken off', () => {
  test('ends a minute later, in the name of whoever did it', () => {
    expect(due(incidentUnlabelled, off)).toBe('10:06:00');
    const said = speak(incidentUnlabelled, off, { at: at('10:06') });
    expect(said.bodies).toEqual([
      {
        type: 'resolved',
        text: null,
        from: 'investigating',
        outcome: 'false-alarm',
        unlabelledBy: 'ana',
      },
    ]);
    expect(said.incident).toMatchObject({ status: 'resolved', resolvedBy: 'ana' });
    expect(due(incidentUnlabelled, said.incident)).toBeNull();
  });

  test('does not have it put back meanwhile', () => {
    expect(due(labelPutBack, off)).toBeNull();
    expect(due(labelPutBack, { ...off, unlabelled: null })).toBe('10:06:00');
  });

  test('goes on where the label is there, or it has ended otherwise', () => {
    expect(due(incidentUnlabelled, anIncident())).toBeNull();
    expect(due(incidentUnlabelled, { ...off, status: 'resolved' })).toBeNull();
  });
});
