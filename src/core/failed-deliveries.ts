import { DAY, type Duration, type Instant, MINUTE } from './time.ts';

/** One try of GitHub's to deliver one webhook. */
export interface Attempt {
  /** Of the try; GitHub's are longer than a number holds exactly. */
  readonly id: string;
  /** Of the webhook: the same for every try. */
  readonly guid: string;
  readonly at: Instant;
}

/** What is remembered between two looks. */
export interface DeliveryNotes {
  /** Everything that failed before is dealt with. */
  readonly since: Instant;
  /** By the webhook: the last try that we asked GitHub to repeat, when, and how often we have asked. */
  readonly asked: Readonly<Record<string, Asked>>;
}

interface Asked {
  readonly attempt: string;
  readonly at: Instant;
  readonly times: number;
}

interface Redelivery {
  /** What to deliver again, the newest first: of what is new somebody may still be waiting for an answer. */
  readonly again: readonly Attempt[];
  /** What will be delivered again, but not now. */
  readonly later: readonly Attempt[];
  /** What is not delivered, however often GitHub is asked. */
  readonly givenUp: readonly Attempt[];
}

/** GitHub delivers again, by request, for three days: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const LOOK_BACK: Duration = 3 * DAY;
/** So many a look: each is a request, and GitHub sends them all at once. */
const MOST_AT_ONCE = 200;
/** More than are listed: of those beyond, GitHub shows us none. */
const MOST_NOTED = 4_000;
/** The pause after the first; each of the next is three times as long, so that the last ends the three days. */
const FIRST_PAUSE: Duration = 4 * MINUTE;
const MOST_TIMES = 7;
/** GitHub lists a failure some time after it began to deliver, by a clock that is not ours. */
const OVERLAP: Duration = 10 * MINUTE;

export const NOTHING_NOTED: DeliveryNotes = { since: 0, asked: {} };

/** From when failures are looked at. */
export const lookBackTo = ({ since }: DeliveryNotes, now: Instant): Instant =>
  Math.max(since, now - LOOK_BACK);

/** The newest try of each webhook, where GitHub was not yet asked to repeat that one; the newest first. */
export function unansweredIn(
  failed: readonly Attempt[],
  { asked }: DeliveryNotes,
): readonly Attempt[] {
  const newest = new Map<string, Attempt>();
  for (const attempt of failed) {
    const known = newest.get(attempt.guid);
    if (!known || attempt.at > known.at) newest.set(attempt.guid, attempt);
  }
  return [...newest.values()]
    .filter(({ guid, id }) => asked[guid]?.attempt !== id)
    .sort((a, b) => b.at - a.at);
}

/**
 * Which of the {@link unansweredIn} tries GitHub is asked to repeat. A webhook of which any try `arrived` is left alone;
 * of the others each try is repeated once, with growing pauses, and not for ever.
 */
export function redelivery(
  unanswered: readonly Attempt[],
  given: {
    readonly notes: DeliveryNotes;
    readonly arrived: ReadonlySet<string>;
    readonly now: Instant;
  },
): Redelivery {
  const { notes, arrived, now } = given;
  const open = unanswered.filter(({ guid }) => !arrived.has(guid));
  const isLost = ({ guid }: Attempt): boolean => timesOf(notes, guid) >= MOST_TIMES;
  const again = open
    .filter((attempt) => !isLost(attempt) && isReady(notes.asked[attempt.guid], now))
    .slice(0, MOST_AT_ONCE);
  return {
    again,
    later: open.filter((attempt) => !isLost(attempt) && !again.includes(attempt)),
    givenUp: open.filter(isLost),
  };
}

/** What to remember of a look: `done` was asked for or given up, `later` is still to be asked for. */
export function noted(
  notes: DeliveryNotes,
  look: {
    readonly done: readonly Attempt[];
    readonly later: readonly Attempt[];
    readonly now: Instant;
  },
): DeliveryNotes {
  const { done, later, now } = look;
  const kept = Object.entries(notes.asked)
    .filter(([, { at }]) => at > now - LOOK_BACK)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, MOST_NOTED);
  const asked = done.map(({ guid, id }): [string, Asked] => [
    guid,
    { attempt: id, at: now, times: timesOf(notes, guid) + 1 },
  ]);
  return {
    since: Math.min(now - OVERLAP, ...later.map(({ at }) => at)),
    asked: Object.fromEntries([...kept, ...asked]),
  };
}

const timesOf = ({ asked }: DeliveryNotes, guid: string): number => asked[guid]?.times ?? 0;

const isReady = (asked: Asked | undefined, now: Instant): boolean =>
  !asked || now - asked.at >= FIRST_PAUSE * 3 ** (asked.times - 1);
