import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const due = at('2026-11-25 10:40');

describe('/waive', () => {
  test.each<[string, Partial<Incident>]>([
    ['while the incident is open', {}],
    ['once it is owed', { status: 'resolved', postmortem: { number: null, due, closedAt: null } }],
    ['once it is opened', { status: 'resolved', postmortem: { number: 2, due, closedAt: null } }],
    // Whether it is written may be seen later than what was said: both orders come to the same.
    ['once it is written', { status: 'resolved', postmortem: { number: 2, due, closedAt: due } }],
    ['where somebody asked for it', { severity: 3, highest: 3, duty: { owed: true } }],
  ])('lifts the duty %s', (_, incident) => {
    expect(typed('/waive the same cause as last week', { incident })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'postmortem-waived', why: 'the same cause as last week' }],
    });
  });

  test.each<[string, string, Partial<Incident>, string, string]>([
    ['without a reason', '/waive', {}, 'A postmortem is waived for a reason', '/waive'],
    [
      'where none is owed',
      '/waive x',
      { severity: 3, highest: 3 },
      'No postmortem is owed here',
      '/postmortem',
    ],
    [
      'of a report in doubt',
      '/waive x',
      { doubt: 'stranger' },
      'No postmortem is owed here',
      '/postmortem',
    ],
    [
      'a second time',
      '/waive x',
      { duty: { owed: false, why: 'y' } },
      'The postmortem is waived already',
      '/postmortem',
    ],
  ])('%s is refused', (_, text, incident, because, command) => {
    expect(refusal(text, { incident })).toEqual({
      because,
      tryThis: expect.stringContaining(`\`${command}`),
    });
  });
});
