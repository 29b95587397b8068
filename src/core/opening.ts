import type { FormAnswers } from './form.ts';
import type { Instant } from './time.ts';

/**
 * What an issue carries, hidden, that we opened because somebody declared an incident where there was none to
 * comment on: it is no act of theirs on the issue, and its text is for people.
 */
export interface Opening {
  /** The letter that asked for it. */
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly source: 'command' | 'dispatch';
  readonly severity: number | null;
  readonly form: FormAnswers;
  /** What told of the same again says the same key. */
  readonly key: string | null;
  /** What was wrong with how it was told, a sentence each. */
  readonly faults: readonly string[];
}

const BLOCK = /<!-- tocsin:opening v1 ([A-Za-z0-9+/=]+) -->/g;

/** The hidden block of an issue's body. */
export const encodeOpening = (opening: Opening): string =>
  `<!-- tocsin:opening v1 ${Buffer.from(JSON.stringify(opening)).toString('base64')} -->`;

/**
 * What stands hidden in the body of an issue of ours; null where nothing does. The last block counts: it stands
 * below all that people said.
 */
export function openingIn(body: string): Opening | null {
  const last = [...body.matchAll(BLOCK)].at(-1)?.[1];
  if (last === undefined) return null;
  try {
    const opening: unknown = JSON.parse(Buffer.from(last, 'base64').toString());
    return isOpening(opening) ? opening : null;
  } catch {
    // Cut or mistyped by whoever edited the issue: it is an issue like any other then.
    return null;
  }
}

function isOpening(value: unknown): value is Opening {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'by' in value &&
    typeof value.by === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'id' in value &&
    'form' in value &&
    typeof value.form === 'object' &&
    value.form !== null &&
    'faults' in value &&
    Array.isArray(value.faults)
  );
}
