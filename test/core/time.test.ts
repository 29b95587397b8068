import { expect, test } from '@jest/globals';
import {
  clockTime,
  DAY,
  dateOf,
  fullMoment,
  HOUR,
  iso,
  lengthOf,
  MINUTE,
  SECOND,
} from '../../src/core/time.ts';
import { at } from '../support/builders.ts';

test.each([
  [-SECOND, '0s'],
  [0, '0s'],
  [999, '0s'],
  [45 * SECOND, '45s'],
  [59_999, '59s'],
  [MINUTE, '1m'],
  [15 * MINUTE + 20 * SECOND, '15m'],
  [HOUR, '1h'],
  [HOUR + 5 * MINUTE, '1h 05m'],
  [47 * HOUR + 59 * MINUTE, '47h 59m'],
  [2 * DAY, '2d'],
  [2 * DAY + 3 * HOUR + 59 * MINUTE, '2d 3h'],
])('%d milliseconds are %s', (duration, text) => {
  expect(lengthOf(duration)).toBe(text);
});

test('moments are written in UTC, with the grain that GitHub has', () => {
  const moment = at('2026-11-23 10:02:05');
  expect([iso(moment), clockTime(moment), dateOf(moment)]).toEqual([
    '2026-11-23T10:02:05Z',
    '10:02',
    '2026-11-23',
  ]);
});

test('a moment with its day', () => {
  expect(fullMoment(at('2026-11-25 10:40:59'))).toBe('2026-11-25 10:40 UTC');
});
