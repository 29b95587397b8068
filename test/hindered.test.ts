import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBudget, PutOff } from '../src/budget.ts';
import { MINUTE, SECOND } from '../src/core/time.ts';
import { hindered } from '../src/hindered.ts';
import type { Job, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { isUntouched, noteSeen } from '../src/seen.ts';
import { recordingLog, START } from './support/queue-contract.ts';

const job: Job = {
  installation: 5,
  repository: { id: 7, owner: 'acme', name: 'shop' },
  issue: 1,
  asOf: null,
  letters: [],
  failures: 0,
};
const lease = { holds: () => true };
const refused = (status: number, message: string, headers: object = {}): Error =>
  Object.assign(new Error(message), { status, response: { headers }, request: { url: 'x' } });

let clock: WoundClock;
let queue: Queue;
let renewed: number[];
let repositories: string[];
/** What GitHub says instead of giving a new token. */
let refusal: Error | null;
beforeEach(() => {
  clock = new WoundClock(START);
  queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
  renewed = [];
  refusal = null;
  repositories = ['acme/shop'];
});
afterEach(() => queue.close());

/** What becomes of a pass that throws. */
function pass(error: unknown, purse = createBudget({ clock, limited: true, servers: () => 1 })) {
  const worker = hindered(() => Promise.reject(error), {
    clock,
    queue,
    log: { ...recordingLog(), info: () => {} },
    purse,
    repositories: async () => repositories,
    renew: async (installation) => {
      if (refusal) throw refusal;
      renewed.push(installation);
    },
  });
  return worker(job, lease);
}

test('a limit: the pass comes when GitHub lets it, and nothing is written there before', async () => {
  const purse = createBudget({ clock, limited: true, servers: () => 1 });
  const until = START + 30 * SECOND;
  const limit = refused(403, 'secondary rate limit', { 'retry-after': '30' });
  expect(await pass(limit, purse)).toEqual({ wakeAt: until });
  const call = { urgency: 'call', creates: true } as const;
  expect(purse(5).take(call)).toBe(until);
  expect(purse(6).take(call)).toBeNull();
  clock.windTo(until);
  expect(purse(5).take(call)).toBeNull();
});

test('no room by our own count: the pass comes when there is', async () => {
  expect(await pass(new PutOff(START + MINUTE))).toEqual({ wakeAt: START + MINUTE });
});

test.each(['This installation has been suspended', 'Repository was archived so is read-only.'])(
  '%s: the pass comes no more, until a sweep finds the issue',
  async (message) => {
    await noteSeen(queue, job, { updatedAt: START, now: START });
    expect(await pass(refused(403, message))).toEqual({ wakeAt: null });
    expect(await isUntouched(queue, { ...job, updatedAt: START - MINUTE })).toBe(false);
  },
);

test('the app was taken off the repository: nor does it', async () => {
  repositories = ['acme/other'];
  const error = refused(403, 'Resource not accessible by integration');
  expect(await pass(error)).toEqual({ wakeAt: null });
});

test('something that the app may not do where it is: a failure, as any other', async () => {
  const error = refused(403, 'Resource not accessible by integration');
  await expect(pass(error)).rejects.toBe(error);
  const stumbled = refused(502, 'Server Error');
  await expect(pass(stumbled)).rejects.toBe(stumbled);
});

test('a token that does not count, and there is no other: the app was uninstalled', async () => {
  const url = 'https://api.github.com/app/installations/5/access_tokens';
  refusal = Object.assign(new Error('Not Found'), { status: 404, request: { url } });
  expect(await pass(refused(401, 'Bad credentials'))).toEqual({ wakeAt: null });
  refusal = refused(502, 'Server Error');
  await expect(pass(refused(401, 'Bad credentials'))).rejects.toBe(refusal);
});

test('a token that does not count any more: the next try has a new one', async () => {
  const error = refused(401, 'Bad credentials');
  await expect(pass(error)).rejects.toBe(error);
  expect(renewed).toEqual([5]);
});
