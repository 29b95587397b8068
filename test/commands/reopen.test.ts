import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

const resolved = { incident: { status: 'resolved' } } as const;

describe('/reopen', () => {
  test.each([
    ['/reopen', null],
    ['/reopen it is back', 'it is back'],
  ])('%s reopens', (text, why) => {
    expect(typed(text, resolved).bodies).toEqual([{ type: 'reopened', why }]);
  });

  test('of an open incident is refused', () => {
    expect(refusal('/reopen')).toEqual({
      because: 'This incident is open',
      tryThis: expect.stringContaining('`/resolve`'),
    });
  });
});
