import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Override, type Rotation, whoIsOnCall } from '../../src/core/rotation.ts';
import { DAY, HOUR, type Instant, iso, MINUTE } from '../../src/core/time.ts';

const at = (text: string): Instant => Date.parse(text);
const aRotation = (changes: Partial<Rotation> = {}): Rotation => ({
  timezone: 'UTC',
  members: ['ana', 'ben', 'cleo'],
  // A Monday, 09:00 by the zone's own clock.
  start: at('2026-11-23T09:00:00Z'),
  every: 7 * DAY,
  overrides: [],
  ...changes,
});
const told = (rotation: Rotation, when: string): string => {
  const { now, until, next } = whoIsOnCall(rotation, at(when));
  return `${now ?? 'nobody'}, ${until === null ? 'for good' : `until ${iso(until)}: ${next ?? 'nobody'}`}`;
};

describe('whose turn it is', () => {
  test.each([
    ['before it begins', '2026-11-23T08:59:59Z', 'nobody, until 2026-11-23T09:00:00Z: ana'],
    ['as it begins', '2026-11-23T09:00:00Z', 'ana, until 2026-11-30T09:00:00Z: ben'],
    ['a second before hand-over', '2026-11-30T08:59:59Z', 'ana, until 2026-11-30T09:00:00Z: ben'],
    ['at hand-over', '2026-11-30T09:00:00Z', 'ben, until 2026-12-07T09:00:00Z: cleo'],
    ['after a whole round', '2026-12-14T09:00:00Z', 'ana, until 2026-12-21T09:00:00Z: ben'],
    ['years later', '2036-11-24T10:00:00Z', 'ana, until 2036-12-01T09:00:00Z: ben'],
  ])('weekly: %s', (_, when, expected) => expect(told(aRotation(), when)).toBe(expected));

  test('daily over a leap day', () => {
    const daily = aRotation({ every: DAY, start: at('2028-02-28T09:00:00Z') });
    expect(told(daily, '2028-02-29T08:00:00Z')).toBe('ana, until 2028-02-29T09:00:00Z: ben');
    expect(told(daily, '2028-02-29T12:00:00Z')).toBe('ben, until 2028-03-01T09:00:00Z: cleo');
    expect(told(daily, '2028-03-01T09:00:00Z')).toBe('cleo, until 2028-03-02T09:00:00Z: ana');
  });

  test.each([
    ['the night the clocks go forward is short', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00Z'],
    ['the night they go back is long', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00Z'],
  ])('09:00 in Berlin stays 09:00: %s', (_, when, until) => {
    const daily = aRotation({
      timezone: 'Europe/Berlin',
      every: DAY,
      start: at('2026-01-01T09:00:00Z'),
    });
    expect(iso(whoIsOnCall(daily, at(when)).until ?? 0)).toBe(until);
  });

  test('a hand-over that comes twice is at the first, and does not go back', () => {
    const nightly = aRotation({
      timezone: 'Europe/Berlin',
      every: DAY,
      start: at('2026-10-24T02:30:00Z'),
    });
    expect(told(nightly, '2026-10-25T00:29:00Z')).toBe('ana, until 2026-10-25T00:30:00Z: ben');
    // 02:10 for the second time.
    expect(told(nightly, '2026-10-25T01:10:00Z')).toBe('ben, until 2026-10-26T01:30:00Z: cleo');
  });

  test('a hand-over that the clocks leave out comes an hour later by the wall', () => {
    const nightly = aRotation({
      timezone: 'Europe/Berlin',
      every: DAY,
      start: at('2026-03-28T02:30:00Z'),
    });
    expect(told(nightly, '2026-03-29T01:29:59Z')).toBe('ana, until 2026-03-29T01:30:00Z: ben');
    expect(told(nightly, '2026-03-29T01:30:00Z')).toBe('ben, until 2026-03-30T00:30:00Z: cleo');
  });

  test('whoever is alone is on call for good', () => {
    expect(told(aRotation({ members: ['ana'] }), '2026-12-24T00:00:00Z')).toBe('ana, for good');
    expect(told(aRotation({ members: ['ana', 'ana'] }), '2026-12-24T00:00:00Z')).toBe(
      'ana, for good',
    );
  });

  test('two turns in a row are one stretch', () => {
    const rotation = aRotation({ members: ['ana', 'ana', 'ben'] });
    expect(told(rotation, '2026-11-24T00:00:00Z')).toBe('ana, until 2026-12-07T09:00:00Z: ben');
  });
});

describe('overrides', () => {
  const standIn = (member: string, from: string, until: string): Override => ({
    member,
    from: at(from),
    until: at(until),
  });
  const dana = standIn('dana', '2026-11-25T09:00:00Z', '2026-11-26T09:00:00Z');

  test.each([
    ['is announced', '2026-11-24T00:00:00Z', 'ana, until 2026-11-25T09:00:00Z: dana'],
    ['begins on the dot', '2026-11-25T09:00:00Z', 'dana, until 2026-11-26T09:00:00Z: ana'],
    [
      'lasts to the last millisecond',
      '2026-11-26T08:59:59.999Z',
      'dana, until 2026-11-26T09:00:00Z: ana',
    ],
    ['ends on the dot', '2026-11-26T09:00:00Z', 'ana, until 2026-11-30T09:00:00Z: ben'],
  ])('one %s', (_, when, expected) =>
    expect(told(aRotation({ overrides: [dana] }), when)).toBe(expected),
  );

  test('one over a hand-over gives way to whoever’s turn it is then', () => {
    const over = standIn('dana', '2026-11-29T00:00:00Z', '2026-12-01T00:00:00Z');
    expect(told(aRotation({ overrides: [over] }), '2026-11-30T09:00:00Z')).toBe(
      'dana, until 2026-12-01T00:00:00Z: ben',
    );
  });

  test('two that touch follow one another without a gap', () => {
    const eli = standIn('eli', '2026-11-26T09:00:00Z', '2026-11-27T09:00:00Z');
    expect(told(aRotation({ overrides: [eli, dana] }), '2026-11-25T10:00:00Z')).toBe(
      'dana, until 2026-11-26T09:00:00Z: eli',
    );
  });

  test('one before the beginning fills the gap, and the gap shows again after it', () => {
    const early = standIn('dana', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z');
    expect(told(aRotation({ overrides: [early] }), '2026-11-20T00:00:00Z')).toBe(
      'dana, until 2026-11-21T00:00:00Z: nobody',
    );
  });

  test('one far away is seen behind all the turns of somebody who is alone', () => {
    const far = standIn('dana', '2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z');
    const daily = aRotation({ members: ['ana'], every: DAY, overrides: [far] });
    expect(told(daily, '2026-11-24T00:00:00Z')).toBe('ana, until 2030-01-01T00:00:00Z: dana');
  });

  test('standing in for oneself changes nothing', () => {
    const self = standIn('ana', '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z');
    expect(told(aRotation({ overrides: [self] }), '2026-11-24T00:00:00Z')).toBe(
      'ana, until 2026-11-30T09:00:00Z: ben',
    );
  });
});

/** Zones and moments at which their clocks change. */
const CHANGES: readonly (readonly [zone: string, change: string])[] = [
  ['UTC', '2028-02-29T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/St_Johns', '2026-11-01T04:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
];
const aCase = fc
  .record({
    where: fc.constantFrom(...CHANGES),
    members: fc.array(fc.constantFrom('ana', 'ben', 'cleo'), { minLength: 1, maxLength: 4 }),
    begun: fc.integer({ min: -2, max: 40 }),
    handover: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    every: fc.constantFrom(HOUR, 90 * MINUTE, 12 * HOUR, DAY, 7 * DAY, 10 * DAY),
    away: fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }),
    breaks: fc.uniqueArray(fc.integer({ min: -4 * 24, max: 4 * 24 }), { maxLength: 6 }),
  })
  .map(({ where: [timezone, text], begun, handover, breaks, away, ...rest }) => {
    const change = at(text);
    const sorted = breaks.toSorted((a, b) => a - b).map((hours) => change + hours * HOUR);
    const overrides = sorted.flatMap((from, index) => {
      const until = sorted[index + 1];
      return index % 2 === 0 && until !== undefined ? [{ member: 'dana', from, until }] : [];
    });
    const day = Math.floor(change / DAY) * DAY - begun * DAY;
    const rotation: Rotation = { timezone, start: day + handover * MINUTE, overrides, ...rest };
    return { rotation, when: change + away * MINUTE };
  });

/** What a zone's clock on the wall shows, read another way than the calendar does; as if it were UTC. */
const readers = new Map<string, Intl.DateTimeFormat>();
function wall(zone: string, when: Instant): number {
  const reader =
    readers.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  readers.set(zone, reader);
  return Date.parse(`${reader.format(when).replace(' ', 'T')}Z`);
}

describe('in any zone, near any change of its clocks', () => {
  test('the turn is the last whose time the wall clock has shown', () => {
    fc.assert(
      fc.property(aCase, ({ rotation, when }) => {
        const { timezone, start, every, members } = rotation;
        fc.pre(every >= DAY);
        const { now } = whoIsOnCall({ ...rotation, overrides: [] }, when);
        // The furthest that the wall clock has been in the last two days: it may have gone back since.
        let furthest = Number.NEGATIVE_INFINITY;
        for (let seen = when - 2 * DAY; seen <= when; seen += 5 * MINUTE)
          furthest = Math.max(furthest, wall(timezone, seen));
        furthest = Math.max(furthest, wall(timezone, when));
        const turn = Math.floor((furthest - start) / every);
        const holder = (which: number) =>
          which < 0 ? null : (members[which % members.length] ?? null);
        // A border that a jump left out comes late: for as long, the turn before it may go on.
        const mayBeLate = furthest - start - turn * every <= DAY;
        expect(mayBeLate ? [holder(turn), holder(turn - 1)] : [holder(turn)]).toContain(now);
      }),
      { numRuns: 150 },
    );
  });

  test('the answer holds until the moment it names, and then it is the next one’s', () => {
    fc.assert(
      fc.property(aCase, ({ rotation, when }) => {
        const { now, until, next } = whoIsOnCall(rotation, when);
        if (until === null) return expect(next).toBeNull();
        expect(until).toBeGreaterThan(when);
        expect(next).not.toBe(now);
        expect(whoIsOnCall(rotation, until).now).toBe(next);
        expect(whoIsOnCall(rotation, until - 1).now).toBe(now);
        for (let step = 1; step < 12; step += 1) {
          const between = when + Math.floor(((until - when) * step) / 12);
          expect(whoIsOnCall(rotation, between).now).toBe(now);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('once it has begun, somebody always is', () => {
    fc.assert(
      fc.property(aCase, ({ rotation, when }) => {
        if (wall(rotation.timezone, when) < rotation.start + 2 * DAY) return;
        expect(whoIsOnCall(rotation, when).now).not.toBeNull();
      }),
    );
  });

  test('while an override lasts, nobody else is', () => {
    fc.assert(
      fc.property(aCase, ({ rotation, when }) => {
        const lasts = rotation.overrides.some(({ from, until }) => from <= when && when < until);
        expect(whoIsOnCall(rotation, when).now === 'dana').toBe(lasts);
      }),
    );
  });

  test('away from changes, everybody has turns of the same length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(DAY, 7 * DAY),
        (turns, every) => {
          const rotation = aRotation({ every });
          const { until } = whoIsOnCall(rotation, rotation.start + turns * every);
          expect(until).toBe(rotation.start + (turns + 1) * every);
        },
      ),
    );
  });
});
