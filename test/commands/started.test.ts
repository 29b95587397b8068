import { describe, expect, test } from '@jest/globals';
import { aForm, at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** A SEV 2 declared at 10:00; typed at 10:05. */
describe('/started', () => {
  test.each([
    ['/started 09:40', '09:40'],
    ['/started 10:00', '10:00'],
    ['/STARTED 10:40 Europe/Berlin', '09:40'],
    ['/started yesterday 23:50', '2026-11-22 23:50'],
  ])('%s corrects when the impact began', (text, moment) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'dated', what: 'started', moment: at(moment) }],
    });
  });

  test('is nothing where it is so already', () => {
    const incident = { startedAt: at('09:40') };
    expect(typed('/started 09:40', { incident })).toMatchObject({
      verdict: 'accepted',
      bodies: [],
    });
  });

  test('goes before what the form says, and behind it', () => {
    const incident = { form: aForm({ startedAt: '09:50 UTC' }) };
    expect(typed('/started 09:40', { incident }).verdict).toBe('accepted');
    expect(typed('/started 09:55', { incident }).verdict).toBe('accepted');
  });

  test.each([
    ['/started', 'No time is named', '`/started 14:05`'],
    ['/started earlier', '"earlier" is no time', '`/started 14:05`'],
    ['/started 10:30', 'is still to come', '`/started yesterday 10:30`'],
    ['/started 09:40 Berlin', '"Berlin" is no part of a time', '`/started 09:40 Europe/Berlin`'],
    ['/started 09:40 disk full', 'is no part of a time', '`/at 09:40 disk full` is a note'],
    ['/started 10:01', 'It was declared 2026-11-23 10:00 UTC', '`/at` notes what came later'],
  ])('%s is refused: %s', (text, because, tryThis) => {
    expect(refusal(text)?.because).toContain(because);
    expect(refusal(text)?.tryThis).toContain(tryThis);
  });

  test('after it was detected is refused', () => {
    const incident = { detectedAt: at('09:45') };
    expect(refusal('/started 09:50', { incident })).toMatchObject({
      because: 'It was detected 2026-11-23 09:45 UTC, and what is detected has started',
    });
    expect(typed('/started 09:45', { incident }).verdict).toBe('accepted');
  });
});
