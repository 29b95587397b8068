import { instantOf, isTimezone, momentsOf, type WallTime, wallTime } from './calendar.ts';
import { nearest } from './nearest.ts';
import { ok, type Result, refuse } from './result.ts';
import { clockTime, DAY, fullMoment, HOUR, type Instant, MINUTE, SECOND } from './time.ts';

/** A time that stands at the front of what somebody typed, and the words behind it. */
interface When {
  readonly at: Instant;
  readonly rest: string;
}

interface Asked {
  /** When it was typed: no time is later than that. */
  readonly said: Instant;
  /** The command to type with another time in it: what refusals suggest. */
  readonly type: (when: string) => string;
}

const DATE = String.raw`\d{4}-\d\d-\d\d`;
const WRITTEN = new RegExp(
  String.raw`^(?:(?<day>yesterday|today|${DATE})(?:t|\s+))?(?<clock>\d{1,2}:\d\d(?::\d\d)?)(?!\d)(?<tail>.*)$`,
  'is',
);
/** Before this much has passed, a time to come is a clock that runs fast or a zone that was not named. */
const NEAR = 3 * HOUR;

/**
 * Reads `14:05`, `14:05Z`, `14:05 Europe/Berlin`, `14:05+01:00`, `yesterday 23:50` or `2026-11-23 14:05`: UTC unless
 * a zone is named. A time without a day is the last such moment up to now. Never guessed are a time that is still
 * to come, one that comes twice or never where clocks change, and zones by letters (`CET`, `PT`), which mean
 * different things in different places and seasons.
 */
export function readWhen(text: string, asked: Asked): Result<When> {
  const { day, clock = '', tail = '' } = WRITTEN.exec(text.trim())?.groups ?? {};
  const time = timeOfDay(clock);
  const zone = zoneIn(tail, [day, clock].filter(Boolean).join(' '), asked);
  if (time === null || (zone.ok && /^\w/.test(zone.value.rest)))
    return refuse(
      text.trim() === '' ? 'No time is named' : `"${firstOf(text)}" is no time`,
      `${asked.type('14:05')} in UTC, ${asked.type('14:05 Europe/Berlin')}, or with a day: ${asked.type('yesterday 23:50')}, ${asked.type('2026-11-23 14:05')}`,
    );
  if (!zone.ok) return zone;
  const { name, rest } = zone.value;
  const at = momentOf({ day: day?.toLowerCase(), time, zone: name, clock }, asked);
  return at.ok ? ok({ at: at.value, rest: rest.trim() }) : at;
}

/** How long after midnight a clock shows that; null where none does. */
function timeOfDay(clock: string): number | null {
  const [hours = Number.NaN, minutes = Number.NaN, seconds = 0] = clock.split(':').map(Number);
  const isOne = hours < 24 && minutes < 60 && seconds < 60;
  return isOne ? hours * HOUR + minutes * MINUTE + seconds * SECOND : null;
}

const firstOf = (text: string): string => text.trim().split(/\s+/).slice(0, 2).join(' ');

const UTC = /^(?:z|\s*(?:utc|gmt))(?![\w/])/i;
const OFFSET = /^\s*(?<ahead>[+-]\d\d):?(?<minutes>\d\d)(?!\d)/;
const HALF_OF_DAY = /^\s*(?<half>[ap])\.?m\b\.?/i;
const DAY_BEHIND = new RegExp(String.raw`^\s*(?<day>yesterday|today|tomorrow|${DATE})\b`, 'i');
const PLACE = /^\s+(?<place>[a-z]+(?:\/[\w+-]+)+)/i;
const REGIONS =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Canada|Etc|Europe|Indian|Pacific|US)\//i;
const LETTERS =
  /^\s+(?<letters>A[CEKW](?:DT|ST)|BST|CE?S?T|C[DS]T|E[DS]T|EES?T|ET|HKT|HST|IST|JST|KST|M[DS]T|MSK|MT|NZ[DS]T|P[DS]T|PT|SGT|WES?T)\b/;

interface Zone {
  readonly name: string;
  readonly rest: string;
}

