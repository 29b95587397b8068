import { describe, expect, test } from '@jest/globals';
import { commandFor, isRequired, roleNamed, rolesShown, titleOf } from '../../src/core/role.ts';
import { anIncident, aPolicy } from '../support/builders.ts';

const scribe = { name: 'scribe', title: 'Scribe', duty: 'writes', required: true };
const policy = aPolicy({ roles: [scribe] });

test.each([
  ['scribe', 'Scribe', '/role scribe', true],
  // A role that the policy no longer has goes by its usual title, else by its name.
  ['ic', 'Incident Commander', '/ic', false],
  ['driver', 'driver', '/role driver', false],
])('the role %s is called %s and taken with %s', (name, title, command, required) => {
  expect([titleOf(policy, name), commandFor(name), isRequired(policy, name)]).toEqual([
    title,
    command,
    required,
  ]);
});

describe('the roles that are shown', () => {
  test('are the policy’s', () => {
    expect(rolesShown(policy, anIncident())).toEqual([scribe]);
  });

  test('and those which somebody holds though the policy has them no more', () => {
    const shown = rolesShown(policy, anIncident({ roles: { scribe: 'ana', ic: 'bo' } }));
    expect(shown.map(({ name, title }) => [name, title])).toEqual([
      ['scribe', 'Scribe'],
      ['ic', 'Incident Commander'],
    ]);
  });
});

test('what every object answers to is no role', () => {
  expect(roleNamed(policy, 'constructor')).toBeNull();
});
