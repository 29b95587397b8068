import { describe, expect, test } from '@jest/globals';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

describe('/ack', () => {
  test.each(['/ack', '/acknowledge', '/ack on my way'])('%s acknowledges', (text) => {
    expect(typed(text).bodies).toEqual([{ type: 'acknowledged' }]);
  });

  test('after the first one joins', () => {
    const incident = { acknowledgedAt: at('10:02') };
    expect(typed('/ack', { incident }).bodies).toEqual([{ type: 'joined', login: 'ana' }]);
  });

  test.each([
    ['a ticket', { severity: 4 }],
    ['a report that nobody has confirmed', { doubt: 'stranger' as const }],
  ])('of %s, which waits for no answer, joins', (_, incident) => {
    expect(typed('/ack', { incident })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'joined', login: 'ana' }],
    });
  });

  test('of a resolved incident is refused', () => {
    expect(refusal('/ack', { incident: { status: 'resolved' } })).toEqual({
      because: 'This incident is resolved',
      tryThis: '`/reopen` first, with why',
    });
  });
});
