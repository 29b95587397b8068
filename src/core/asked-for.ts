import type { IncidentLetter } from './adoption.ts';
import type { Policy } from './policy.ts';

/** GitHub takes no longer title. */
export const LONGEST_TITLE = 256;

const SEVERITY = /^(?:sev\s*)?(\d{1,2})(?:[:,]?\s+|[:,]?$)(.*)$/i;

/** What stands behind `/incident`: `1 Checkout is down`, either, or nothing. */
interface AskedFor {
  readonly severity: number | null;
  readonly title: string | null;
}

/** A number that the policy has no severity for belongs to the title: `/incident 5 nodes are gone`. */
export function askedFor(
  { words }: Pick<IncidentLetter, 'words'>,
  { severities }: Pick<Policy, 'severities'>,
): AskedFor {
  const match = SEVERITY.exec(words.trim());
  const level = Number(match?.[1]);
  const isSeverity = severities.some((row) => row.level === level);
  const title = (isSeverity ? (match?.[2] ?? '') : words).trim().slice(0, LONGEST_TITLE);
  return { severity: isSeverity ? level : null, title: title === '' ? null : title };
}
