import { describe, expect, test } from '@jest/globals';
import { aDoer } from '../support/builders.ts';
import { typed } from './typed.ts';

describe('/help', () => {
  test.each([true, false])('is for everybody: those with the right to command, %s', (may) => {
    expect(typed('/help', { actor: aDoer('zoe', { may }) })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'helped' }],
    });
  });

  test('is there after the end too, and whatever stands behind it', () => {
    const incident = { status: 'resolved' } as const;
    expect(typed('/help me', { incident }).bodies).toEqual([{ type: 'helped' }]);
  });
});
