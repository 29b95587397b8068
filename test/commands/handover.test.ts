import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/handover', () => {
  test.each([
    ['/handover ic @Bo', 'ic', 'bo'],
    ['/handover OPS bo', 'ops', 'bo'],
    ['/handover comms', 'comms', 'ana'],
  ])('%s gives the role and says where things stand', (text, role, to) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [
        { type: 'role-given', role, to, from: null },
        { type: 'handed-over', role, to },
      ],
    });
  });

  test('releases whoever held it', () => {
    const incident = { roles: { ic: 'mia' } };
    expect(typed('/handover ic @bo', { incident }).bodies[0]).toMatchObject({ from: 'mia' });
  });

  test('to its holder says where things stand, and gives nothing', () => {
    const incident = { roles: { ic: 'bo' } };
    expect(typed('/handover ic @bo', { incident }).bodies).toEqual([
      { type: 'handed-over', role: 'ic', to: 'bo' },
    ]);
  });

  test('is for after the end too: somebody writes the postmortem', () => {
    expect(typed('/handover ic @bo', { incident: { status: 'resolved' } }).verdict).toBe(
      'accepted',
    );
  });

  test.each([
    ['/handover', 'No role is named'],
    ['/handover @bo', 'There is no role "@bo" here'],
    ['/handover boss @bo', 'There is no role "boss" here'],
  ])('%s is refused, with the roles there are', (text, because) => {
    expect(refusal(text)).toEqual({
      because,
      tryThis:
        'One of `/handover ic @name` (Incident Commander), `/handover ops @name` (Operations Lead), `/handover comms @name` (Communications Lead)',
    });
  });

  test.each(['@ana and @bo', 'to @bo', 'acme/leads'])('is not for "%s"', (name) => {
    expect(refusal(`/handover ops ${name}`)).toEqual({
      because: `One person holds the role of Operations Lead, and "${name}" is not a login`,
      tryThis: expect.stringContaining('`/handover ops` alone to take it yourself'),
    });
  });
});
