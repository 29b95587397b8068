import { describe, expect, test } from '@jest/globals';
import { whoIsOnCall } from '../../src/core/rotation.ts';
import { readRotation, type WrittenRotation } from '../../src/core/rotation-config.ts';
import { DAY, HOUR, iso } from '../../src/core/time.ts';

const written = (changes: Partial<WrittenRotation> = {}): WrittenRotation => ({
  timezone: 'Europe/Berlin',
  members: ['@Ana', 'ben'],
  start: '2026-11-23',
  ...changes,
});

describe('a rotation as it is written', () => {
  test('is weekly and handed over at 09:00 of its zone where nothing else is said', () => {
    const { rotation } = readRotation(written());
    expect(rotation).toEqual({
      timezone: 'Europe/Berlin',
      members: ['ana', 'ben'],
      start: Date.parse('2026-11-23T09:00:00Z'),
      every: 7 * DAY,
      overrides: [],
    });
    if (rotation) expect(iso(whoIsOnCall(rotation, 0).until ?? 0)).toBe('2026-11-23T08:00:00Z');
  });

  test.each([
    ['daily', DAY],
    ['weekly', 7 * DAY],
    ['12h', 12 * HOUR],
    ['14d', 14 * DAY],
  ])('every %s', (every, length) =>
    expect(readRotation(written({ every })).rotation?.every).toBe(length),
  );

  test('an override’s days begin and end at hand-over, its times are the zone’s', () => {
    const { rotation } = readRotation(
      written({
        handover: '8:30',
        overrides: [
          { member: 'Cleo', from: '2026-12-24', until: '2026-12-26' },
          { member: 'dana', from: '2026-12-26 08:30', until: '2026-12-26 18:00' },
        ],
      }),
    );
    expect(
      rotation?.overrides.map(({ member, from, until }) => [member, iso(from), iso(until)]),
    ).toEqual([
      ['cleo', '2026-12-24T07:30:00Z', '2026-12-26T07:30:00Z'],
      ['dana', '2026-12-26T07:30:00Z', '2026-12-26T17:00:00Z'],
    ]);
  });
});

describe('what is wrong is named', () => {
  const over = (member: string, from: string, until: string) => ({ member, from, until });
  test.each<[what: string, Partial<WrittenRotation>, path: string, value: string, allowed: string]>(
    [
      ['nobody in it', { members: [] }, 'members', '[]', 'at least one'],
      ['no login', { members: ['ana', 'b b'] }, 'members.1', 'b b', 'GitHub logins'],
      ['an unknown zone', { timezone: 'Mars/Olympus' }, 'timezone', 'Mars/Olympus', 'IANA'],
      ['an offset for a zone', { timezone: '+02:00' }, 'timezone', '+02:00', 'IANA'],
      ['a day that never was', { start: '2026-02-29' }, 'start', '2026-02-29', 'calendar'],
      ['a day in another order', { start: '23.11.2026' }, 'start', '23.11.2026', 'calendar'],
      ['no length', { every: 'fortnightly' }, 'every', 'fortnightly', 'daily, weekly, or a length'],
      ['too short', { every: '30m' }, 'every', '30m', 'from 1 hour'],
      ['too long', { every: '400d' }, 'every', '400d', 'to 366 days'],
      ['no time', { handover: '24:00' }, 'handover', '24:00', 'to "23:59"'],
      [
        'an override backwards',
        { overrides: [over('cleo', '2026-12-26', '2026-12-24')] },
        'overrides.0.until',
        '2026-12-24',
        'a time after from (2026-12-26)',
      ],
      [
        'an override of no length',
        { overrides: [over('cleo', '2026-12-24', '2026-12-24 09:00')] },
        'overrides.0.until',
        '2026-12-24 09:00',
        'a time after from',
      ],
      [
        'an override by nobody',
        { overrides: [over('', '2026-12-24', '2026-12-25')] },
        'overrides.0.member',
        '',
        'a GitHub login',
      ],
      [
        'an override at no time',
        { overrides: [over('cleo', '2026-12-24 25:00', '2026-12-26')] },
        'overrides.0.from',
        '2026-12-24 25:00',
        'in the rotation’s zone',
      ],
      [
        'two overrides at once',
        {
          overrides: [
            over('cleo', '2026-12-24', '2026-12-26'),
            over('dana', '2026-12-25 20:00', '2026-12-27'),
          ],
        },
        'overrides.1',
        'dana from 2026-12-25 20:00 until 2026-12-27',
        'nobody else stands in (overrides.0: cleo from 2026-12-24 until 2026-12-26)',
      ],
    ],
  )('%s', (_, changes, path, value, allowed) => {
    const { rotation, problems } = readRotation(written(changes));
    expect(rotation).toBeNull();
    expect(problems).toEqual([{ path, value, allowed: expect.stringContaining(allowed) }]);
  });

  test('all of it at once', () => {
    const { problems } = readRotation(
      written({ members: [], every: 'x', start: 'x', timezone: 'x', handover: 'x' }),
    );
    expect(problems.map(({ path }) => path).toSorted()).toEqual(
      ['every', 'handover', 'members', 'start', 'timezone'].toSorted(),
    );
  });

  test('overrides that touch do not overlap', () => {
    const overrides = [
      over('cleo', '2026-12-24', '2026-12-25'),
      over('dana', '2026-12-25', '2026-12-26'),
    ];
    expect(readRotation(written({ overrides })).problems).toEqual([]);
  });
});
