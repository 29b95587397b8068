import { describe, expect, test } from '@jest/globals';
import { ROLE_NAMES, type Role } from '../../src/core/events.ts';
import { refusal, typed } from './typed.ts';

/** What holds of every command that gives a role. */
export function roleTable(role: Role): void {
  const title = ROLE_NAMES[role];
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

    test('can be given after the incident too, for the postmortem', () => {
      const incident = { status: 'resolved' as const };
      expect(typed(`/${role}`, { incident }).verdict).toBe('accepted');
    });
  });
}
