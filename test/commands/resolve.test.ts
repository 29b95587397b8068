import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/resolve', () => {
  test.each([
    ['/resolve', null],
    ['/resolved', null],
    ['/resolve rolled back', 'rolled back'],
  ])('%s resolves', (text, said) => {
    expect(typed(text).bodies).toEqual([{ type: 'resolved', text: said, from: 'investigating' }]);
  });

  test('of a resolved incident is refused', () => {
    expect(refusal('/resolve', { incident: { status: 'resolved' } })).toEqual({
      because: 'This incident is resolved',
      tryThis: '`/reopen` first, with why',
    });
  });
});
