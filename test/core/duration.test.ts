import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inWords, parseDuration } from '../../src/core/duration.ts';
import { DAY, HOUR, lengthOf, MINUTE, SECOND } from '../../src/core/time.ts';

describe('a length of time is read', () => {
  test.each([
    ['90s', 90 * SECOND],
    ['15m', 15 * MINUTE],
    ['24h', 24 * HOUR],
    ['2d', 2 * DAY],
    ['0s', 0],
    ['30M', 30 * MINUTE],
    [' 5m ', 5 * MINUTE],
    ['1h30m', 90 * MINUTE],
    ['1h 05m', 65 * MINUTE],
    ['2d 3h', 51 * HOUR],
  ])('%j', (text, expected) => expect(parseDuration(text)).toBe(expected));

  test.each([
    [''],
    [' '],
    ['15'],
    ['m'],
    ['-5m'],
    ['1.5h'],
    ['5 m'],
    ['15min'],
    ['30m1h'],
    ['1w'],
    ['1e3s'],
    ['9999999d'],
  ])('but not %j', (text) => expect(parseDuration(text)).toBeNull());

  test('as it is shown elsewhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), (minutes) => {
        const shown = lengthOf(minutes * MINUTE);
        const whole = minutes < 48 * 60 ? minutes : minutes - (minutes % 60);
        expect(parseDuration(shown)).toBe(whole * MINUTE);
      }),
    );
  });
});

describe('a length of time in words', () => {
  test.each([
    [15 * MINUTE, '15 minutes'],
    [MINUTE, '1 minute'],
    [90 * SECOND, '90 seconds'],
    [60 * MINUTE, '1 hour'],
    [90 * MINUTE, '90 minutes'],
    [24 * HOUR, '24 hours'],
    [36 * HOUR, '36 hours'],
    [2 * DAY, '2 days'],
    [50 * HOUR, '50 hours'],
  ])('%d ms is %s', (duration, expected) => expect(inWords(duration)).toBe(expected));
});
