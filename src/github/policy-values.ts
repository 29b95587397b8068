import { z } from 'zod';
import { isTimezone } from '../core/calendar.ts';
import { parseDuration } from '../core/duration.ts';
import { nearest } from '../core/nearest.ts';
import { DAY, type Duration, MINUTE } from '../core/time.ts';

/*
 * What single values in the policy file may be. Every `error` says what is allowed: it becomes a
 * Problem's `allowed`, word for word.
 */

/** A mapping with these keys, each optional; unknown keys are told one line each, in their order. */
export const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => {
  const keys = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => unknownKey(key, keys)).join('\n')
          : `a mapping with the keys ${keys.join(', ')}`,
    })
    .partial();
};

function unknownKey(key: string, keys: readonly string[]): string {
  const meant = nearest(key, keys);
  const known = `the keys here are ${keys.join(', ')}`;
  return meant ? `did you mean ${meant}? ${known}` : known;
}

export const line = (longest: number) => {
  const error = `text on one line, at most ${longest} characters (a number needs quotes)`;
  return z
    .string({ error })
    .trim()
    .regex(/^[^\r\n]+$/, { error })
    .max(longest, { error });
};

const repositoryAllowed = 'a repository of the same account, as owner/name, or null';
/** Names are written small: GitHub does not tell upper from lower case in them. */
export const repository = z
  .string({ error: repositoryAllowed })
  .trim()
  .regex(/^[a-z\d][\w-]{0,38}\/[\w.-]{1,100}$/i, { error: repositoryAllowed })
  .transform((written) => written.toLowerCase());

const labelAllowed =
  'the name of a label: one line without commas, at most 50 characters (a number needs quotes)';
/** GitHub's lists of labels are split at commas. */
export const label = z
  .string({ error: labelAllowed })
  .trim()
  .regex(/^[^\r\n,]+$/, { error: labelAllowed })
  .max(50, { error: labelAllowed });

export const length = (least: Duration, leastWritten: string) => {
  const error = `a length of time such as 90s, 15m, 24h or 2d, from ${leastWritten} to 30d`;
  return z
    .string({ error })
    .regex(/^\s*\d+ ?[dhms]/i, { error })
    .transform((text, context): Duration => {
      const duration = parseDuration(text);
      if (duration !== null && duration >= least && duration <= 30 * DAY) return duration;
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    });
};
export const aMinuteOrMore = length(MINUTE, '1m');

export const yesOrNo = z.boolean({ error: 'true or false' });

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number, error: string) =>
  z.int({ error }).min(least, { error }).max(most, { error });

const groupAllowed =
  'a group name: lower-case letters, digits, - and _, a letter first, at most 50 characters';
// `constructor` is what every object answers to without having it.
export const group = z
  .string({ error: groupAllowed })
  .regex(/^(?!constructor$)[a-z][a-z0-9_-]{0,49}$/, { error: groupAllowed });

const roleAllowed =
  'the name of a role as it is typed: lower-case letters, digits and -, a letter first, at most 30 characters';
export const role = z
  .string({ error: roleAllowed })
  .regex(/^(?!constructor$)[a-z][a-z0-9-]{0,29}$/, { error: roleAllowed });

const teamAllowed =
  'a list of teams of the organisation by their slugs, such as [sre, platform-ops]; at most 10';
/** As they stand in a team's address. */
export const teams = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, { error: teamAllowed }), {
    error: teamAllowed,
  })
  .max(10, { error: teamAllowed });

const loginAllowed = 'GitHub logins of people, such as ana or [ana, ben]; teams cannot be paged';
// A login may be all digits. Those of managed users hold an underscore. They are compared written small.
const login = z
  .union(
    [
      z.string().regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/, { error: loginAllowed }),
      z.int().nonnegative(),
    ],
    { error: loginAllowed },
  )
  .transform((written) => String(written).replace(/^@/, '').toLowerCase());
export const logins = z
  .union([login.transform((one) => [one]), z.array(login)], { error: loginAllowed })
  .refine((names) => names.length <= 100, { error: 'at most 100 people in one group', abort: true })
  .transform((names) => [...new Set(names)]);

const botAllowed =
  'logins of bots, such as renovate or "github-actions[bot]" (brackets need quotes), at most 50';
const bot = z
  .string({ error: botAllowed })
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:\[bot\])?$/, { error: botAllowed })
  .transform((written) => written.replace(/^@|\[bot\]$/g, '').toLowerCase());
/** GraphQL writes bots' logins without `[bot]`, REST with it. */
export const bots = z
  .union([bot.transform((one) => [one]), z.array(bot)], { error: botAllowed })
  .refine((names) => names.length <= 50, { error: botAllowed, abort: true })
  .transform((names) => [...new Set(names)]);

const colourAllowed =
  'six hexadecimal digits such as b60205 (in quotes where # stands before them)';
// Six digits without a letter are a number to YAML.
export const colour = z
  .union(
    [
      z.string().regex(/^#?[0-9a-fA-F]{6}$/, { error: colourAllowed }),
      whole(100_000, 999_999, colourAllowed),
    ],
    { error: colourAllowed },
  )
  .transform((written) => String(written).replace(/^#/, '').toLowerCase());

const daysAllowed = 'a list of one or more of mon, tue, wed, thu, fri, sat, sun';
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Numbered from Monday, 1. */
export const days = z
  .array(z.enum(WEEK, { error: daysAllowed }), { error: daysAllowed })
  .min(1, { error: daysAllowed })
  .transform((written) => WEEK.flatMap((day, at) => (written.includes(day) ? [at + 1] : [])));

const timeAllowed = 'a time of day such as "09:00", from "00:00" to "24:00"';
/** In minutes from midnight. */
export const timeOfDay = z
  .string({ error: timeAllowed })
  .regex(/^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/, { error: timeAllowed })
  .transform((written) => {
    const [hour = 0, minute = 0] = written.split(':').map(Number);
    return hour * 60 + minute;
  });

const zoneAllowed = 'a time zone of the IANA database, such as Europe/Berlin or UTC';
export const timezone = z.string({ error: zoneAllowed }).refine(isTimezone, { error: zoneAllowed });

const addressAllowed = 'an address that begins with https://, or null';
export const address = z
  .url({ protocol: /^https$/, error: addressAllowed })
  .regex(/^https:\/\/\S+$/, { error: addressAllowed });
