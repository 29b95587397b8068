import { describe, expect, test } from '@jest/globals';
import { MOST_ACTIONS } from '../../src/core/action-item.ts';
import { anItem, at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

describe('/action', () => {
  test.each([
    [
      "/action @Bo alert on the queue's depth by 2026-12-01",
      { text: "alert on the queue's depth", owner: 'bo', due: '2026-12-01', repository: null },
    ],
    ['/action write the runbook', { text: 'write the runbook', owner: null, due: null }],
    ['/action write the runbook by friday', { text: 'write the runbook', due: '2026-11-27' }],
    [
      '/action @bo limit retries in 2 weeks in Acme/Payments',
      { text: 'limit retries', owner: 'bo', due: '2026-12-07', repository: 'acme/payments' },
    ],
    [
      '/action limit retries in acme/payments by tomorrow',
      { text: 'limit retries', due: '2026-11-24', repository: 'acme/payments' },
    ],
    ['/action tell @bo what we found', { text: 'tell @bo what we found', owner: null }],
    ['/action try it in staging', { text: 'try it in staging', repository: null }],
  ])('%s', (text, event) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'action-added', ...event }],
    });
  });

  test('several in one comment are as many items, also after the end', () => {
    const { lines } = typed('/action one\nand so on\n/action two', {
      incident: { status: 'resolved' },
    });
    expect(lines).toMatchObject([
      [0, [{ text: 'one' }]],
      [2, [{ text: 'two' }]],
    ]);
  });

  test('keeps what fits, for the comment holds the rest', () => {
    const [body] = typed(`/action ${'x'.repeat(3_000)}`).bodies;
    expect(body).toMatchObject({ text: 'x'.repeat(1_000) });
  });

  const many = Array.from({ length: MOST_ACTIONS }, (_, n) => anItem({ id: `5:${n}` }));
  test.each([
    ['nothing', '/action', {}, 'An action item says what is to be done'],
    ['only an owner and a date', '/action @bo by friday', {}, 'says what is to be done'],
    ['a team', '/action @acme/web write it', {}, '"@acme/web" is not a login'],
    ['a day that is none', '/action write it by 2026-02-30', {}, '"2026-02-30" is no date'],
    ['another way of writing', '/action write it by 1.12.2026', {}, '"1.12.2026" is no date'],
    ['a day that is past', '/action write it by 2026-11-22', {}, '2026-11-22 is past'],
    ['a day too far away', '/action write it by 2062-12-01', {}, 'more than two years away'],
    ['an item too many', '/action write it', { actions: many }, 'takes 60 action items'],
    ['one of a report in doubt', '/action write it', { doubt: 'stranger' as const }, 'confirmed'],
  ])('%s is refused', (_, text, incident, because) => {
    expect(refusal(text, { incident })).toEqual({
      because: expect.stringContaining(because),
      tryThis: expect.stringMatching(/\S/),
    });
  });

  test('today is no past', () => {
    expect(typed('/action write it by today', { at: at('23:59') }).verdict).toBe('accepted');
  });
});