/** The zone at the front of what stands behind a time, and what is left behind it. */
function zoneIn(tail: string, written: string, { type }: Asked): Result<Zone> {
  const utc = UTC.exec(tail);
  if (utc) return ok({ name: 'UTC', rest: tail.slice(utc[0].length) });
  const offset = OFFSET.exec(tail);
  if (offset?.groups) {
    const { ahead, minutes } = offset.groups;
    const name = `${ahead}:${minutes}`;
    if (isOffset(name)) return ok({ name, rest: tail.slice(offset[0].length) });
  }
  const half = HALF_OF_DAY.exec(tail)?.groups?.half;
  if (half)
    return refuse(
      'A day has 24 hours here',
      `${type(inTwentyFour(written, half))}, and the same in other zones: ${type('14:05 Europe/Berlin')}`,
    );
  const day = DAY_BEHIND.exec(tail)?.groups?.day;
  if (day) return refuse('The day stands before the time', type(`${day.toLowerCase()} ${written}`));
  const letters = LETTERS.exec(tail)?.groups?.letters;
  if (letters)
    return refuse(
      `"${letters}" is not the same everywhere, nor all year round`,
      `Name the zone by a place, ${type(`${written} Europe/Berlin`)}, or give the time in UTC`,
    );
  const place = PLACE.exec(tail)?.groups?.place;
  if (!place) return ok({ name: 'UTC', rest: tail.replace(/^[:,](?=\s|$)/, '') });
  if (isTimezone(place)) return ok({ name: place, rest: tail.trimStart().slice(place.length) });
  if (!REGIONS.test(place)) return ok({ name: 'UTC', rest: tail });
  const meant = nearest(place, Intl.supportedValuesOf('timeZone')) ?? 'Europe/Berlin';
  return refuse(`"${place}" is no time zone`, type(`${written} ${meant}`));
}

const isOffset = (name: string): boolean => Math.abs(Number(name.slice(0, 3))) < 15;

function inTwentyFour(written: string, half: string): string {
  return written.replace(/(\d{1,2}):/, (_, hours: string) => {
    const past = (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
    return `${String(past).padStart(2, '0')}:`;
  });
}

interface Written {
  readonly day: string | undefined;
  readonly time: number;
  readonly zone: string;
  readonly clock: string;
}

function momentOf(written: Written, { said, type }: Asked): Result<Instant> {
  const { day, time, zone, clock } = written;
  const behind = zone === 'UTC' ? '' : zone.replace(/^(?=\w)/, ' ');
  const today = Math.floor(wallTime(zone, said) / DAY) * DAY;
  const date = day?.includes('-') ? Date.parse(`${day}T00:00:00Z`) : today;
  if (Number.isNaN(date) || (day?.includes('-') && dayOf(date) !== day))
    return refuse(`There is no ${day}`, type(`${dayOf(today)} ${clock}${behind}`));
  const wall = (day === 'yesterday' ? date - DAY : date) + time;
  const isToCome = instantOf(zone, wall) > said;
  if (!day && isToCome && instantOf(zone, wall) - said > NEAR)
    return onlyOf(wall - DAY, written, { said, type });
  if (isToCome)
    return refuse(
      `${[day, clock].filter(Boolean).join(' ')}${behind || ' UTC'} is still to come: it is ${fullMoment(said)}`,
      day
        ? `${type(`${clockTime(said)}`)} is now, ${type('14:05 Europe/Berlin')} names a zone`
        : `${type(`yesterday ${clock}${behind}`)} if that is meant, or with its zone: ${type(`${clock} Europe/Berlin`)}`,
    );
  return onlyOf(wall, written, { said, type });
}

/** The one moment at which clocks there showed it; of two of which one is still to come, the other. */
function onlyOf(wall: WallTime, { zone, clock }: Written, { said, type }: Asked): Result<Instant> {
  const [first, second] = momentsOf(zone, wall).filter((at) => at <= said);
  const day = dayOf(wall);
  if (first === undefined) {
    const after = new Date(wallTime(zone, instantOf(zone, wall))).toISOString().slice(11, 16);
    return refuse(
      `There was no ${clock} on ${day} in ${zone}: clocks went forward over it`,
      `${type(`${day} ${after} ${zone}`)}, or the time in UTC`,
    );
  }
  if (second === undefined) return ok(first);
  const inUtc = (at: Instant): string => type(fullMoment(at));
  return refuse(
    `${clock} came twice on ${day} in ${zone}: clocks went back over it`,
    `${inUtc(first)} for the first, ${inUtc(second)} for the second`,
  );
}

const dayOf = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);
