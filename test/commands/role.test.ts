import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { aPolicy } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const scribe = { name: 'scribe', title: 'Scribe', duty: 'writes it down', required: false };
const policy = aPolicy({ roles: [...DEFAULT_POLICY.roles, scribe] });

describe('/role', () => {
  test.each([
    ['/role scribe @Bo', 'scribe', 'bo'],
    ['/role SCRIBE bo', 'scribe', 'bo'],
    ['/role scribe', 'scribe', 'ana'],
    ['/role ic @bo', 'ic', 'bo'],
  ])('%s gives the role', (text, role, to) => {
    expect(typed(text, { policy })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'role-given', role, to, from: null }],
    });
  });

  test('releases whoever held it', () => {
    const incident = { roles: { scribe: 'mia' } };
    expect(typed('/role scribe @bo', { policy, incident }).bodies).toMatchObject([
      { to: 'bo', from: 'mia' },
    ]);
  });

  test('a role of one’s own can be handed over', () => {
    expect(typed('/handover scribe @bo', { policy }).bodies).toEqual([
      { type: 'role-given', role: 'scribe', to: 'bo', from: null },
      { type: 'handed-over', role: 'scribe', to: 'bo' },
    ]);
  });

  test.each([
    ['/role', 'No role is named'],
    ['/role boss @bo', 'There is no role "boss" here'],
    ['/role constructor @bo', 'There is no role "constructor" here'],
  ])('%s is refused, with the roles there are', (text, because) => {
    expect(refusal(text, { policy })).toEqual({
      because,
      tryThis: expect.stringMatching(
        /^One of `\/ic @name` \(Incident Commander\), .*`\/role scribe @name` \(Scribe\)$/,
      ),
    });
  });

  test('a slip is asked about', () => {
    expect(refusal('/role scrib @bo', { policy })).toEqual({
      because: 'There is no role "scrib" here',
      tryThis: 'Did you mean `/role scribe @name` (Scribe)? `/role` alone lists all',
    });
  });

  test('is for one person', () => {
    expect(refusal('/role scribe @ana and @bo', { policy })).toEqual({
      because: 'One person holds the role of Scribe, and "@ana and @bo" is not a login',
      tryThis:
        '`/role scribe @name` with one GitHub login, or `/role scribe` alone to take it yourself',
    });
  });
});
