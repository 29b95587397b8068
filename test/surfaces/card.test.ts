import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { cardParts } from '../../src/surfaces/card.ts';
import { anIncident, aWorld } from '../support/builders.ts';

describe('the card', () => {
  const templates = (given: Partial<Incident>): readonly string[] =>
    cardParts(aWorld({ incident: anIncident(given) })).map(({ template }) => template);
  test('is the announcement and what stands below it', () => {
    expect(templates({})).toEqual(['announcement', 'card']);
  });
  test('of a SEV 4 says that it is a ticket', () => {
    expect(templates({ severity: 4 })).toEqual(['ticket']);
  });
});
