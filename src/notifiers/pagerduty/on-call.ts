import { DAY, type Duration, type Instant, iso } from '../../core/time.ts';
import { field, listOf, textOf } from '../answer.ts';
import type { Outcome } from '../notifier.ts';
import { momentOf, type PagerDutyAccount, query, read } from './api.ts';

/** Somebody on call, as PagerDuty names them. */
export interface PagerDutyPerson {
  readonly name: string;
  readonly email: string | null;
}

/** Who is on call in a schedule, until when, and who takes over. */
export interface PagerDutyDuty {
  readonly now: readonly PagerDutyPerson[];
  /** Null: nobody else as far as was looked. */
  readonly until: Instant | null;
  readonly next: readonly PagerDutyPerson[];
}

/** How far ahead is looked for who is next. */
const AHEAD: Duration = 14 * DAY;
const A_PAGE = 100;
/** Two weeks of turns of an hour and a little more. */
const MOST_PAGES = 4;

/**
 * Who is on call by a schedule now and next. PagerDuty lists the people of schedules that some escalation policy uses:
 * https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls
 */
export async function dutyOf(
  account: PagerDutyAccount,
  schedule: string,
  now: Instant,
): Promise<Outcome<PagerDutyDuty>> {
  const shifts: Shift[] = [];
  let tries = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = query({
      'schedule_ids[]': schedule,
      'include[]': 'users',
      since: iso(now),
      until: iso(now + AHEAD),
      limit: String(A_PAGE),
      offset: String(page * A_PAGE),
    });
    const answer = await read(account, `/oncalls?${asked}`, (body) => ({
      shifts: listOf(body, 'oncalls').flatMap((one) => shiftIn(one) ?? []),
      more: field(body, 'more') === true,
    }));
    if (!answer.ok) return answer;
    shifts.push(...answer.value.shifts);
    tries += answer.tries;
    if (!answer.value.more) return { ok: true, value: dutyIn(shifts, now), tries };
  }
  // There is more than we looked at: who is next, nobody knows.
  return { ok: true, value: { now: onAt(shifts, now), until: null, next: [] }, tries };
}

interface Shift {
  readonly person: PagerDutyPerson;
  /** Null: since ever. */
  readonly start: Instant | null;
  /** Null: for ever. */
  readonly end: Instant | null;
}

/** The first moment at which others are on call than now; a person whose turn follows their own goes on. */
function dutyIn(shifts: readonly Shift[], now: Instant): PagerDutyDuty {
  const on = onAt(shifts, now);
  const borders = shifts
    .flatMap(({ start, end }) => [start ?? now, end ?? now])
    .filter((at) => at > now && at < now + AHEAD)
    .sort((a, b) => a - b);
  for (const until of borders) {
    const next = onAt(shifts, until);
    if (namesOf(next) !== namesOf(on)) return { now: on, until, next };
  }
  return { now: on, until: null, next: [] };
}

/** One who is on call by several escalation policies is one person. */
function onAt(shifts: readonly Shift[], at: Instant): readonly PagerDutyPerson[] {
  const on = shifts.filter(
    ({ start, end }) => (start === null || start <= at) && (end === null || at < end),
  );
  return [...new Map(on.map(({ person }) => [person.email ?? person.name, person])).values()];
}

const namesOf = (people: readonly PagerDutyPerson[]): string =>
  people
    .map(({ name, email }) => email ?? name)
    .sort()
    .join();

function shiftIn(value: unknown): Shift | null {
  const name = textOf(value, 'user', 'name') ?? textOf(value, 'user', 'summary');
  if (name === null) return null;
  return {
    person: { name, email: textOf(value, 'user', 'email') },
    start: momentOf(textOf(value, 'start')),
    end: momentOf(textOf(value, 'end')),
  };
}
