import { groupsOf } from '../core/groups.ts';
import { nearest } from '../core/nearest.ts';
import type { Policy } from '../core/policy.ts';
import { ok, type Result, refuse } from '../core/result.ts';

/** The policy's group of that name; its names are written small. */
export function groupNamed(
  word: string,
  policy: Policy,
  type: (group: string) => string,
): Result<string> {
  const groups = groupsOf(policy);
  const name = word.toLowerCase();
  if (groups.includes(name)) return ok(name);
  const meant = nearest(name, groups);
  const all = groups.map(type).join(', ');
  return refuse(
    `No group is called "${word}"`,
    meant ? `Did you mean ${type(meant)}? All there are: ${all}` : `One of ${all}`,
  );
}
