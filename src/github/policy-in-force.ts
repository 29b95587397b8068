import type { PolicyFile } from '../core/events.ts';
import { DEFAULT_POLICY, inFlight, type Policy } from '../core/policy.ts';
import type { Problem } from '../core/problem.ts';
import type { PolicyAnswer } from './answers.ts';
import { readPolicy } from './policy-file.ts';

export const POLICY_PATH = '.github/incidents.yml';

/** A policy file's text with where it stands. */
export interface PolicyText extends PolicyFile {
  readonly text: string;
}

export interface PolicyInForce {
  readonly policy: Policy;
  /** The file that today's part comes from, kept by a declaration. Null: the defaults. */
  readonly file: PolicyFile | null;
  readonly problems: readonly Problem[];
  /** What is worth keeping as the last good file. */
  readonly good: PolicyText | null;
}

/**
 * The policy that holds: the repository's file, else the organisation's, else the defaults. A broken
 * file never stops an incident: the last good one holds and the problems are told. Severities and
 * clocks are those of the file at declaration (`frozen`), where there was one.
 */
export function policyInForce(
  answer: PolicyAnswer,
  frozen: { readonly declared: boolean; readonly file: PolicyFile | null },
  lastGood: PolicyText | null,
): PolicyInForce {
  const today = read(fileToday(answer), answer, lastGood);
  if (!frozen.declared) return today;
  const blob =
    frozen.file?.where === 'organisation' ? answer.organisation?.frozen : answer.repository?.frozen;
  const text = blob?.text ?? null;
  const held = text === null ? null : readPolicy(text).policy;
  // A file whose history was rewritten is gone: today's policy holds then.
  const then = frozen.file === null ? DEFAULT_POLICY : held;
  return then ? { ...today, policy: inFlight(then, today.policy) } : today;
}

/** What a policy file said when it was last looked at, as it was kept; null where none was, or it no longer holds. */
export function policyIn(
  kept: string | null,
): { readonly policy: Policy; readonly file: PolicyFile } | null {
  if (kept === null) return null;
  const { text, oid, where }: PolicyText = JSON.parse(kept);
  const { policy } = readPolicy(text);
  return policy && { policy, file: { oid, where } };
}

function read(
  file: PolicyText | null,
  answer: PolicyAnswer,
  lastGood: PolicyText | null,
): PolicyInForce {
  if (!file) return { policy: DEFAULT_POLICY, file: null, problems: [], good: null };
  const { text, ...place } = file;
  const where = file.where === 'organisation' ? `${ownerOf(answer)}/.github` : nameOf(answer);
  const { policy, problems } = readPolicy(text, `${where} ${POLICY_PATH}`);
  if (policy) return { policy, file: place, problems, good: file };
  const before = lastGood ? readPolicy(lastGood.text).policy : null;
  return before && lastGood
    ? {
        policy: before,
        file: { oid: lastGood.oid, where: lastGood.where },
        problems,
        good: lastGood,
      }
    : { policy: DEFAULT_POLICY, file: null, problems, good: null };
}

function fileToday({ repository, organisation }: PolicyAnswer): PolicyText | null {
  const own = repository?.policy;
  if (own?.oid && own.text) return { oid: own.oid, text: own.text, where: 'repository' };
  const shared = organisation?.policy;
  if (shared?.oid && shared.text)
    return { oid: shared.oid, text: shared.text, where: 'organisation' };
  return null;
}

const nameOf = ({ repository }: PolicyAnswer): string => repository?.nameWithOwner ?? '';
const ownerOf = (answer: PolicyAnswer): string => nameOf(answer).split('/')[0] ?? '';
