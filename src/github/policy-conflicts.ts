import type { Policy } from '../core/policy.ts';
import type { Place } from './policy-problems.ts';
import type { WrittenPolicy } from './policy-schema.ts';

/** Values that are fine alone and do not go together. `merged`: the same policy laid over the defaults. */
export const conflictsIn = (written: WrittenPolicy, merged: Policy): Place[] => [
  ...gaps(written, merged),
  ...unnamed(merged),
  ...sharedLabels(written, merged),
  ...unknownLevel(merged),
  ...closedAllDay(written, merged),
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

/** GitHub takes no notice of case in a label's name. */
const OURS = /^(incident|postmortem|drill|unconfirmed|status:.*)$/i;

function sharedLabels(written: WrittenPolicy, { severities }: Policy): Place[] {
  return severities.flatMap(({ level, label }) => {
    // Blame what was written: the defaults do not share labels among themselves.
    if (written.severities?.[level]?.label === undefined) return [];
    const path = ['severities', String(level), 'label'];
    if (OURS.test(label)) return [{ path, allowed: 'a label that has no other meaning here' }];
    const other = severities.find(
      (row) => row.level !== level && row.label.toLowerCase() === label.toLowerCase(),
    );
    return other
      ? [{ path, allowed: `a label of its own: level ${other.level} has this one` }]
      : [];
  });
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
