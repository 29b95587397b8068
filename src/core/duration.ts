import { DAY, type Duration, HOUR, MINUTE, SECOND } from './time.ts';

const WRITTEN = /^(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?$/i;

/**
 * `90s`, `15m`, `24h`, `2d`, and several together from the largest down: `1h 30m`. Spaces around it do
 * not count; null where it is anything else (a bare number among them: nobody knows its unit).
 */
export function parseDuration(text: string): Duration | null {
  const trimmed = text.trim();
  const match = WRITTEN.exec(trimmed);
  if (!match || trimmed === '') return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return (
    Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
  );
}

/** As a sentence says it, in the largest unit that leaves no rest: `15 minutes`, `1 hour`, `24 hours`, `2 days`. */
export function inWords(duration: Duration): string {
  const count = (unit: Duration, name: string) => {
    const many = duration / unit;
    return `${many} ${name}${many === 1 ? '' : 's'}`;
  };
  if (duration >= 2 * DAY && duration % DAY === 0) return count(DAY, 'day');
  if (duration >= HOUR && duration % HOUR === 0) return count(HOUR, 'hour');
  if (duration >= MINUTE && duration % MINUTE === 0) return count(MINUTE, 'minute');
  return count(SECOND, 'second');
}
