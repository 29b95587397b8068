import { nearest } from '../core/nearest.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy.ts';
import { callingAmiss } from './calling-conflicts.ts';
import { sharedLabels } from './label-conflicts.ts';
import { usualRole } from './policy-merge.ts';
import type { Place } from './policy-problems.ts';
import type { WrittenPolicy } from './policy-schema.ts';

/** As many as a card has room for. */
const MOST_ROLES = 10;

/** Values that are fine alone and do not go together. `merged`: the same policy laid over the defaults. */
export const conflictsIn = (written: WrittenPolicy, merged: Policy): Place[] => [
  ...gaps(written, merged),
  ...unnamed(merged),
  ...rolesAmiss(written, merged),
  ...sharedLabels(written, merged),
  ...unknownLevel(merged),
  ...closedAllDay(written, merged),
  ...callingAmiss(written),
];

function gaps(written: WrittenPolicy, { severities }: Policy): Place[] {
  const at = severities.findIndex(({ level }, index) => level !== index + 1);
  const row = severities[at];
  if (!row || !written.severities) return [];
  return [
    { path: ['severities', String(row.level)], allowed: `levels without a gap: ${at + 1} is next` },
  ];
}

const unnamed = ({ severities }: Policy): Place[] =>
  severities.flatMap((row) =>
    (['name', 'meaning'] as const)
      .filter((key) => row[key] === '')
      .map((key) => ({
        path: ['severities', String(row.level), key],
        allowed: `a ${key} of its own: level ${row.level} has no default`,
      })),
  );

/** Every incident has a commander; a role of one's own has a title; no two have the same. */
function rolesAmiss({ roles: written }: WrittenPolicy, { roles }: Policy): Place[] {
  const names = Object.keys(written ?? {});
  const path = (name: string, ...key: string[]) => ['roles', name, ...key];
  const untitled = names
    .filter((name) => !usualRole(name) && !written?.[name]?.title)
    .map((name) => ({ path: path(name, 'title'), allowed: titleFor(name) }));
  const alike = roles
    .filter(({ name, title }) => written?.[name]?.title && roles.some(isNamesake(name, title)))
    .map(({ name }) => ({ path: path(name, 'title'), allowed: 'a title that no other role has' }));
  return [
    ...(written?.ic === null
      ? [{ path: path('ic'), allowed: 'what the role is: an incident always has a commander' }]
      : []),
    ...untitled,
    ...alike,
    ...(roles.length > MOST_ROLES
      ? [{ path: ['roles'], allowed: `at most ${MOST_ROLES} roles, ic, ops and comms among them` }]
      : []),
  ];
}

const isNamesake =
  (name: string, title: string) =>
  (other: Policy['roles'][number]): boolean =>
    other.name !== name && other.title.toLowerCase() === title.toLowerCase();

function titleFor(name: string): string {
  const meant = nearest(
    name,
    DEFAULT_POLICY.roles.map((role) => role.name),
  );
  return `a title: ${name} is a role of your own${meant ? ` (did you mean ${meant}?)` : ''}`;
}

function unknownLevel({ severities, unknown }: Policy): Place[] {
  if (severities.some(({ level }) => level === unknown)) return [];
  return [{ path: ['unknown_severity'], allowed: `a level from 1 to ${severities.length}` }];
}

function closedAllDay(written: WrittenPolicy, { businessHours }: Policy): Place[] {
  if (businessHours.from < businessHours.to) return [];
  if (written.business_hours?.to === undefined) {
    return [{ path: ['business_hours', 'from'], allowed: 'a time of day before `to` (17:00)' }];
  }
  return [{ path: ['business_hours', 'to'], allowed: 'a time of day after `from`, the same day' }];
}
