import { expect, test } from '@jest/globals';
import type { TroubleLetter } from '../../src/core/letters.ts';
import { openLog } from '../../src/core/log.ts';
import { noticesOf } from '../../src/core/notices.ts';
import { readTroubles } from '../../src/core/read-troubles.ts';
import { incidentOf } from '../../src/core/record.ts';
import { timelineOf } from '../../src/core/timeline.ts';
import { TROUBLES, type TroubleKind } from '../../src/core/trouble.ts';
import { aDeclaration, aPolicy, aRecord, aSnapshot, at, aWorld } from '../support/builders.ts';

const letter = (given: Partial<TroubleLetter> = {}): TroubleLetter => ({
  kind: 'trouble',
  id: 'trouble:clock-overdue:1:noticed',
  at: at('10:35'),
  what: 'clock-overdue',
  since: at('10:32'),
  over: false,
  ...given,
});

/** The record after such letters. */
function after(letters: readonly TroubleLetter[], known: readonly string[] = []) {
  const record = aRecord([aDeclaration()]);
  const log = openLog(aSnapshot(), record, { now: at('10:40'), quiet: false });
  readTroubles(log, letters, known);
  return log.close(letters);
}

const noticesIn = (record: ReturnType<typeof after>) => {
  const incident = incidentOf(record);
  return incident ? noticesOf(aWorld({ record, incident })) : [];
};
const lines = (record: ReturnType<typeof after>) =>
  timelineOf(record.events, aPolicy(), at('10:00'))
    .slice(1)
    .map(({ time, text }) => `${time} ${text}`);

test('what is amiss stands on the card until it is mended, and in the timeline for good', () => {
  const amiss = after([letter()]);
  expect(noticesIn(amiss)).toEqual([
    'Tocsin is late here: what was due at 10:32 UTC is not done. Watch the time yourselves until this line is gone',
  ]);
  const over = letter({ id: 'trouble:clock-overdue:1:over', over: true, at: at('10:38') });
  const mended = after([letter(), over]);
  expect(noticesIn(mended)).toEqual([]);
  expect(lines(mended)).toEqual([
    '10:35 Tocsin noticed that it was late with what was due at 10:32 UTC',
    '10:38 Tocsin is on time again',
  ]);
});

test('a letter counts once', () => {
  expect(lines(after([letter()], [letter().id]))).toEqual([]);
});

test('of two kinds each stands, and goes, by itself', () => {
  const call = letter({ id: 'b', what: 'call-unanswered', since: at('10:00') });
  const over = letter({ id: 'c', over: true });
  expect(noticesIn(after([letter(), call]))).toHaveLength(2);
  expect(noticesIn(after([letter(), call, over]))).toEqual([
    'Nobody knows whether the call of 10:00 UTC arrived: Tocsin has no answer to it. Call by hand',
  ]);
});

test('each kind has its words, which say what to do', () => {
  for (const [kind, words] of Object.entries(TROUBLES)) {
    expect(words('10:32 UTC')).toMatch(/10:32 UTC.*(?:until this line is gone|by hand)$/);
    const what = kind as TroubleKind;
    for (const over of [false, true])
      expect(lines(after([letter({ what, over })]))).toHaveLength(1);
  }
});
