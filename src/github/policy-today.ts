import type { PolicyAnswer } from './answers.ts';
import { ask, type GitHub } from './client.ts';
import { POLICY_PATH, type PolicyInForce, policyInForce } from './policy-in-force.ts';
import { POLICY_QUERY } from './snapshot-query.ts';

/** The policy that a new incident would be declared under; null where there is no such repository. */
export async function policyToday(
  github: GitHub,
  { owner, name }: { readonly owner: string; readonly name: string },
): Promise<PolicyInForce | null> {
  const answer = await ask<PolicyAnswer>(github, POLICY_QUERY, {
    owner,
    repo: name,
    policyAt: `HEAD:${POLICY_PATH}`,
  });
  if (!answer.repository) return null;
  return policyInForce(answer, { declared: false, file: null }, null);
}
