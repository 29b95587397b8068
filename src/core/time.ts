/** A moment: milliseconds since 1970-01-01T00:00:00Z. GitHub's own times have a grain of one second. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** What the impure rooms wait with; stories wind one by hand. The core is given `now` instead. */
export interface Clock {
  now(): Instant;
  /** Resolves after `length` of this clock's time. */
  sleep(length: Duration): Promise<void>;
  /** Runs `task` at `when` (at once if that is past); the answer cancels it. */
  at(when: Instant, task: () => void): () => void;
}

/** `2026-11-23T10:02:00Z` */
export const iso = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** `10:02`, always UTC; a message says so beside it. */
export const clockTime = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** `2026-11-23`, in UTC. */
export const dateOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** `2026-11-25 10:40 UTC`: where the day matters as much as the hour. */
export const fullMoment = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `45s`, `4m`, `1h 05m`, `2d 3h`: as short as a person at 3 a.m. wants it. Negative lengths read as `0s`. */
export function lengthOf(duration: Duration): string {
  const seconds = Math.max(0, Math.floor(duration / SECOND));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60;
    return rest === 0 ? `${hours}h` : `${hours}h ${String(rest).padStart(2, '0')}m`;
  }
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days}d` : `${days}d ${hours % 24}h`;
}
