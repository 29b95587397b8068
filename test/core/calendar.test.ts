import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isOpen, isTimezone, nextOpen } from '../../src/core/calendar.ts';
import type { BusinessHours } from '../../src/core/policy.ts';
import { DAY, iso, MINUTE } from '../../src/core/time.ts';

const clock = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};
const hoursOf = (timezone: string, from = '09:00', to = '17:00', days = [1, 2, 3, 4, 5]) => ({
  timezone,
  days,
  from: clock(from),
  to: clock(to),
});
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string): number => Date.parse(text);

// 2026-11-23 is a Monday.
describe('open or closed', () => {
  test.each([
    ['Monday as it opens', 'UTC', '2026-11-23T09:00:00Z', true],
    ['a second before', 'UTC', '2026-11-23T08:59:59Z', false],
    ['a second before it closes', 'UTC', '2026-11-23T16:59:59Z', true],
    ['as it closes', 'UTC', '2026-11-23T17:00:00Z', false],
    ['Sunday noon', 'UTC', '2026-11-22T12:00:00Z', false],
    ['Saturday noon', 'UTC', '2026-11-28T12:00:00Z', false],
    ['09:00 in Berlin, in winter', 'Europe/Berlin', '2026-11-23T08:00:00Z', true],
    ['08:30 in Berlin, in winter', 'Europe/Berlin', '2026-11-23T07:30:00Z', false],
    ['09:30 in Berlin, in summer', 'Europe/Berlin', '2026-07-20T07:30:00Z', true],
    ['Monday in Kathmandu, Sunday never', 'Asia/Kathmandu', '2026-11-23T03:15:00Z', true],
    ["half an hour's zone: 09:00 in St John's", 'America/St_Johns', '2026-11-23T12:30:00Z', true],
    ['before 1970', 'UTC', '1969-12-29T10:00:00Z', true],
  ])('%s', (_, zone, when, expected) => expect(isOpen(hoursOf(zone), at(when))).toBe(expected));
});

describe('the next opening', () => {
  test.each([
    ['is now while open', hoursOf('UTC'), '2026-11-23T10:02:03Z', '2026-11-23T10:02:03Z'],
    ['is this morning before it', hoursOf('UTC'), '2026-11-23T03:00:00Z', '2026-11-23T09:00:00Z'],
    ['is tomorrow after closing', hoursOf('UTC'), '2026-11-23T17:00:00Z', '2026-11-24T09:00:00Z'],
    ['is Monday after Friday', hoursOf('UTC'), '2026-11-27T18:00:00Z', '2026-11-30T09:00:00Z'],
    [
      'is a week later where one day is open',
      hoursOf('UTC', '09:00', '17:00', [1]),
      '2026-11-23T17:00:00Z',
      '2026-11-30T09:00:00Z',
    ],
    [
      'has 09:00 before the clocks changed and after (Berlin, 29 March)',
      hoursOf('Europe/Berlin'),
      '2026-03-27T20:00:00Z',
      '2026-03-30T07:00:00Z',
    ],
    [
      'comes with the end of the jump that leaves it out (Berlin, 02:00 → 03:00)',
      hoursOf('Europe/Berlin', '02:30', '10:00', EVERY_DAY),
      '2026-03-29T00:10:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'comes a day later where the jump leaves out all hours',
      hoursOf('Europe/Berlin', '02:10', '02:50', EVERY_DAY),
      '2026-03-29T00:10:00Z',
      '2026-03-30T00:10:00Z',
    ],
    [
      'is the first of two (Berlin, 03:00 → 02:00)',
      hoursOf('Europe/Berlin', '02:30', '02:45', EVERY_DAY),
      '2026-10-24T23:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'is the second of two after the first has closed',
      hoursOf('Europe/Berlin', '02:30', '02:45', EVERY_DAY),
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'comes when the clocks go back into the hours (Lord Howe, 02:00 → 01:30)',
      hoursOf('Australia/Lord_Howe', '01:00', '01:45', EVERY_DAY),
      '2026-04-04T14:50:00Z',
      '2026-04-04T15:00:00Z',
    ],
    [
      'skips the day that Samoa left out (30 December 2011, a Friday)',
      hoursOf('Pacific/Apia', '09:00', '17:00', [4, 5, 6]),
      '2011-12-30T09:00:00Z',
      '2011-12-30T19:00:00Z',
    ],
  ])('%s', (_, hours, from, expected) => expect(iso(nextOpen(hours, at(from)))).toBe(expected));

  test('of hours that never open is a bug, not a loop', () => {
    expect(() => nextOpen(hoursOf('UTC', '10:00', '10:00'), 0)).toThrow('never open');
    expect(() => nextOpen(hoursOf('UTC', '09:00', '17:00', []), 0)).toThrow('never open');
    expect(() => addWorkingDays(hoursOf('UTC', '09:00', '17:00', []), 0, 1)).toThrow('weekday');
  });
});

