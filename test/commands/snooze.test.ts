import { describe, expect, test } from '@jest/globals';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** A SEV 2 whose update is due at 11:00; the command is typed at 10:45. */
const soon = { at: at('10:45') };

describe('/snooze', () => {
  test.each([
    ['/snooze 30m', '11:15'],
    ['/snooze 1h 30m', '12:15'],
    ['/SNOOZE 45M', '11:30'],
    ['/snooze 24h', '2026-11-24 10:45'],
    ['/snooze 1d', '2026-11-24 10:45'],
  ])('%s promises the next update by %s', (text, until) => {
    expect(typed(text, soon)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'snoozed', until: at(until) }],
    });
  });

  test('takes five minutes, where the update is overdue by then', () => {
    expect(typed('/snooze 5m', { at: at('11:20') }).bodies).toEqual([
      { type: 'snoozed', until: at('11:25') },
    ]);
  });

  test.each([
    ['/snooze', 'No time is named'],
    ['/snooze 30', '"30" is no length of time'],
    ['/snooze a while', '"a while" is no length of time'],
    ['/snooze 4m', '"4m" is too short'],
    ['/snooze 4m 59s', '"4m 59s" is too short'],
    ['/snooze 24h 1s', '"24h 1s" is too long'],
    ['/snooze 3d', '"3d" is too long'],
  ])('%s is refused', (text, because) => {
    expect(refusal(text, soon)).toEqual({
      because,
      tryThis: '`/snooze 30m`, from 5 minutes to 24 hours',
    });
  });

  test('to before the time at which it is due is refused, with that time', () => {
    expect(refusal('/snooze 15m', soon)).toMatchObject({
      because: 'The next update is not due before 2026-11-23 11:00 UTC',
    });
  });

  test('a second time in one silence is refused', () => {
    const incident = { snoozed: { at: at('10:40'), until: at('11:30') } };
    expect(refusal('/snooze 2h', { ...soon, incident })).toEqual({
      because: 'The next update was put off once already, to 2026-11-23 11:30 UTC',
      tryThis: expect.stringContaining('`/update`'),
    });
  });

  test.each([
    ['an update', { lastUpdateAt: at('10:42') }],
    ['another severity', { severitySince: at('10:42') }],
    ['a reopening', { reopenedAt: at('10:42') }],
  ])('may be typed again after %s', (_, given) => {
    const incident = { snoozed: { at: at('10:40'), until: at('11:30') }, ...given };
    expect(typed('/snooze 2h', { ...soon, incident }).verdict).toBe('accepted');
  });

  test.each([
    ['whose severity promises none', { severity: 3 }],
    ['that nobody has confirmed', { doubt: 'stranger' as const }],
  ])('of an incident %s is refused', (_, incident) => {
    expect(refusal('/snooze 2h', { ...soon, incident })).toEqual({
      because: 'No update is promised that could come later',
      tryThis: '`/update` and a sentence posts one',
    });
  });

  test('of a resolved incident is refused', () => {
    expect(refusal('/snooze 2h', { incident: { status: 'resolved' } })).toMatchObject({
      because: 'This incident is resolved',
    });
  });
});
