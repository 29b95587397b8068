import { z } from 'zod';
import { isTimezone } from '../core/calendar.ts';
import { parseDuration } from '../core/duration.ts';
import { nearest } from '../core/nearest.ts';
import { DAY, type Duration, MINUTE } from '../core/time.ts';

/*
 * Every `error` here says what is allowed: it becomes a Problem's `allowed`, word for word.
 * `z.toJSONSchema(policySchema, { io: 'input' })` describes the file as people write it.
 */

/** A mapping with these keys, each optional; unknown keys are told one line each, in their order. */
const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => {
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

const line = (longest: number) => {
  const error = `text on one line, at most ${longest} characters (a number needs quotes)`;
  return z
    .string({ error })
    .trim()
    .regex(/^[^\r\n]+$/, { error })
    .max(longest, { error });
};

const length = (least: Duration, leastWritten: string) => {
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
const aMinuteOrMore = length(MINUTE, '1m');

const yesOrNo = z.boolean({ error: 'true or false' });

const groupAllowed =
  'a group name: lower-case letters, digits, - and _, a letter first, at most 50 characters';
// `constructor` is what every object answers to without having it.
const group = z
  .string({ error: groupAllowed })
  .regex(/^(?!constructor$)[a-z][a-z0-9_-]{0,49}$/, { error: groupAllowed });

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
const logins = z
  .union([login.transform((one) => [one]), z.array(login)], { error: loginAllowed })
  .refine((names) => names.length <= 100, { error: 'at most 100 people in one group', abort: true })
  .transform((names) => [...new Set(names)]);

const colourAllowed =
  'six hexadecimal digits such as b60205 (in quotes where # stands before them)';
// Six digits without a letter are a number to YAML.
const colour = z
  .union(
    [
      z.string().regex(/^#?[0-9a-fA-F]{6}$/, { error: colourAllowed }),
      z.int().min(100_000, { error: colourAllowed }).max(999_999, { error: colourAllowed }),
    ],
    { error: colourAllowed },
  )
  .transform((written) => String(written).replace(/^#/, '').toLowerCase());

const severity = section({
  name: line(50),
  label: line(50),
  colour,
  meaning: line(100),
  respond: aMinuteOrMore.nullable(),
  page: z.array(group, { error: 'a list of group names, such as [on-call, director]' }).max(20, {
    error: 'at most 20 groups',
  }),
  roles: yesOrNo,
  update: aMinuteOrMore.nullable(),
  postmortem: yesOrNo,
  pin: yesOrNo,
});

const levelAllowed = 'a level from 1 (the worst) to 9';
const roundsAllowed = 'a whole number from 1 to 10';
const dueAllowed = 'milestone or body';
const owedAllowed = 'highest or final';
const guideAllowed = 'an address that begins with https://, or null';
const daysAllowed = 'a list of one or more of mon, tue, wed, thu, fri, sat, sun';
const timeAllowed = 'a time of day such as "09:00", from "00:00" to "24:00"';
const zoneAllowed = 'a time zone of the IANA database, such as Europe/Berlin or UTC';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const timeOfDay = z
  .string({ error: timeAllowed })
  .regex(/^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/, { error: timeAllowed })
  .transform((written) => {
    const [hour = 0, minute = 0] = written.split(':').map(Number);
    return hour * 60 + minute;
  });

/** What `.github/incidents.yml` may say. A section with nothing under it is as good as absent. */
export const policySchema = section({
  severities: z
    .record(z.string().regex(/^[1-9]$/, { error: levelAllowed }), severity.nullable(), {
      error: 'a mapping from levels (1, 2, …) to what they mean',
    })
    .nullable(),
  unknown_severity: z
    .int({ error: levelAllowed })
    .min(1, { error: levelAllowed })
    .max(9, { error: levelAllowed }),
  responders: z
    .record(group, logins, { error: 'a mapping from group names to GitHub logins' })
    .nullable(),
  clocks: section({
    grace: length(0, '0s'),
    commander: aMinuteOrMore,
    mitigation: aMinuteOrMore,
    update_silence: aMinuteOrMore,
    rounds: z
      .int({ error: roundsAllowed })
      .min(1, { error: roundsAllowed })
      .max(10, { error: roundsAllowed }),
  }).nullable(),
  postmortem: section({
    within: aMinuteOrMore,
    due: z.enum(['milestone', 'body'], { error: dueAllowed }),
    owed_by: z.enum(['highest', 'final'], { error: owedAllowed }),
    guide: z
      .url({ protocol: /^https$/, error: guideAllowed })
      .regex(/^https:\/\/\S+$/, { error: guideAllowed })
      .nullable(),
  }).nullable(),
  business_hours: section({
    timezone: z.string({ error: zoneAllowed }).refine(isTimezone, { error: zoneAllowed }),
    days: z
      .array(z.enum(WEEK, { error: daysAllowed }), { error: daysAllowed })
      .min(1, { error: daysAllowed })
      .transform((written) => WEEK.flatMap((day, at) => (written.includes(day) ? [at + 1] : []))),
    from: timeOfDay,
    to: timeOfDay,
  }).nullable(),
  manager: group,
});

/** The file's content after the schema: durations in milliseconds, colours bare, days as numbers. */
export type WrittenPolicy = z.output<typeof policySchema>;
