import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, type Instant, iso, MINUTE } from '../../src/core/time.ts';
import { readWhen } from '../../src/core/when.ts';

const type = (when: string): string => `\`/at ${when}\``;
const read = (text: string, said = '2026-11-23T14:30:20Z') =>
  readWhen(text, { said: Date.parse(said), type });
const moment = (text: string, said?: string): string => {
  const when = read(text, said);
  return when.ok ? iso(when.value.at) : `refused: ${when.refusal.because}`;
};

describe('a time, typed on Monday 2026-11-23 at 14:30:20 UTC:', () => {
  test.each([
    ['14:05', '2026-11-23T14:05:00Z'],
    ['9:05', '2026-11-23T09:05:00Z'],
    ['14:30', '2026-11-23T14:30:00Z'],
    ['14:05:10', '2026-11-23T14:05:10Z'],
    ['00:00', '2026-11-23T00:00:00Z'],
    ['23:50', '2026-11-22T23:50:00Z'],
    ['17:31', '2026-11-22T17:31:00Z'],
    ['14:05Z', '2026-11-23T14:05:00Z'],
    ['14:05 UTC', '2026-11-23T14:05:00Z'],
    ['14:05 gmt', '2026-11-23T14:05:00Z'],
    ['14:05 Europe/Berlin', '2026-11-23T13:05:00Z'],
    ['14:05 europe/berlin', '2026-11-23T13:05:00Z'],
    ['09:05 America/New_York', '2026-11-23T14:05:00Z'],
    ['18:00 America/Argentina/Buenos_Aires', '2026-11-22T21:00:00Z'],
    ['14:05+01:00', '2026-11-23T13:05:00Z'],
    ['14:05 -0500', '2026-11-22T19:05:00Z'],
    ['14:05+05:45', '2026-11-23T08:20:00Z'],
    ['yesterday 23:50', '2026-11-22T23:50:00Z'],
    ['Yesterday 14:05', '2026-11-22T14:05:00Z'],
    ['yesterday 23:50 Asia/Tokyo', '2026-11-22T14:50:00Z'],
    ['today 14:05', '2026-11-23T14:05:00Z'],
    ['2026-11-22 08:00', '2026-11-22T08:00:00Z'],
    ['2026-11-22T08:00Z', '2026-11-22T08:00:00Z'],
    ['2026-07-01 14:05 Europe/Berlin', '2026-07-01T12:05:00Z'],
  ])('%s is %s', (text, expected) => expect(moment(text)).toBe(expected));

  test.each([
    ['14:05 rolled back', 'rolled back'],
    ['14:05: rolled back', 'rolled back'],
    ['14:05 UTC rolled back', 'rolled back'],
    ['14:05 UTC/GMT is what the graph says', 'UTC/GMT is what the graph says'],
    ['14:05 Europe/Berlin rolled back', 'rolled back'],
    ['14:05 CPU/memory rose', 'CPU/memory rose'],
    ['14:05 Japan lost its region', 'Japan lost its region'],
    ['14:05 +3 errors', '+3 errors'],
    ['14:05\nrolled back', 'rolled back'],
    ['2026-11-22 08:00Z deploy', 'deploy'],
  ])('%j leaves %j', (text, rest) => {
    expect(read(text)).toMatchObject({ ok: true, value: { rest } });
  });

  test.each([
    ['', 'No time is named', '`/at 14:05`'],
    ['soon', '"soon" is no time', '`/at yesterday 23:50`'],
    ['24:00', '"24:00" is no time', '`/at 14:05`'],
    ['14:65', '"14:65" is no time', '`/at 14:05`'],
    ['14:5', '"14:5" is no time', '`/at 14:05`'],
    ['1405', '"1405" is no time', '`/at 14:05`'],
    ['14:05h', '"14:05h" is no time', '`/at 14:05`'],
    ['14:055', '"14:055" is no time', '`/at 14:05`'],
    ['2:05 pm', 'A day has 24 hours here', '`/at 14:05`'],
    ['yesterday 12:05am', 'A day has 24 hours here', '`/at yesterday 00:05`'],
    ['14:05 yesterday', 'The day stands before the time', '`/at yesterday 14:05`'],
    ['14:05 2026-11-22', 'The day stands before the time', '`/at 2026-11-22 14:05`'],
    ['14:05 CET', '"CET" is not the same everywhere', '`/at 14:05 Europe/Berlin`'],
    ['14:05 PT', '"PT" is not the same everywhere', 'in UTC'],
    ['14:05 Europe/Berln', '"Europe/Berln" is no time zone', '`/at 14:05 Europe/Berlin`'],
    ['2026-02-30 14:05', 'There is no 2026-02-30', '`/at 2026-11-23 14:05`'],
    ['2026-13-01 14:05', 'There is no 2026-13-01', '`/at 2026-11-23 14:05`'],
  ])('%j is refused: %s', (text, because, tryThis) => {
    const when = read(text);
    if (when.ok) throw new Error(`${text} was read as ${iso(when.value.at)}`);
    expect(when.refusal.because).toContain(because);
    expect(when.refusal.tryThis).toContain(tryThis);
  });

  test.each([
    ['14:31', '14:31 UTC is still to come: it is 2026-11-23 14:30 UTC', '`/at yesterday 14:31`'],
    ['17:30', '17:30 UTC is still to come', '`/at yesterday 17:30`'],
    ['16:00 Europe/Berlin', '16:00 Europe/Berlin is still to come', '`/at yesterday 16:00 Europe'],
    ['today 23:50', 'today 23:50 UTC is still to come', '`/at 14:30` is now'],
    ['2026-11-24 08:00', '2026-11-24 08:00 UTC is still to come', '`/at 14:30` is now'],
    ['2027-11-23 08:00', '2027-11-23 08:00 UTC is still to come', '`/at 14:30` is now'],
  ])('%s is not taken for one to come', (text, because, tryThis) => {
    const when = read(text);
    if (when.ok) throw new Error(`${text} was read as ${iso(when.value.at)}`);
    expect(when.refusal.because).toContain(because);
    expect(when.refusal.tryThis).toContain(tryThis);
  });
});

