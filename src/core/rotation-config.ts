import { instantOf, isTimezone } from './calendar.ts';
import { inWords, parseDuration } from './duration.ts';
import { loginIn } from './login.ts';
import type { Problem } from './problem.ts';
import { type Override, type Rotation, SHORTEST_TURN } from './rotation.ts';
import { DAY, type Duration, type Instant, MINUTE } from './time.ts';

/** A rotation as a person writes it; the shape has been checked, the values have not. */
export interface WrittenRotation {
  readonly timezone: string;
  readonly members: readonly string[];
  /** `2026-11-23`: the day on which the first member's first turn begins. */
  readonly start: string;
  /** `daily`, `weekly`, or a length such as `12h` or `14d`; weekly where left out. */
  readonly every?: string | undefined;
  /** `09:00`, also where left out. */
  readonly handover?: string | undefined;
  readonly overrides?:
    | readonly {
        readonly member: string;
        readonly from: string;
        readonly until: string;
      }[]
    | undefined;
}

/** What is wrong and where inside the rotation; the file and its lines are known to whoever read it. */
export type RotationProblem = Pick<Problem, 'path' | 'value' | 'allowed'>;

export type RotationRead =
  | { readonly rotation: Rotation; readonly problems: readonly [] }
  | { readonly rotation: null; readonly problems: readonly RotationProblem[] };

const LONGEST_TURN: Duration = 366 * DAY;
const NAMED: Readonly<Record<string, Duration>> = { daily: DAY, weekly: 7 * DAY };
const DAY_ALLOWED = 'a day of the calendar such as 2026-11-23';
const MOMENT_ALLOWED =
  'a day such as 2026-12-24 (from that day’s hand-over) or a time such as "2026-12-24 18:00", in the rotation’s zone';

/** Reads a rotation, or says everything that is wrong with it. */
export function readRotation(written: WrittenRotation): RotationRead {
  const problems: RotationProblem[] = [];
  const wanted = <Value>(
    value: Value | null,
    [path, text, allowed]: readonly [string, string, string],
  ): Value | null => {
    if (value === null) problems.push({ path, value: text, allowed });
    return value;
  };
  const { timezone, every = 'weekly', handover = '09:00' } = written;
  const zone = wanted(isTimezone(timezone) ? timezone : null, [
    'timezone',
    timezone,
    'a time zone of the IANA database, such as Europe/Berlin or UTC',
  ]);
  const length = wanted(turnLength(every), [
    'every',
    every,
    `daily, weekly, or a length from ${inWords(SHORTEST_TURN)} to ${inWords(LONGEST_TURN)} such as 12h or 14d`,
  ]);
  const minute = wanted(minuteOf(handover), [
    'handover',
    handover,
    'a time of day such as "09:00", from "00:00" to "23:59"',
  ]);
  const day = wanted(dayOf(written.start), ['start', written.start, DAY_ALLOWED]);
  const members = written.members.map((name, at) =>
    wanted(loginIn(name), [`members.${at}`, name, 'GitHub logins of people, such as ana']),
  );
  if (members.length === 0)
    problems.push({ path: 'members', value: '[]', allowed: 'at least one GitHub login' });
  if (zone === null || minute === null) return { rotation: null, problems };
  const overrides = (written.overrides ?? []).map(
    ({ member, from, until }, at): Override | null => {
      const path = `overrides.${at}`;
      const moment = (text: string, key: string): Instant | null =>
        wanted(momentOf(text, zone, minute), [`${path}.${key}`, text, MOMENT_ALLOWED]);
      const who = wanted(loginIn(member), [
        `${path}.member`,
        member,
        'a GitHub login, such as ana',
      ]);
      const [begin, end] = [moment(from, 'from'), moment(until, 'until')];
      if (who === null || begin === null || end === null) return null;
      return wanted(end > begin ? { member: who, from: begin, until: end } : null, [
        `${path}.until`,
        until,
        `a time after from (${from})`,
      ]);
    },
  );
  problems.push(...overlapsIn(overrides, written));
  if (problems.length > 0 || length === null || day === null) return { rotation: null, problems };
  const rotation: Rotation = {
    timezone: zone,
    members: members.flatMap((member) => member ?? []),
    start: day + minute * MINUTE,
    every: length,
    overrides: overrides.flatMap((override) => override ?? []),
  };
  return { rotation, problems: [] };
}

/** Of two people standing in at once nobody knows who is called. */
function overlapsIn(
  overrides: readonly (Override | null)[],
  written: WrittenRotation,
): readonly RotationProblem[] {
  const say = (at: number): string => {
    const one = written.overrides?.[at];
    return one ? `${one.member} from ${one.from} until ${one.until}` : '';
  };
  return overrides.flatMap((one, at) => {
    const other = overrides.findIndex(
      (earlier, index) =>
        index < at &&
        one !== null &&
        earlier !== null &&
        earlier.from < one.until &&
        one.from < earlier.until,
    );
    if (other < 0) return [];
    const allowed = `a time at which nobody else stands in (overrides.${other}: ${say(other)})`;
    return [{ path: `overrides.${at}`, value: say(at), allowed }];
  });
}

function turnLength(text: string): Duration | null {
  const length = NAMED[text.trim().toLowerCase()] ?? parseDuration(text);
  return length !== null && length >= SHORTEST_TURN && length <= LONGEST_TURN ? length : null;
}

function minuteOf(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** A day's midnight by the wall clock; null for days that no calendar has. */
function dayOf(text: string): number | null {
  const day = text.trim();
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
    ? midnight
    : null;
}

function momentOf(text: string, zone: string, handover: number): Instant | null {
  const [written = '', time] = text.trim().split(/[ T]+/);
  const day = dayOf(written);
  const minute = time === undefined ? handover : minuteOf(time);
  return day === null || minute === null ? null : instantOf(zone, day + minute * MINUTE);
}
