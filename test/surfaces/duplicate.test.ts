import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { duplicate } from '../../src/surfaces/duplicate.ts';
import { anIncident, at, aWorld } from '../support/builders.ts';

const END = at('10:40');
const closed: Partial<Incident> = {
  status: 'resolved',
  outcome: 'duplicate',
  duplicateOf: 7,
  resolvedAt: END,
  resolvedBy: 'ana',
};

describe('the other incident', () => {
  test('is told, under a name by which it takes that up once', () => {
    expect(duplicate.plan(aWorld({ incident: anIncident(closed) }))).toEqual([
      {
        kind: 'tell-incident',
        once: `duplicate:1:${END}:7`,
        issue: 7,
        letter: {
          kind: 'duplicate',
          id: `duplicate:1:${END}`,
          by: 'ana',
          at: END,
          number: 1,
          title: 'Checkout is down',
        },
      },
    ]);
  });

  test.each<[string, Partial<Incident>]>([
    ['it was no duplicate', { ...closed, outcome: 'false-alarm' }],
    ['nobody said of which', { ...closed, duplicateOf: null }],
    ['it was said of itself', { ...closed, duplicateOf: 1 }],
    ['it is only marked so', { duplicateOf: 7 }],
  ])('is not where %s', (_, incident) => {
    expect(duplicate.plan(aWorld({ incident: anIncident(incident) }))).toEqual([]);
  });
});
