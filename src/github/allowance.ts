import { type Instant, SECOND } from '../core/time.ts';

/** What is left of what GitHub grants an hour. */
export interface Left {
  readonly resource: string;
  readonly remaining: number;
}

interface Known {
  readonly resource: string;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** The parts of GitHub's limits that we use: https://docs.github.com/en/rest/rate-limit */
const RESOURCES = ['core', 'graphql'];

/** Remembers what GitHub said with its answers about what is left, of each installation. */
export function createAllowance() {
  const known = new Map<string, Known>();
  return {
    /** Takes the headers of an answer, as octokit has them. */
    note(installation: number, headers: Readonly<Record<string, unknown>>): void {
      const resource = String(headers['x-ratelimit-resource'] ?? '');
      const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
      const resetAt = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * SECOND;
      if (!RESOURCES.includes(resource) || !Number.isFinite(remaining + resetAt)) return;
      known.set(`${installation} ${resource}`, { resource, remaining, resetAt });
    },
    /** Of each resource the least that an installation has left. What was said before the hour ended is past. */
    left(now: Instant): readonly Left[] {
      for (const [key, { resetAt }] of known) if (resetAt <= now) known.delete(key);
      return RESOURCES.flatMap((resource) => {
        const all = [...known.values()].filter((one) => one.resource === resource);
        if (all.length === 0) return [];
        return [{ resource, remaining: Math.min(...all.map(({ remaining }) => remaining)) }];
      });
    },
  };
}