describe('where clocks change,', () => {
  test.each([
    ['in spring', '02:30 Europe/Berlin', '2026-03-29T10:00:00Z', '`/at 2026-03-29 03:30 Europe'],
    ['in autumn', '02:30 Europe/Berlin', '2026-10-25T10:00:00Z', '`/at 2026-10-25 00:30 UTC`'],
    [
      'by half an hour',
      '01:45 Australia/Lord_Howe',
      '2026-04-04T20:00:00Z',
      '2026-04-04 15:15 UTC',
    ],
  ])('%s, a time that comes never or twice is not guessed', (_, text, said, tryThis) => {
    const when = read(text, said);
    if (when.ok) throw new Error(`It was read as ${iso(when.value.at)}`);
    expect(when.refusal.because).toMatch(/There was no 02:30|came twice/);
    expect(when.refusal.tryThis).toContain(tryThis);
  });

  test.each([
    ['of two the second is still to come', '02:30 Europe/Berlin', '2026-10-25T00:45:00Z', '00:30'],
    ['before the jump', '01:59 Europe/Berlin', '2026-03-29T10:00:00Z', '00:59'],
    ['after it', '03:00 Europe/Berlin', '2026-03-29T10:00:00Z', '01:00'],
    ['in UTC there is no jump', '02:30', '2026-03-29T10:00:00Z', '02:30'],
  ])('%s', (_, text, said, clock) => {
    expect(moment(text, said)).toBe(`${said.slice(0, 10)}T${clock}:00Z`);
  });
});

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const shown = Object.fromEntries(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
  ]),
);
const anyMoment = fc
  .integer({ min: Date.parse('2026-01-01Z') / 1000, max: Date.parse('2028-01-01Z') / 1000 })
  .map((seconds): Instant => seconds * 1000);

/** The last whole minute up to `said` at which a clock in the zone showed that. */
function lastShown(clock: string, zone: string, said: Instant): Instant | null {
  const first = Math.floor(said / MINUTE) * MINUTE;
  for (let at = first; at > said - 26 * HOUR; at -= MINUTE)
    if (shown[zone]?.format(at) === clock) return at;
  return null;
}

test('a time alone is the last moment at which a clock there showed it, or is refused', () => {
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  fc.assert(
    fc.property(anyMoment, clock, fc.constantFrom(...ZONES), (said, [hour, minute], zone) => {
      const written = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
      const when = readWhen(`${written} ${zone}`, { said, type });
      if (when.ok) expect(iso(when.value.at)).toBe(iso(lastShown(written, zone, said) ?? 0));
      else expect(when.refusal.because).toMatch(/still to come|There was no|came twice/);
    }),
    { numRuns: 300 },
  );
});

test('every moment is read again from what is shown of it', () => {
  fc.assert(
    fc.property(anyMoment, fc.nat({ max: 400 * 24 * 60 }), (at, minutes) => {
      const minute = Math.floor(at / MINUTE) * MINUTE;
      const text = `${iso(minute).slice(0, 16).replace('T', ' ')} UTC`;
      expect(readWhen(text, { said: at + minutes * MINUTE, type })).toEqual({
        ok: true,
        value: { at: minute, rest: '' },
      });
    }),
  );
});

test('whatever is typed, no time is in the future, and refusals say what to type', () => {
  const bits = fc.constantFrom('14:05', '2', ':', '30', 'Z', ' ', 'yesterday', '2026-11-23', 'pm');
  const text = fc.oneof(
    fc.array(bits, { maxLength: 6 }).map((all) => all.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, anyMoment, (typed, said) => {
      const when = readWhen(typed, { said, type });
      if (when.ok) expect(when.value.at).toBeLessThanOrEqual(said);
      else expect(when.refusal.tryThis).toContain('`/at ');
    }),
  );
});
