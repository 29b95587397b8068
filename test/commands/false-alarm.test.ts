import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/false-alarm', () => {
  test.each([
    ['/false-alarm', null],
    ['/False-Alarm', null],
    ['/false-alarm the probe was broken', 'the probe was broken'],
  ])('%s resolves, with that outcome', (text, said) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'resolved', text: said, from: 'investigating', outcome: 'false-alarm' }],
    });
  });

  test('ends a report that nobody has confirmed too', () => {
    expect(typed('/false-alarm', { incident: { doubt: 'stranger' } }).verdict).toBe('accepted');
  });

  test('of a resolved incident is refused', () => {
    expect(refusal('/false-alarm', { incident: { status: 'resolved' } })).toEqual({
      because: 'This incident is resolved',
      tryThis: '`/reopen` first, with why',
    });
  });
});
