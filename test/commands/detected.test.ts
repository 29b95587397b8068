import { describe, expect, test } from '@jest/globals';
import { aForm, at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** A SEV 2 declared at 10:00; typed at 10:05. */
describe('/detected', () => {
  test.each([
    ['/detected 09:55', '09:55'],
    ['/detected 10:00', '10:00'],
    ['/detected 10:55 Europe/Berlin', '09:55'],
  ])('%s corrects when it was noticed', (text, moment) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'dated', what: 'detected', moment: at(moment) }],
    });
  });

  test('after it was declared is refused', () => {
    expect(refusal('/detected 10:01')).toMatchObject({
      because: 'It was declared 2026-11-23 10:00 UTC, and what is declared has been detected',
      tryThis: expect.stringContaining('`/detected`'),
    });
  });

  test.each([
    ['the form says', { form: aForm({ startedAt: '09:50 UTC' }) }],
    ['somebody says', { startedAt: at('09:50') }],
  ])('before the impact began, as %s, is refused', (_, incident) => {
    expect(refusal('/detected 09:49', { incident })).toEqual({
      because: 'It started 2026-11-23 09:50 UTC, and was not detected before that',
      tryThis: '`/started 2026-11-23 09:49 UTC` first, if it had begun by then',
    });
    expect(typed('/detected 09:50', { incident }).verdict).toBe('accepted');
  });

  test('without a time is refused', () => {
    expect(refusal('/detected')).toMatchObject({
      because: 'No time is named',
      tryThis: expect.stringContaining('`/detected 14:05`'),
    });
  });
});
