import { DAY, dateOf, type Instant } from './time.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?';
const DATE = `\\d{1,4}[./-]\\d[\\d./-]*|\\d{8}|today|tomorrow|${WEEKDAY}|in \\d{1,3} (?:day|week)s?`;
const BEHIND = new RegExp(`(?:^|\\s)(?:by\\s+(${DATE})|(in\\s+\\d{1,3}\\s+(?:day|week)s?))$`, 'i');

/** What stands before a date at the end of a text, and the date as written; null where there is none. */
export function splitDate(text: string): { readonly text: string; readonly date: string } | null {
  const match = BEHIND.exec(text);
  const date = match?.[1] ?? match?.[2];
  return match && date ? { text: text.slice(0, match.index).trim(), date } : null;
}

/**
 * The day that is meant, as `2026-12-01`, where today is the day of `at` in UTC; null where it is no day. Of a
 * weekday the next one is meant: on a Friday, `friday` is a week away.
 */
export function dayMeant(written: string, at: Instant): string | null {
  const word = written.toLowerCase().replace(/\s+/g, ' ');
  if (word === 'today') return dateOf(at);
  if (word === 'tomorrow') return dateOf(at + DAY);
  const length = /^in (\d+) (day|week)/.exec(word);
  if (length) return dateOf(at + Number(length[1]) * (length[2] === 'week' ? 7 : 1) * DAY);
  const weekday = WEEKDAYS.indexOf(word.slice(0, 3));
  if (weekday >= 0) return dateOf(at + (((weekday - new Date(at).getUTCDay() + 6) % 7) + 1) * DAY);
  return isDay(word) ? word : null;
}

/** `2026-02-30` reads as a date and is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && dateOf(at) === text;
}
