import type { Instant } from '../core/time.ts';
import { again, perhaps, refused, retryAfter, type Tried } from './attempts.ts';
import { cut, oneLine } from './wording.ts';

/** An answer by HTTP, as far as it matters whether to try again. */
interface Answer {
  readonly status: number;
  /** `Retry-After`, as it came. */
  readonly patience: string | null;
  /** What they said about it, in their own words; empty where nothing. */
  readonly said: string;
}

/** What an answer that is no success means: busy and broken may be tried again, a plain no may not. */
export function notTaken(
  who: string,
  { status, patience, said }: Answer,
  now: Instant,
): Tried<never> {
  const words = cut(oneLine(said), 200);
  const quoted = words === '' ? `${status}` : `${status}: ${words}`;
  if (status === 429)
    return again(`${who} has had too many requests (429)`, retryAfter(patience, now));
  // Whatever stands before a service may answer for it, when it has already done what was asked.
  if (status >= 500 || status === 408)
    return perhaps(`${who} is in trouble itself (${quoted})`, retryAfter(patience, now));
  if (status >= 300 && status < 400)
    return refused(`${who} sent us on to another address (${status}), which we do not follow`);
  return refused(`${who} refused it (${quoted})`);
}

/** A field of what somebody else made; undefined where it has none of its own. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** The text of a field, or null where it is no text. */
export function textOf(value: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce(field, value);
  return typeof found === 'string' ? found : null;
}

/** The list of a field; empty where it is no list. */
export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = path.reduce(field, value);
  return Array.isArray(found) ? found : [];
}

/** JSON, or null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
