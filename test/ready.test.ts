import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../src/core/time.ts';
import type { Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { createReadiness, type Readiness, SWEPT } from '../src/ready.ts';
import { openShop, type Shop } from './sandbox/shop.ts';
import { recordingLog } from './support/queue-contract.ts';

let shop: Shop;
let queue: Queue;
let ready: Readiness;
beforeEach(async () => {
  shop = await openShop();
  const { clock } = shop;
  queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
  ready = createReadiness({
    clock,
    queue,
    asApp: () => shop.probot.auth(),
    sweepEvery: 5 * MINUTE,
  });
  await queue.remember(SWEPT, String(clock.now()));
});
afterEach(async () => {
  await queue.close();
  await shop.close();
});

const pass = (length: number) => shop.clock.windTo(shop.clock.now() + length);
const lacking = async () => (await ready.lacks()).map(({ what }) => what);
const because = async () => (await ready.lacks()).map((lack) => lack.because).join(' ');
const asked = () => shop.sandbox.requests.filter(({ route }) => route === 'GET /app').length;

test('with queue, GitHub and a recent sweep nothing is lacking', async () => {
  expect(await ready.lacks()).toEqual([]);
});

test('a queue that stores nothing is lacking, and heard of again when it does', async () => {
  const remember = queue.remember.bind(queue);
  queue.remember = () => Promise.reject(new Error('disk full: /var/lib/secret'));
  expect(await because()).toBe(
    'The queue cannot store anything: webhooks are refused. The log says why.',
  );
  const recall = queue.recall.bind(queue);
  queue.recall = () => Promise.reject(new Error('disk gone'));
  expect(await lacking()).toEqual(['queue']);
  queue.recall = recall;
  queue.remember = remember;
  pass(10 * SECOND);
  expect(await lacking()).toEqual([]);
});

describe('GitHub is lacking', () => {
  test('where it answers with an error', async () => {
    shop.sandbox.trouble.fail({ method: 'GET', route: '/app', status: 502, times: 9 });
    expect(await because()).toBe('GitHub answered 502 when it was asked who the app is.');
  });

  test('where it does not accept us', async () => {
    shop.sandbox.trouble.fail({ method: 'GET', route: '/app', status: 401, times: 9 });
    expect(await because()).toContain('APP_ID, the private key or this machine’s clock is wrong');
  });

  test('where it does not answer within three seconds', async () => {
    shop.sandbox.trouble.goAway(MINUTE);
    const lacks = lacking();
    while (shop.clock.sleepers === 0) await new Promise((resolve) => setImmediate(resolve));
    pass(3 * SECOND);
    expect(await lacks).toEqual(['github']);
    pass(MINUTE);
  });

  test('and it is asked every thirty seconds at most', async () => {
    for (let times = 0; times < 5; times += 1) await ready.lacks();
    expect(asked()).toBe(1);
    pass(30 * SECOND);
    await ready.lacks();
    expect(asked()).toBe(2);
  });
});

test('a sweep is lacking where none has ended, or not for a while', async () => {
  pass(15 * MINUTE);
  expect(await lacking()).toEqual([]);
  pass(SECOND);
  expect(await because()).toBe('The last sweep ended 15m ago; one comes every 5m.');
  // Whichever server it was.
  await queue.remember(SWEPT, String(shop.clock.now()));
  expect(await lacking()).toEqual([]);
  await queue.forget(SWEPT);
  expect(await because()).toBe('No sweep has ended yet.');
});

test('a record that somebody else writes is lacking as long as it is left alone', async () => {
  ready.disputed(shop.clock.now() + 2 * MINUTE);
  ready.disputed(shop.clock.now() + MINUTE);
  pass(2 * MINUTE - SECOND);
  expect(await lacking()).toEqual(['record']);
  expect(await because()).toContain('left alone until 10:04 UTC');
  pass(SECOND);
  expect(await lacking()).toEqual([]);
});
