import type { Octokit } from '@octokit/rest';
import { nearest } from '../core/nearest.ts';
import type { Policy } from '../core/policy.ts';
import { hasStatus } from './trouble.ts';

/** More people than any policy that was written by hand names. */
const MOST = 200;
const AT_ONCE = 10;

/** Everybody whom the policy names to be called, by login. */
function loginsIn({ responders, services, rotations }: Policy): readonly string[] {
  const special = Object.values(services).flatMap((groups) => Object.values(groups));
  const turns = Object.values(rotations).flatMap(({ members, overrides }) => [
    ...members,
    ...overrides.map(({ member }) => member),
  ]);
  const named = [...Object.values(responders).flat(), ...special.flatMap((one) => one.people)];
  return [...new Set([...named, ...turns])];
}

/**
 * Logins of the policy that GitHub does not know, a sentence each: who is called by a mention under a name that
 * nobody has is called in silence.
 */
export async function unknownLogins(github: Octokit, policy: Policy): Promise<readonly string[]> {
  const logins = loginsIn(policy).slice(0, MOST);
  const unknown: string[] = [];
  for (let from = 0; from < logins.length; from += AT_ONCE) {
    const some = logins.slice(from, from + AT_ONCE);
    const known = await Promise.all(some.map((login) => isKnown(github, login)));
    unknown.push(...some.filter((_, at) => !known[at]));
  }
  const others = logins.filter((login) => !unknown.includes(login));
  return unknown.map((login) => {
    const meant = nearest(login, others);
    return `Nobody on GitHub is called ${login}${meant ? ` (did you mean ${meant}?)` : ''}: a mention would reach nobody.`;
  });
}

async function isKnown(github: Octokit, username: string): Promise<boolean> {
  try {
    await github.rest.users.getByUsername({ username });
    return true;
  } catch (error) {
    if (hasStatus(error, 404)) return false;
    throw error;
  }
}
