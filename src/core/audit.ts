import { type Duration, type Instant, MINUTE, SECOND } from './time.ts';
import type { Trouble } from './trouble.ts';

/** Later than this is too late. */
export const LATE: Duration = 2 * MINUTE;
/** After so many passes in a row have failed, more than that has gone by. */
const FAILURES = 5;
/** Both books round. */
const GRAIN: Duration = SECOND;

interface Place {
  readonly repository: number;
  readonly issue: number;
}

/** When an issue wants to be looked at next, as its last pass said. */
export interface Expected extends Place {
  readonly wakeAt: Instant;
}

/** What the queue has of an issue. */
export interface Row {
  readonly repository: { readonly id: number };
  readonly issue: number;
  readonly due: Instant | null;
  readonly failures: number;
  readonly nudged: boolean;
  readonly touched: Instant;
}

/** A call of which only its beginning is noted. */
export interface OpenCall extends Place {
  readonly id: string;
  readonly at: Instant;
}

export interface Books {
  readonly expected: readonly Expected[];
  readonly rows: readonly Row[];
  readonly calls: readonly OpenCall[];
}

export type Finding = Place & Trouble;

export const placeOf = ({ repository, issue }: Place): string => `${repository}#${issue}`;

interface Given {
  readonly now: Instant;
  /** When this server began to look: before that it could not be in time. */
  readonly begunAt: Instant;
  /** Clocks that looked lost the last time, by {@link placeOf} and time: between two notes of one pass any does. */
  readonly suspects: ReadonlySet<string>;
}

interface Audited {
  readonly findings: readonly Finding[];
  readonly suspects: ReadonlySet<string>;
}

/**
 * Compares the two books: when each issue wants to be looked at by its last pass, and what the queue is going to do. Of
 * every issue that is amiss one finding of a kind.
 */
export function audit({ expected, rows, calls }: Books, given: Given): Audited {
  const { now, begunAt, suspects } = given;
  const isLate = (since: Instant): boolean => now - Math.max(since, begunAt) > LATE;
  const known = new Map(
    rows.map((row) => [placeOf({ repository: row.repository.id, issue: row.issue }), row]),
  );
  const overdue = expected.filter(({ wakeAt }) => isLate(wakeAt));
  const late = new Set(overdue.map(placeOf));
  const missing = expected.filter(
    (one) => !late.has(placeOf(one)) && !isArmed(known.get(placeOf(one)), one.wakeAt),
  );
  const nameOf = (one: Expected): string => `${placeOf(one)} ${one.wakeAt}`;
  const waiting = rows
    .map((row) => ({ ...row, repository: row.repository.id }))
    .filter(({ nudged, failures, touched }) => nudged && (failures >= FAILURES || isLate(touched)))
    .filter((row) => !late.has(placeOf(row)));
  return {
    suspects: new Set(missing.map(nameOf)),
    findings: [
      ...overdue.map((one) => finding(one, 'clock-overdue', one.wakeAt)),
      ...missing
        .filter((one) => suspects.has(nameOf(one)))
        .map((one) => finding(one, 'clock-lost', one.wakeAt)),
      ...waiting.map((row) => finding(row, 'not-looked-at', row.touched)),
      ...firstOfEach(calls.filter(({ at }) => isLate(at))).map((call) =>
        finding(call, 'call-unanswered', call.at),
      ),
    ],
  };
}

/** Whether the queue is going to look at it in time: its alarm is set, or it looks anyway. */
function isArmed(row: Row | undefined, wakeAt: Instant): boolean {
  if (!row) return false;
  return row.nudged || row.failures > 0 || (row.due !== null && row.due <= wakeAt + GRAIN);
}

const finding = ({ repository, issue }: Place, what: Finding['what'], since: Instant): Finding => ({
  repository,
  issue,
  what,
  since,
});

/** Of each incident the call that has waited for longest. */
const firstOfEach = (calls: readonly OpenCall[]): readonly OpenCall[] => {
  const first = new Map<string, OpenCall>();
  for (const call of calls.toSorted((a, b) => a.at - b.at))
    if (!first.has(placeOf(call))) first.set(placeOf(call), call);
  return [...first.values()];
};
