import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { aDoer, aPolicy, at, DECLARED } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** Not in any group, so that nobody is passed over. */
const actor = aDoer('bo');
const spoken = (step: number): Partial<Incident> => ({
  spoken: { 'response-overdue': { since: DECLARED, step, at: at('10:04') } },
});

describe('/escalate calls', () => {
  test.each([
    ['on-call first', 0, 'on-call', 1],
    ['the next group, where the clock has called one', 1, 'eng-manager', 2],
    ['from the beginning, once all were called', 2, 'on-call', 3],
    ['the last one', 5, 'eng-manager', 6],
  ])('%s', (_, before, group, step) => {
    expect(typed('/escalate', { actor, incident: spoken(before) }).bodies).toMatchObject([
      { type: 'escalated', since: DECLARED, step },
      { type: 'paged', reason: 'escalated', groups: [{ group }], unfilled: [] },
    ]);
  });

  test.each([
    [
      'in which somebody acknowledged',
      actor,
      { acknowledgedAt: at('10:02'), acknowledgedBy: 'ana' },
    ],
    ['of whoever types it', aDoer('ana'), {}],
  ])('nobody of the group %s: they are on it', (_, who, incident) => {
    expect(typed('/escalate', { actor: who, incident }).bodies).toMatchObject([
      { type: 'escalated', step: 2 },
      { type: 'paged', groups: [{ group: 'eng-manager', people: ['mia'] }] },
    ]);
  });

  test('only groups that somebody is in', () => {
    const policy = aPolicy({ responders: { 'eng-manager': ['mia'], execs: ['eve'] } });
    expect(typed('/escalate', { actor, policy }).bodies).toMatchObject([
      { type: 'escalated', step: 1 },
      { type: 'paged', groups: [{ group: 'eng-manager' }] },
    ]);
  });
});

describe('/escalate says that nobody is left, and whom to call,', () => {
  const whom = '`/page director`, `/page execs`, `/page @name` for a person, or the phone';
  test.each([
    ['once all were called as often as the policy allows', spoken(6), actor],
    ['once the clock has said so', spoken(7), actor],
  ])('%s', (_, incident, who) => {
    expect(refusal('/escalate', { incident, actor: who })).toEqual({
      because: 'Nobody is left to call for a SEV 2: all have been, or are on it',
      tryThis: whom,
    });
  });

  test('where all are on it', () => {
    const policy = aPolicy({ responders: { 'on-call': ['ana'], 'eng-manager': ['ana', 'bo'] } });
    expect(refusal('/escalate', { actor, policy, incident: { acknowledgedBy: 'ana' } })).toEqual({
      because: expect.stringContaining('Nobody is left'),
      tryThis: '`/page @name` for a person, or the phone',
    });
  });

  test.each([
    ['where the severity calls nobody', { severity: 4 }, aPolicy()],
    ['where nobody is configured', { severity: 2 }, aPolicy({ responders: {} })],
  ])('%s', (_, incident, policy) => {
    expect(refusal('/escalate', { actor, incident, policy })?.because).toBe(
      `There is nobody whom a SEV ${incident.severity} calls`,
    );
  });

  test('and of an incident that nobody has confirmed', () => {
    expect(refusal('/escalate', { incident: { doubt: 'late' } })).toMatchObject({
      tryThis: expect.stringContaining('`/confirm`'),
    });
  });
});
