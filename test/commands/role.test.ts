import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe.each([
  ['ic', 'Incident Commander'],
  ['ops', 'Operations Lead'],
  ['comms', 'Communications Lead'],
])('/%s', (role, title) => {
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
