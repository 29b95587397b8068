import { describe, expect, test } from '@jest/globals';
import {
  type Attempt,
  type DeliveryNotes,
  lookBackTo,
  NOTHING_NOTED,
  noted,
  redelivery,
  unansweredIn,
} from '../../src/core/failed-deliveries.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const tried = (guid: string, id: string, ago: number): Attempt => ({ guid, id, at: NOW - ago });
const ids = (attempts: readonly Attempt[]): readonly string[] => attempts.map(({ id }) => id);

/** What is asked for, put off and given up, by the ids of the tries. */
function decide(
  failed: readonly Attempt[],
  { notes = NOTHING_NOTED, arrived = [] as readonly string[] } = {},
) {
  const { again, later, givenUp } = redelivery(unansweredIn(failed, notes), {
    notes,
    arrived: new Set(arrived),
    now: NOW,
  });
  return { again: ids(again), later: ids(later), givenUp: ids(givenUp) };
}

const asked = (attempt: string, times: number, ago: number): DeliveryNotes => ({
  since: 0,
  asked: { a: { attempt, times, at: NOW - ago } },
});

describe('of the webhooks that failed', () => {
  test.each<
    [
      what: string,
      failed: readonly Attempt[],
      given: Parameters<typeof decide>[1],
      so: Partial<ReturnType<typeof decide>>,
    ]
  >([
    ['nothing', [], {}, {}],
    ['one that failed once', [tried('a', '1', MINUTE)], {}, { again: ['1'] }],
    [
      'of several tries the newest',
      [tried('a', '1', 9 * MINUTE), tried('a', '3', MINUTE), tried('a', '2', 5 * MINUTE)],
      {},
      { again: ['3'] },
    ],
    [
      'of several webhooks the newest first',
      [tried('a', '1', 9 * MINUTE), tried('b', '2', MINUTE)],
      {},
      { again: ['2', '1'] },
    ],
    ['one of which a try arrived', [tried('a', '1', MINUTE)], { arrived: ['a'] }, {}],
    [
      'a try that was asked for already',
      [tried('a', '1', HOUR)],
      { notes: asked('1', 1, HOUR) },
      {},
    ],
    [
      'one that failed again',
      [tried('a', '2', MINUTE)],
      { notes: asked('1', 1, 5 * MINUTE) },
      { again: ['2'] },
    ],
    [
      'one that failed again, and again: not so soon',
      [tried('a', '3', MINUTE)],
      { notes: asked('2', 2, 5 * MINUTE) },
      { later: ['3'] },
    ],
    [
      'one that failed again, and again: after a pause',
      [tried('a', '3', MINUTE)],
      { notes: asked('2', 2, 15 * MINUTE) },
      { again: ['3'] },
    ],
    [
      'one that failed seven times',
      [tried('a', '8', MINUTE)],
      { notes: asked('7', 7, 2 * DAY) },
      { givenUp: ['8'] },
    ],
  ])('%s', (_what, failed, given, so) => {
    expect(decide(failed, given)).toEqual({ again: [], later: [], givenUp: [], ...so });
  });

  test('so many at once, the others at the next look', () => {
    const failed = Array.from({ length: 250 }, (_, n) => tried(`g${n}`, String(n), n * MINUTE));
    const { again, later } = decide(failed);
    expect([again.length, later.length]).toEqual([200, 50]);
    expect(again[0]).toBe('0');
  });
});

describe('between two looks is remembered', () => {
  test('from when on: what may have been listed late is looked at twice', () => {
    expect(noted(NOTHING_NOTED, { done: [], later: [], now: NOW }).since).toBe(NOW - 10 * MINUTE);
  });

  test('from when on: the oldest that is still to be asked for', () => {
    const later = [tried('a', '1', HOUR), tried('b', '2', 2 * HOUR)];
    expect(noted(NOTHING_NOTED, { done: [], later, now: NOW }).since).toBe(NOW - 2 * HOUR);
  });

  test('how often a webhook was asked for, for three days', () => {
    const notes = { since: 0, asked: { ...asked('1', 2, HOUR).asked } };
    const after = noted(notes, { done: [tried('a', '2', 0)], later: [], now: NOW });
    expect(after.asked).toEqual({ a: { attempt: '2', times: 3, at: NOW } });
    const later = noted(after, { done: [], later: [], now: NOW + 3 * DAY });
    expect(later.asked).toEqual({});
  });

  test('of no more webhooks than are listed', () => {
    const done = Array.from({ length: 5_000 }, (_, n) => tried(`g${n}`, String(n), 0));
    const { asked } = noted(NOTHING_NOTED, { done, later: [], now: NOW });
    expect(
      Object.keys(noted({ since: 0, asked }, { done: [], later: [], now: NOW }).asked),
    ).toHaveLength(4_000);
  });

  test('but GitHub delivers nothing again that is older than three days', () => {
    expect(lookBackTo(NOTHING_NOTED, NOW)).toBe(NOW - 3 * DAY);
    expect(lookBackTo({ since: NOW - HOUR, asked: {} }, NOW)).toBe(NOW - HOUR);
  });
});
