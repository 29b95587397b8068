import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const postmortem = { number: 2, due: at('2026-11-25 10:40'), closedAt: null };

describe('/postmortem', () => {
  test.each<[string, Partial<Incident>]>([
    ['although the severity does not', { severity: 3, highest: 3 }],
    ['of a resolved incident', { severity: 3, highest: 3, status: 'resolved' }],
    ['that was waived', { postmortem, duty: { owed: false, why: 'x' } }],
  ])('owes one %s', (_, incident) => {
    expect(typed('/postmortem', { incident })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'postmortem-asked' }],
    });
  });

  test.each<[string, Partial<Incident>]>([
    ['the severity owes', {}],
    ['somebody has asked for', { severity: 3, highest: 3, duty: { owed: true } }],
    ['stands already', { status: 'resolved', postmortem }],
  ])('of what %s changes nothing', (_, incident) => {
    expect(typed('/postmortem', { incident })).toMatchObject({ verdict: 'accepted', bodies: [] });
  });

  test('of a report that nobody confirmed is refused', () => {
    expect(refusal('/postmortem', { incident: { doubt: 'late' } })).toEqual({
      because: 'Nobody has confirmed this incident',
      tryThis: '`/confirm` does; `/postmortem` after that',
    });
  });

  test('whose issue was taken away is refused: it is opened once', () => {
    const incident = { status: 'resolved', postmortem: { ...postmortem, lost: true } } as const;
    expect(refusal('/postmortem', { incident })).toEqual({
      because: 'The postmortem, #2, was deleted or transferred',
      tryThis: expect.stringContaining('`/note`'),
    });
  });
});
