import { describe, expect, test } from '@jest/globals';
import { forgetOldest, isReadAct, isReadComment } from '../../src/core/read-already.ts';
import { EMPTY_RECORD, encodeRecord, RECORD_LIMIT, type Verdict } from '../../src/core/record.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { at } from '../support/builders.ts';

const NOW = at('10:00');

/** An issue on which much was said and done, the newest last. */
function busy(many: number) {
  const ids = Array.from({ length: many }, (_, index) => 3_000_000_000 + index * 7_919);
  return {
    comments: Object.fromEntries(ids.map((id): [string, Verdict] => [String(id), 'accepted'])),
    acts: ids.map((id) => `LE_lADOABC${id.toString(36)}${(id * 31).toString(36)}`),
    forgotten: 0,
    newest: NOW,
    shown: ids.slice(-50).map((id) => ({ id, at: NOW - MINUTE })),
  };
}

describe('the names of what has been looked at', () => {
  test('are all kept while they are few', () => {
    const { comments, acts } = busy(600);
    expect(forgetOldest(busy(600))).toEqual({ comments, acts });
  });

  test('are the newest hundreds where they are many, however small their numbers look as text', () => {
    const old = { 999: 'accepted' as const };
    const many = { ...busy(700), comments: { ...busy(700).comments, ...old } };
    const kept = forgetOldest(many);
    expect(kept.acts).toEqual(many.acts.slice(100));
    expect(Object.keys(kept.comments)).toHaveLength(600);
    expect(kept.comments[999]).toBeUndefined();
  });

  test('stay where a read still shows the oldest of them', () => {
    const many = busy(700);
    const first = Number(Object.keys(many.comments)[0]);
    const kept = forgetOldest({ ...many, shown: [{ id: first, at: NOW - 9 * DAY }] });
    expect(kept.comments[first]).toBe('accepted');
    expect(Object.keys(kept.comments)).toHaveLength(601);
  });

  test('leave room for a card, whatever happened on the issue', () => {
    const { comments, acts } = forgetOldest(busy(20_000));
    expect(encodeRecord({ ...EMPTY_RECORD, comments, acts }).length).toBeLessThan(RECORD_LIMIT / 2);
    const all = busy(20_000);
    expect(encodeRecord({ ...EMPTY_RECORD, ...all }).length).toBeGreaterThan(RECORD_LIMIT);
  });
});

describe('what has no name any more', () => {
  const names = { comments: { 5: 'nothing' as const }, acts: ['A'] };
  const forgotten = forgetOldest(busy(700)).forgotten;

  test.each([
    ['is known by its age', { id: 4, at: NOW - DAY }, true],
    ['is new where it is younger', { id: 4, at: NOW - DAY + 1 }, false],
  ])('%s', (_, item, known) => {
    expect(isReadComment({ ...names, ...(forgotten ? { forgotten } : {}) }, item)).toBe(known);
    expect(isReadAct({ ...names, ...(forgotten ? { forgotten } : {}) }, item)).toBe(known);
  });

  test('is new, whatever its age, where nothing was forgotten', () => {
    expect(isReadComment(names, { id: 4, at: 1 })).toBe(false);
    expect(isReadAct(names, { id: 'B', at: 1 })).toBe(false);
    expect(isReadComment(names, { id: 5, at: NOW })).toBe(true);
    expect(isReadAct(names, { id: 'A', at: NOW })).toBe(true);
  });

  test('stays so: what was forgotten once is not remembered by an older read', () => {
    expect(forgetOldest({ ...busy(10), forgotten: NOW }).forgotten).toBe(NOW);
    expect(forgetOldest({ ...busy(700), forgotten: NOW }).forgotten).toBe(NOW);
  });
});
