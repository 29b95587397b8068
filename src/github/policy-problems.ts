import type { z } from 'zod';
import type { Problem } from '../core/problem.ts';
import { mayHoldSecret, SECRET_ALLOWED } from '../core/secret.ts';
import { placesOf } from './yaml-places.ts';

type Path = readonly PropertyKey[];

/** A place in the file where something else is allowed than stands there. */
export interface Place {
  readonly path: Path;
  readonly allowed: string;
  /** A key that nobody knows: what stands under it may be anything. */
  readonly isUnknown?: true;
}

/** Complaints are read by everybody, and it may be a secret that somebody typed where its name belongs. */
export const UNTOLD = '(not shown)';
/** Where credentials stand beside other things, or where people think that they do. */
const WITH_SECRETS = new Set(['responders', 'services', 'slack', 'pagerduty', 'inform', 'people']);

/** More than a person mends at once, and the card's room is not endless. */
const MOST = 20;

/**
 * Beside each place what was written there (`content`: the file's, as YAML gave it) and where in the `text`;
 * each place once, and the first 20 of them.
 */
export function problemsAt(
  places: readonly Place[],
  { content, text }: { readonly content: unknown; readonly text: string },
): Omit<Problem, 'file'>[] {
  if (places.length === 0) return [];
  const spotOf = placesOf(text);
  // A hostile file can be wrong in ten thousand places, and one place in a few ways.
  const found = places.slice(0, 5 * MOST).map((place) => ({
    ...spotOf(place.path),
    path: place.path.length === 0 ? 'the whole file' : place.path.map(stepOf).join('.'),
    value: valueAt(content, place),
    allowed: place.allowed,
  }));
  return found
    .filter((problem, at) => at === found.findIndex((first) => first.path === problem.path))
    .slice(0, MOST);
}

/** The places that the schema complains of; its messages say what is allowed there. */
export const placesIn = (issues: readonly z.core.$ZodIssue[]): Place[] =>
  issues.flatMap((issue) => placesOfIssue(issue, []));

/** In `{ 0123456789abcdef… }` the key itself is what was to be kept. */
const stepOf = (step: PropertyKey): string =>
  mayHoldSecret(String(step)) ? UNTOLD : short(String(step));

function valueAt(content: unknown, { path, allowed, isUnknown }: Place): string {
  if (allowed.includes(SECRET_ALLOWED)) return UNTOLD;
  const isNear = path.length < 2 || WITH_SECRETS.has(String(path[0]));
  if (isUnknown && isNear) return UNTOLD;
  const written = writtenAt(content, path);
  return isNear && mayHoldSecret(written) ? UNTOLD : short(written);
}

/** As it was written, on one line, cut to what a sentence can hold. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function placesOfIssue(issue: z.core.$ZodIssue, above: Path): Place[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split('\n');
    return issue.keys.map((key, at) => ({
      path: [...path, key],
      allowed: allowed[at] ?? '',
      isUnknown: true,
    }));
  }
  // The record's own message would say that it wants a mapping; what the key must be, its schema says.
  if (issue.code === 'invalid_key') {
    return [{ path, allowed: issue.issues[0]?.message ?? issue.message }];
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => branch.some(isInside)) ?? issue.errors.find(isKin);
    if (meant) return meant.flatMap((inner) => placesOfIssue(inner, path));
  }
  return [{ path, allowed: issue.message }];
}

/** Whether an alternative went wrong inside, so that it was the one that was meant. */
const isInside = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length > 0 ||
  issue.code === 'unrecognized_keys' ||
  (issue.code === 'invalid_union' && issue.errors.some((branch) => branch.some(isInside)));

/** Whether what was written is at least of the kind which that alternative is for. */
const isKin = (branch: readonly z.core.$ZodIssue[]): boolean =>
  branch.some(
    (issue) =>
      issue.code !== 'invalid_type' && (issue.code !== 'invalid_union' || issue.errors.some(isKin)),
  );

function writtenAt(content: unknown, path: Path): string {
  let value = content;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return 'nothing';
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  if (value === undefined || value === null) return 'nothing';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim() || 'nothing';
}
