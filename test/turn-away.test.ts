import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR } from '../src/core/time.ts';
import type { Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { turnAway } from '../src/turn-away.ts';
import { aNudge, recordingLog, START } from './support/queue-contract.ts';

let queue: Queue;
beforeEach(() => {
  const clock = new WoundClock(START);
  queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
});
afterEach(() => queue.close());

/** Whether a line is said about somebody's `/incident` on an issue, beside the 😕. */
async function isTold(
  issue: number,
  { by = 'zoe', now = START, rights = {}, repository = 7 } = {},
) {
  const letter = { id: `comment:${issue}`, comment: issue, by, at: now, words: '' };
  const where = { ...aNudge(issue), repository: { id: repository, owner: 'acme', name: 'shop' } };
  const snapshot = { found: {}, rights, issue: { number: issue } };
  const said = await turnAway(queue, where, { snapshot, letters: [letter], now });
  expect(said.filter(({ kind }) => kind === 'react')).toHaveLength(1);
  return said.some(({ kind }) => kind === 'comment');
}

test('three lines an hour, author and repository; then 😕 alone', async () => {
  const told = [];
  for (const issue of [1, 2, 3, 4]) told.push(await isTold(issue));
  expect(told).toEqual([true, true, true, false]);
  expect(await isTold(5, { by: 'yan' })).toBe(true);
  expect(await isTold(6, { repository: 8 })).toBe(true);
  expect(await isTold(7, { now: START + HOUR })).toBe(true);
});

test('one that is answered again, for we died, counts once', async () => {
  for (const issue of [1, 1, 1, 2, 2, 3]) expect(await isTold(issue)).toBe(true);
  expect(await isTold(3)).toBe(true);
  expect(await isTold(4)).toBe(false);
});

test('whoever has the right always hears why', async () => {
  for (const issue of [1, 2, 3, 4, 5])
    expect(await isTold(issue, { rights: { zoe: true } })).toBe(true);
});