describe('working days later', () => {
  test.each([
    ['five from Monday 10:00', 'UTC', '2026-11-23T10:00:00Z', 5, '2026-11-30T10:00:00Z'],
    ['one from Friday 10:00', 'UTC', '2026-11-27T10:00:00Z', 1, '2026-11-30T10:00:00Z'],
    ['one from Saturday 10:00', 'UTC', '2026-11-28T10:00:00Z', 1, '2026-11-30T10:00:00Z'],
    ['none while open', 'UTC', '2026-11-23T10:00:00Z', 0, '2026-11-23T10:00:00Z'],
    ['none on Saturday', 'UTC', '2026-11-28T10:00:00Z', 0, '2026-11-30T09:00:00Z'],
    ['one from Monday 20:00', 'UTC', '2026-11-23T20:00:00Z', 1, '2026-11-25T09:00:00Z'],
    ['one from Monday 05:00', 'UTC', '2026-11-23T05:00:00Z', 1, '2026-11-24T09:00:00Z'],
    ['10:00 stays 10:00', 'Europe/Berlin', '2026-03-27T09:00:00Z', 1, '2026-03-30T08:00:00Z'],
    ['and back', 'Europe/Berlin', '2026-10-23T08:00:00Z', 1, '2026-10-26T09:00:00Z'],
  ])('%s', (_, zone, from, days, expected) =>
    expect(iso(addWorkingDays(hoursOf(zone), at(from), days))).toBe(expected),
  );

  test('a time that a jump leaves out is as much later as the jump is long', () => {
    const hours = hoursOf('Europe/Berlin', '00:00', '24:00', EVERY_DAY);
    expect(iso(addWorkingDays(hours, at('2026-03-28T01:30:00Z'), 1))).toBe('2026-03-29T01:30:00Z');
  });

  test('of a time that comes twice the first is meant', () => {
    const hours = hoursOf('Europe/Berlin', '00:00', '24:00', EVERY_DAY);
    expect(iso(addWorkingDays(hours, at('2026-10-24T00:30:00Z'), 1))).toBe('2026-10-25T00:30:00Z');
  });
});

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['Mars/Olympus', false],
  ['+02:00', false],
  ['', false],
])('%j as a time zone: %s', (name, expected) => expect(isTimezone(name)).toBe(expected));

