import { expect, test } from '@jest/globals';
import { calledName, groupsOf, lastWaveTo } from '../../src/core/groups.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

test('groups are those of the matrix in its order, the manager, and whatever else has people', () => {
  const policy = aPolicy({ responders: { legal: ['leo'] }, manager: 'head' });
  expect(groupsOf(policy)).toEqual([
    'on-call',
    'eng-manager',
    'director',
    'execs',
    'head',
    'legal',
  ]);
});

test('a person is called by name', () => {
  expect([calledName('@zoe'), calledName('director')]).toEqual(['by name', 'director']);
});

test('the last call to a group or to a person in it, since the response began', () => {
  const wave = (number: number, time: string, group: string, people: readonly string[]) => ({
    number,
    at: at(time),
    via: 'hand:x',
    reason: 'declared' as const,
    groups: [{ group, people }],
    unfilled: [],
  });
  const incident = anIncident({
    reopenedAt: at('10:30'),
    waves: [
      wave(0, '10:00', 'execs', ['eve']),
      wave(1, '10:30', 'director', ['dan']),
      wave(2, '10:40', 'director', ['dan']),
    ],
  });
  expect(lastWaveTo(incident, 'director')?.number).toBe(2);
  expect(lastWaveTo(incident, '@dan')?.number).toBe(2);
  expect(lastWaveTo(incident, 'execs')).toBeNull();
  expect(lastWaveTo(incident, '@eve')).toBeNull();
});
