import type { Effect } from './effects.ts';
import { type Duration, HOUR, type Instant, MINUTE } from './time.ts';

/*
 * GitHub's secondary limits of one installation, and who goes first while there is less room than there is to do:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */

/** What a write is for, the most urgent first. */
export const URGENCIES = ['call', 'announcement', 'word', 'courtesy'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** One write to GitHub. */
export interface Spending {
  readonly urgency: Urgency;
  /** Whether GitHub counts it as creating content: a new comment or issue, of which people are told. */
  readonly creates: boolean;
}

/** What was written lately, oldest first. */
export interface Spent {
  readonly creations: readonly Instant[];
  readonly writes: readonly Instant[];
}

interface Limit {
  readonly of: keyof Spent;
  readonly per: Duration;
  /** As many as we make: some are left for people's own tools, and for what we cannot count. */
  readonly most: number;
}

/** GitHub allows 80 creations a minute and 500 an hour, and 900 points a minute, of which a write costs five. */
const LIMITS: readonly Limit[] = [
  { of: 'creations', per: MINUTE, most: 75 },
  { of: 'creations', per: HOUR, most: 470 },
  { of: 'writes', per: MINUTE, most: 150 },
];

/** The part of each limit that is used up at most, so that there is always room for what is more urgent. */
const SHARES: Readonly<Record<Urgency, number>> = {
  call: 1,
  announcement: 0.9,
  word: 0.8,
  courtesy: 0.5,
};

export const NOTHING_SPENT: Spent = { creations: [], writes: [] };

export const spend = (spent: Spent, { creates }: Spending, now: Instant): Spent => ({
  creations: [...since(spent.creations, now - HOUR), ...(creates ? [now] : [])],
  writes: [...since(spent.writes, now - MINUTE), now],
});

/**
 * When there is room for it: now, or when enough of what was written is long enough ago. Of `servers` each has an equal
 * part, for none knows what the others write.
 */
export function roomAt(
  spent: Spent,
  spending: Spending,
  { now, servers }: { readonly now: Instant; readonly servers: number },
): Instant {
  const times = limitsOf(spending).map(({ of, per, most }) => {
    const within = since(spent[of], now - per);
    const oldest = within[within.length - share(most / servers, spending.urgency)];
    return oldest === undefined ? now : oldest + per;
  });
  return Math.max(now, ...times);
}

/** How long a write of that kind takes where many of them go one after the other, minute by minute. */
export const paceOf = (spending: Spending, servers: number): Duration =>
  Math.max(
    ...limitsOf(spending)
      .filter(({ per }) => per === MINUTE)
      .map(({ per, most }) => Math.ceil(per / share(most / servers, spending.urgency))),
  );

const limitsOf = ({ creates }: Spending): readonly Limit[] =>
  LIMITS.filter(({ of }) => creates || of !== 'creations');

/** At least one: however many servers there are, nothing waits for ever. */
const share = (most: number, urgency: Urgency): number =>
  Math.max(1, Math.floor(most * SHARES[urgency]));

const since = (times: readonly Instant[], after: Instant): readonly Instant[] =>
  times.filter((time) => time > after);

/** Whether `a` is at least as urgent. */
export const isAsUrgent = (a: Urgency, b: Urgency): boolean =>
  URGENCIES.indexOf(a) <= URGENCIES.indexOf(b);

/** What an effect is, to GitHub's limits. Messages elsewhere are none of GitHub's and as urgent as can be. */
export function spendingOf(effect: Effect): Spending {
  switch (effect.kind) {
    case 'page':
    case 'notify':
      return { urgency: 'call', creates: false };
    case 'comment':
      return { urgency: effect.page ? 'call' : 'word', creates: true };
    case 'open-issue':
      // What is hidden in it is that it is an incident's own.
      return { urgency: effect.hidden === undefined ? 'word' : 'announcement', creates: true };
    default:
      return { urgency: 'courtesy', creates: false };
  }
}

/** The most urgent of what is to be done. */
export const mostUrgent = (effects: readonly Effect[]): Urgency =>
  effects
    .map((effect) => spendingOf(effect).urgency)
    .reduce<Urgency>((most, one) => (isAsUrgent(one, most) ? one : most), 'courtesy');
