import type { BusinessHours } from './policy.ts';
import { clockTime, DAY, type Duration, type Instant, MINUTE, SECOND } from './time.ts';

/**
 * What a wall clock in the zone shows, as the milliseconds that UTC would have to show the same. Runs evenly
 * with time but for jumps where the zone's offset changes.
 */
export type WallTime = number;

/** Whether the hours' wall clock stands inside them: `from` is open, `to` is not. */
export function isOpen(hours: BusinessHours, at: Instant): boolean {
  const wall = wallTime(hours.timezone, at);
  const minute = sinceMidnight(wall) / MINUTE;
  return hours.days.includes(weekday(wall)) && minute >= hours.from && minute < hours.to;
}

/**
 * `at` itself if the hours are open then, else the first moment after it at which they are. Where clocks go
 * forward over `from`, that is the end of the jump. Throws if the hours never open within a year, which no
 * validated policy brings about.
 */
export function nextOpen(hours: BusinessHours, at: Instant): Instant {
  let now = at;
  while (now < at + 366 * DAY) {
    if (isOpen(hours, now)) return now;
    // In steps of a day at most, so that no two changes of the offset hide each other.
    const step = now + Math.min(untilOpening(hours, wallTime(hours.timezone, now)), DAY);
    now = firstChange(hours.timezone, now, step) ?? step;
  }
  throw new Error(`Business hours that never open: ${JSON.stringify(hours)}`);
}

/**
 * The same time of day, `days` (a whole number, 0 or more) later by the wall clock, counting only the weekdays of
 * `hours`; then, if closed, the next opening. A time that a jump leaves out is as much later as the jump is
 * long; of a time that comes twice the first is meant.
 */
export function addWorkingDays(hours: BusinessHours, at: Instant, days: number): Instant {
  if (hours.days.length === 0) throw new Error('Business hours without a weekday');
  let wall = wallTime(hours.timezone, at);
  for (let left = days; left > 0; ) {
    wall += DAY;
    if (hours.days.includes(weekday(wall))) left -= 1;
  }
  return nextOpen(hours, instantOf(hours.timezone, wall));
}

/** Whether the name is one of the IANA database, such as `Europe/Berlin`; mere offsets (`+02:00`) are not. */
export function isTimezone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    formatter(name);
    return true;
  } catch {
    return false;
  }
}

/** `Mon 09:00 Europe/Berlin`: what a person there reads off the wall. */
export function wallClock(timezone: string, at: Instant): string {
  const wall = wallTime(timezone, at);
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday(wall) - 1];
  return `${day} ${clockTime(wall)} ${timezone}`;
}

const sinceMidnight = (wall: WallTime): Duration => wall - Math.floor(wall / DAY) * DAY;

/** 1 Monday … 7 Sunday. The epoch was a Thursday. */
const weekday = (wall: WallTime): number => ((((Math.floor(wall / DAY) + 3) % 7) + 7) % 7) + 1;

/** How long until the wall clock shows `from` on one of the days; the clock stands outside the hours. */
function untilOpening(hours: BusinessHours, wall: WallTime): Duration {
  for (let later = 0; later <= 7; later += 1) {
    const away = later * DAY + hours.from * MINUTE - sinceMidnight(wall);
    if (away > 0 && hours.days.includes(weekday(wall + later * DAY))) return away;
  }
  return 7 * DAY;
}

/** What a wall clock in the zone shows at a moment. */
export const wallTime = (timezone: string, at: Instant): WallTime => at + offset(timezone, at);

/**
 * The moments at which a wall clock in the zone shows `wall`, the earliest first: one, but for two where clocks
 * went back over it and none where they jumped over it.
 */
export const momentsOf = (timezone: string, wall: WallTime): readonly Instant[] =>
  [...new Set(around(timezone, wall))].filter((at) => wallTime(timezone, at) === wall);

/** The first moment at which a wall clock shows `wall`; where it never does, as much later as the jump is long. */
export function instantOf(timezone: string, wall: WallTime): Instant {
  const [first = around(timezone, wall)[0]] = momentsOf(timezone, wall);
  return first;
}

/** `wall` by the offset before and after any jump near it: no offset exceeds a day. */
const around = (timezone: string, wall: WallTime): readonly [Instant, Instant] => [
  wall - offset(timezone, wall - DAY),
  wall - offset(timezone, wall + DAY),
];

/** The first moment in (from, to] with another offset than at `from`, or null. */
function firstChange(timezone: string, from: Instant, to: Instant): Instant | null {
  const known = offset(timezone, from);
  if (offset(timezone, to) === known) return null;
  let same = from;
  let other = to;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offset(timezone, middle) === known) same = middle;
    else other = middle;
  }
  return other;
}

/** What the zone's clocks are ahead of UTC (negative: behind). */
function offset(timezone: string, at: Instant): Duration {
  const parts = formatter(timezone).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
  if (!match) throw new Error(`No offset for ${timezone}: ${name}`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * SECOND;
  return sign === '-' ? -ahead : ahead;
}

/** Making one costs a thousand times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError on a name that the IANA database does not have. */
function formatter(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    timeZoneName: 'longOffset',
  });
  formatters.set(timezone, made);
  return made;
}
