import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { titleOf } from '../../src/core/role.ts';
import { aPolicy } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** What holds of every command that gives a role. */
export function roleTable(role: string): void {
  const title = titleOf(DEFAULT_POLICY, role);
  describe(`/${role}`, () => {
    test.each([
      [`/${role} @Bo`, 'bo'],
      [`/${role} bo`, 'bo'],
      [`/${role}`, 'ana'],
    ])('%s gives the role', (text, to) => {
      expect(typed(text)).toMatchObject({
        verdict: 'accepted',
        bodies: [{ type: 'role-given', role, to, from: null }],
      });
    });

    test('releases whoever held it', () => {
      const incident = { roles: { [role]: 'mia' } };
      expect(typed(`/${role} @bo`, { incident }).bodies).toMatchObject([{ to: 'bo', from: 'mia' }]);
    });

    test('given to its holder changes nothing', () => {
      const incident = { roles: { [role]: 'ana' } };
      expect(typed(`/${role}`, { incident })).toMatchObject({ verdict: 'accepted', bodies: [] });
    });

    test.each(['@ana and @bo', 'the new one', 'acme/leads'])('is not for "%s"', (text) => {
      expect(refusal(`/${role} ${text}`)).toEqual({
        because: `One person holds the role of ${title}, and "${text}" is not a login`,
        tryThis: expect.stringContaining(`\`/${role}\` alone`),
      });
    });

    test('is refused where the team has no such role, with those it has', () => {
      const scribe = { name: 'scribe', title: 'Scribe', duty: '', required: false };
      const policy = aPolicy({ roles: [scribe] });
      expect(refusal(`/${role} @bo`, { policy })).toEqual({
        because: `There is no role "${role}" here`,
        tryThis: 'One of `/role scribe @name` (Scribe)',
      });
    });

    test('can be given after the incident too, for the postmortem', () => {
      const incident = { status: 'resolved' as const };
      expect(typed(`/${role}`, { incident }).verdict).toBe('accepted');
    });
  });
}
