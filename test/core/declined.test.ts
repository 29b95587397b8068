import { describe, expect, test } from '@jest/globals';
import { declines, forgiven, timesDeclined } from '../../src/core/declined.ts';
import type { EventBody } from '../../src/core/events.ts';
import { reduce } from '../../src/core/reduce.ts';
import { anIncident, told } from '../support/builders.ts';

const bot = { bot: true };
const played = (incident: ReturnType<typeof anIncident>, ...bodies: readonly EventBody[]) =>
  bodies.reduce((current, body) => reduce(current, told(body)), incident);

describe('what is done without the right', () => {
  const [label] = declines(anIncident(), bot, { act: 'added-label', about: 'SEV 4' });
  const [person] = declines(anIncident(), bot, { act: 'unassigned', about: 'ana' });
  if (!label || !person) throw new Error('Nothing was declined');

  test('is told apart from the first time, by what it is about', () => {
    const once = played(anIncident(), label);
    expect(declines(once, bot, { act: 'added-label', about: 'SEV 4' })).toMatchObject([
      { again: true },
    ]);
    expect(declines(once, bot, { act: 'added-label', about: 'SEV 3' })).toMatchObject([
      { again: false },
    ]);
    expect(timesDeclined(played(once, label), 'added-label', 'SEV 4')).toBe(2);
  });

  test.each<[string, EventBody, number, number]>([
    ['another severity', { type: 'severity-changed', from: 2, to: 1, why: null }, 0, 1],
    ['another status', { type: 'status-changed', from: 'investigating', to: 'monitoring' }, 0, 1],
    ['the role given anew', { type: 'role-given', role: 'ic', to: 'ana', from: null }, 1, 0],
    ['being assigned anew', { type: 'joined', login: 'ana' }, 1, 0],
    ['somebody else who is assigned', { type: 'joined', login: 'bo' }, 1, 1],
    ['the end', { type: 'resolved', text: null, from: 'investigating' }, 0, 0],
    ['a new beginning', { type: 'reopened', why: null }, 0, 0],
  ])('is forgotten with %s', (_, body, labels, people) => {
    const incident = played(anIncident(), label, person, body);
    expect(timesDeclined(incident, 'added-label', 'SEV 4')).toBe(labels);
    expect(timesDeclined(incident, 'unassigned', 'ana')).toBe(people);
  });

  test('is forgiven one by one or all of a kind', () => {
    const incident = anIncident({
      declined: { 'added-label:a': 1, 'added-label:b': 2, 'reopened:': 1 },
    });
    expect(forgiven(incident, 'added-label')).toEqual({ 'reopened:': 1 });
    expect(forgiven(incident, 'added-label', 'a')).toEqual({ 'added-label:b': 2, 'reopened:': 1 });
    expect(forgiven(anIncident(), 'reopened')).toEqual({});
  });
});
