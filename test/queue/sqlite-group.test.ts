import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Group } from '../../src/queue/sqlite-group.ts';
import { tick } from '../support/queue-contract.ts';

let db: DatabaseSync;
let group: Group;
/** What the disk was asked for and has not answered; each with whether it was told that more is to come. */
let asked: { readonly many: boolean; readonly end: PromiseWithResolvers<void> }[];
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY)');
  asked = [];
  group = new Group(db, {
    sync: (many) => {
      const end = Promise.withResolvers<void>();
      asked.push({ many, end });
      return end.promise;
    },
  });
});
afterEach(() => db.close());

const insert = (number: number): void => {
  db.prepare('INSERT INTO numbers VALUES (?)').run(number);
};
const stored = (): unknown[] =>
  db
    .prepare('SELECT number FROM numbers ORDER BY number')
    .all()
    .map(({ number }) => number);

/** Asks for it, and notes what it is told in `heard`. */
function commit(number: number, heard: unknown[]): void {
  group
    .commit(() => insert(number))
    .then(
      () => heard.push(number),
      (error: Error) => heard.push(error.message),
    );
}

test('nobody is told before the disk has it', async () => {
  const heard: unknown[] = [];
  for (const number of [1, 2, 3]) commit(number, heard);
  await tick();
  await tick();
  expect(stored()).toEqual([1, 2, 3]);
  expect([heard, asked.length, group.busy]).toEqual([[], 1, true]);
  asked[0]?.end.resolve();
  await group.settled();
  expect([heard, asked.length, group.busy]).toEqual([[1, 2, 3], 1, false]);
});

test('what comes in while the disk is waited for goes together, and waits for a sync of its own', async () => {
  const heard: unknown[] = [];
  commit(1, heard);
  await tick();
  for (let number = 2; number <= 200; number += 1) {
    commit(number, heard);
    if (number % 50 === 0) await tick();
  }
  expect([stored(), asked.length]).toEqual([[1], 1]);
  asked[0]?.end.resolve();
  await tick();
  expect([heard, stored().length]).toEqual([[1], 200]);
  asked[1]?.end.resolve();
  await group.settled();
  expect(heard).toHaveLength(200);
  expect(asked.map(({ many }) => many)).toEqual([false, true]);
});

test('one that throws is undone alone, and hears why', async () => {
  const heard: unknown[] = [];
  for (const number of [1, 2, 2, 3]) commit(number, heard);
  await tick();
  asked[0]?.end.resolve();
  await group.settled();
  expect(stored()).toEqual([1, 2, 3]);
  expect(heard.toSorted()).toEqual([1, 2, 3, 'UNIQUE constraint failed: numbers.number']);
});

test('where the disk fails, all that waited for it hear it, and what comes next is tried again', async () => {
  const heard: unknown[] = [];
  for (const number of [1, 2]) commit(number, heard);
  await tick();
  asked[0]?.end.reject(new Error('EIO'));
  await tick();
  expect(heard).toEqual(['EIO', 'EIO']);
  commit(3, heard);
  await tick();
  asked[1]?.end.resolve();
  await group.settled();
  expect(heard).toEqual(['EIO', 'EIO', 3]);
});
