import { describe, expect, test } from '@jest/globals';
import { dayMeant, splitDate } from '../../src/core/due-date.ts';
import { at } from '../support/builders.ts';

describe('a date at the end of a text', () => {
  test.each([
    ['alert on the queue by 2026-12-01', 'alert on the queue', '2026-12-01'],
    ['alert on the queue BY Friday', 'alert on the queue', 'Friday'],
    ['alert on the queue by tomorrow', 'alert on the queue', 'tomorrow'],
    ['alert on the queue in 2 weeks', 'alert on the queue', 'in 2 weeks'],
    ['alert on the queue by in 10 days', 'alert on the queue', 'in 10 days'],
    ['alert on the queue by 1.12.2026', 'alert on the queue', '1.12.2026'],
    ['by friday', '', 'friday'],
  ])('%s', (written, text, date) => {
    expect(splitDate(written)).toEqual({ text, date });
  });

  test.each([
    'fix the leak found by ana',
    'by 2026-12-01 alert on the queue',
    'retry only by 5',
    'standby 2026-12-01',
    'look at what came in weeks ago',
    '',
  ])('%s has none', (written) => {
    expect(splitDate(written)).toBeNull();
  });
});

describe('on Monday 2026-11-23', () => {
  test.each([
    ['today', '2026-11-23'],
    ['Tomorrow', '2026-11-24'],
    ['tuesday', '2026-11-24'],
    ['fri', '2026-11-27'],
    ['Sunday', '2026-11-29'],
    ['monday', '2026-11-30'],
    ['in 1 day', '2026-11-24'],
    ['in  2  weeks', '2026-12-07'],
    ['2026-12-01', '2026-12-01'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['1.12.2026', null],
    ['12/01', null],
    ['20261201', null],
  ])('%s is %s', (written, day) => {
    expect(dayMeant(written, at('23:30'))).toBe(day);
  });
});