/** Reads a wall clock another way than the calendar does. */
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const readers = new Map<string, Intl.DateTimeFormat>();
function wallClock(zone: string, when: number): { date: string; day: number; minute: number } {
  const reader =
    readers.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      month: 'short',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  readers.set(zone, reader);
  const parts = reader.formatToParts(when);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('day')} ${part('month')}`,
    day: WEEKDAYS.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
function openByTheClock(hours: BusinessHours, when: number): boolean {
  const { day, minute } = wallClock(hours.timezone, when);
  return hours.days.includes(day) && minute >= hours.from && minute < hours.to;
}

/** Moments at which the clocks of the zones change, and one at which none does. */
const CHANGES: Record<string, string[]> = {
  UTC: ['2026-06-01T00:00:00Z'],
  'Europe/Berlin': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'America/St_Johns': ['2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z', '2010-11-07T02:31:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  'Asia/Kathmandu': ['2026-06-01T00:00:00Z', '1985-12-31T18:30:00Z'],
};
const aZoneAndChange = fc.constantFrom(
  ...Object.entries(CHANGES).flatMap(([zone, all]) => all.map((one) => [zone, at(one)] as const)),
);
/** Hours of any kind and a moment near a change of that zone's clocks, to the minute. */
const aCase = fc
  .record({
    where: aZoneAndChange,
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    range: fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 2, maxLength: 2 }),
    away: fc.integer({ min: -36 * 60, max: 36 * 60 }),
  })
  .map(({ where: [timezone, change], days, range, away }) => {
    const hours: BusinessHours = {
      timezone,
      days: days.toSorted(),
      from: Math.min(...range),
      to: Math.max(...range),
    };
    return { hours, when: change + away * MINUTE };
  });

describe('in any zone, near any change of its clocks', () => {
  test('open is what the wall clock says', () => {
    fc.assert(
      fc.property(aCase, ({ hours, when }) => {
        expect(isOpen(hours, when)).toBe(openByTheClock(hours, when));
      }),
      { numRuns: 500 },
    );
  });

  test('the next opening is the first open minute that a patient watcher sees', () => {
    fc.assert(
      fc.property(aCase, ({ hours, when }) => {
        let seen = when;
        const patience = when + 2 * DAY;
        while (seen < patience && !openByTheClock(hours, seen)) seen += MINUTE;
        const found = nextOpen(hours, when);
        if (seen < patience) expect(found).toBe(seen);
        else expect(found).toBeGreaterThanOrEqual(patience);
      }),
      { numRuns: 200 },
    );
  });

  test('the next opening is open, and its own next opening', () => {
    fc.assert(
      fc.property(aCase, ({ hours, when }) => {
        const found = nextOpen(hours, when);
        expect(openByTheClock(hours, found)).toBe(true);
        expect(nextOpen(hours, found)).toBe(found);
        expect(found).toBeLessThanOrEqual(when + 15 * DAY);
      }),
    );
  });

  test('working days later it is open, and as many working days were counted', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: 0, max: 15 }), ({ hours, when }, days) => {
        const found = addWorkingDays(hours, when, days);
        expect(openByTheClock(hours, found)).toBe(true);
        // A set of dates: clocks that go back over midnight show one of them twice.
        const dates = new Set<string>();
        for (let seen = when; seen < found; seen += 15 * MINUTE) note(seen);
        note(found);
        function note(seen: number): void {
          const { day, date } = wallClock(hours.timezone, seen);
          if (hours.days.includes(day)) dates.add(date);
        }
        dates.delete(wallClock(hours.timezone, when).date);
        const counted = dates.size;
        // A closed time of day puts it off to the next of the days, which counts one more, a jump another.
        expect(counted).toBeGreaterThanOrEqual(days);
        expect(counted).toBeLessThanOrEqual(days + 2);
      }),
      { numRuns: 60 },
    );
  });

  test('while open all day, the wall clock shows the same time as it did', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: 3, max: 15 }), ({ hours, when }, days) => {
        // Three days on, the change is past, whatever it was, and no jump is near.
        const always = { ...hours, from: 0, to: 24 * 60, days: EVERY_DAY };
        const found = addWorkingDays(always, when, days);
        const then = wallClock(hours.timezone, found);
        const before = wallClock(hours.timezone, when);
        expect(then.minute).toBe(before.minute);
        expect(then.day).toBe(((before.day - 1 + days) % 7) + 1);
      }),
      { numRuns: 300 },
    );
  });
});
