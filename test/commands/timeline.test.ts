import { describe, expect, test } from '@jest/globals';
import { aDoer } from '../support/builders.ts';
import { typed } from './typed.ts';

describe('/timeline', () => {
  test.each([true, false])('is for everybody: those with the right to command, %s', (may) => {
    expect(typed('/timeline', { actor: aDoer('zoe', { may }) })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'timeline-asked' }],
    });
  });

  test.each([
    ['while it is open', 'mitigating', '/timeline'],
    ['after the end', 'resolved', '/timeline'],
    ['whatever stands behind it', 'investigating', '/timeline please'],
  ] as const)('answers %s', (_, status, text) => {
    expect(typed(text, { incident: { status } }).bodies).toEqual([{ type: 'timeline-asked' }]);
  });
});
