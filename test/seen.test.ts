import { expect, test } from '@jest/globals';
import { DAY } from '../src/core/time.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { isUntouched, noteSeen, noteUnseen } from '../src/seen.ts';
import { recordingLog, START } from './support/queue-contract.ts';

const place = { repository: { id: 7 }, issue: 5 };

test('what was seen is known as long as a clock of it waits, and a month longer', async () => {
  const clock = new WoundClock(START);
  const queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
  const untouched = (updatedAt: number) => isUntouched(queue, { ...place, updatedAt });
  expect(await untouched(START)).toBe(false);
  await noteSeen(queue, place, { updatedAt: START, wakeAt: START + 40 * DAY, now: START });
  expect(await untouched(START)).toBe(true);
  expect(await untouched(START + 1)).toBe(false);
  clock.windTo(START + 69 * DAY);
  await queue.tidy();
  expect(await untouched(START)).toBe(true);
  clock.windTo(START + 70 * DAY);
  await queue.tidy();
  expect(await untouched(START)).toBe(false);
  await queue.close();
});

test('what could not be seen is looked at whenever it is listed', async () => {
  const clock = new WoundClock(START);
  const queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
  for (const wakeAt of [null, START + DAY]) {
    await noteSeen(queue, place, { updatedAt: START, now: START });
    await noteUnseen(queue, place, { wakeAt, now: START });
    expect(await isUntouched(queue, { ...place, updatedAt: START })).toBe(false);
  }
  await queue.close();
});
