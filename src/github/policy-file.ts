import type { Policy } from '../core/policy.ts';
import type { Problem } from '../core/problem.ts';
import { conflictsIn } from './policy-conflicts.ts';
import { overDefaults } from './policy-merge.ts';
import { placesIn, problemsAt } from './policy-problems.ts';
import { policySchema } from './policy-schema.ts';
import { readYaml } from './policy-yaml.ts';

type PolicyReading =
  | { readonly policy: Policy; readonly problems: readonly [] }
  | { readonly policy: null; readonly problems: readonly [Problem, ...Problem[]] };

/**
 * The policy that `text`, the content of `.github/incidents.yml`, asks for: laid over the defaults, or what is
 * wrong with it (the first 20 problems). All or nothing: a file with a problem gives no policy. Never throws.
 * `file` is how a problem names the file.
 */
export function readPolicy(text: string, file = '.github/incidents.yml'): PolicyReading {
  const yaml = readYaml(text);
  if (yaml.problem) return { policy: null, problems: [{ file, ...yaml.problem }] };

  // An empty file, and one with comments alone, asks for nothing but the defaults.
  const content = yaml.content ?? {};
  const checked = policySchema.safeParse(content);
  const policy = overDefaults(checked.data ?? {});
  const places = checked.success
    ? conflictsIn(checked.data, policy)
    : placesIn(checked.error.issues);

  const [first, ...rest] = problemsAt(places, { content, text }).map((problem) => ({
    file,
    ...problem,
  }));
  return first ? { policy: null, problems: [first, ...rest] } : { policy, problems: [] };
}
