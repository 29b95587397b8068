import { describe, expect, test } from '@jest/globals';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

/** Typed at 14:40. */
const later = { at: at('14:40') };

describe('/at', () => {
  test.each([
    ['/at 14:05 the deploy began', '14:05', 'the deploy began'],
    ['/AT 14:05: the deploy began', '14:05', 'the deploy began'],
    ['/at 14:05 Europe/Berlin the deploy began', '13:05', 'the deploy began'],
    ['/at yesterday 23:50 the disk was full', '2026-11-22 23:50', 'the disk was full'],
    ['/at 14:05 one\ntwo\n\nthree', '14:05', 'one\ntwo\n\nthree'],
    ['/at 14:05\nbelow', '14:05', 'below'],
  ])('%j is a note about %s', (text, happened, note) => {
    expect(typed(text, later)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'noted', text: note, happened: at(happened) }],
    });
  });

  test.each([
    ['/at', 'No time is named', '`/at 14:05 the deploy began`'],
    ['/at noon the deploy began', '"noon the" is no time', '`/at 14:05 the deploy began`'],
    ['/at 14:05', 'A note says something', '`/at 14:05 the deploy began`'],
    ['/at yesterday 23:50Z', 'A note says something', '`/at yesterday 23:50Z the deploy began`'],
    ['/at 14:50 x', '14:50 UTC is still to come', '`/at yesterday 14:50 the deploy began`'],
  ])('%s is refused: %s', (text, because, tryThis) => {
    expect(refusal(text, later)?.because).toContain(because);
    expect(refusal(text, later)?.tryThis).toContain(tryThis);
  });

  test('may be typed when the incident is resolved', () => {
    const incident = { status: 'resolved' as const };
    expect(typed('/at 14:05 x', { ...later, incident }).verdict).toBe('accepted');
  });
});
