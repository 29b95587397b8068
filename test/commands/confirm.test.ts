import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/confirm', () => {
  test('confirms what is in doubt', () => {
    const incident = { doubt: 'stranger' } as const;
    expect(typed('/confirm', { incident }).bodies).toEqual([{ type: 'confirmed' }]);
  });

  test('of what is confirmed is refused', () => {
    expect(refusal('/confirm')).toMatchObject({ because: 'This incident is confirmed' });
  });

  test('of a resolved incident is refused', () => {
    expect(refusal('/confirm', { incident: { status: 'resolved' } })).toEqual({
      because: 'This incident is resolved',
      tryThis: '`/reopen` first, with why',
    });
  });
});
