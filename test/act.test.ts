import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAct } from '../src/act.ts';
import { createBudget } from '../src/budget.ts';
import { SECOND } from '../src/core/time.ts';
import { NO_METER } from '../src/metrics/catalogue.ts';
import type { Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { openShop, SHOP, type Shop, START } from './sandbox/shop.ts';
import { aSnapshot } from './support/builders.ts';
import { recordingLog } from './support/queue-contract.ts';

let shop: Shop;
let queue: Queue;
beforeEach(async () => {
  shop = await openShop();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
  const log = recordingLog();
  queue = openSqliteQueue({ file: ':memory:', clock: shop.clock, log });
});
afterEach(async () => {
  await queue.close();
  await shop.close();
});

/** A pass that wants to close the issue and asks each time whether it may. */
async function close(holds: () => boolean, startedAt = START) {
  const log = { ...recordingLog(), info: () => {} };
  const act = createAct({ clock: shop.clock, queue, log, meter: NO_METER });
  const repository = { id: 7, owner: 'acme', name: 'shop' };
  return act(
    {
      job: { installation: 1, repository, issue: 1, asOf: null, letters: [], failures: 0 },
      lease: { holds },
      github: await shop.asApp(),
      snapshot: aSnapshot(),
      startedAt,
      purse: createBudget({ clock: shop.clock, limited: false, servers: () => 1 })(1),
      renderer: { render: () => '', amiss: () => [] },
    },
    [
      { kind: 'close-issue', reason: 'completed' },
      { kind: 'add-label', name: 'gone' },
    ],
    0,
  );
}

const issue = () => shop.sandbox.world.issue('acme/shop', 1);

test('a pass that holds its issue writes', async () => {
  expect(await close(() => true)).toMatchObject({ done: 2, failures: [] });
  expect(issue().state).toBe('closed');
});

test('one that lost it writes nothing more', async () => {
  let asked = 0;
  const { failures, done } = await close(() => ++asked < 2);
  expect(done).toBe(1);
  expect(String(failures[0]?.error)).toContain('another has the issue now');
  expect(issue().labels).toEqual([]);
});

test('one that takes too long does not either', async () => {
  const { failures } = await close(() => true, START - 46 * SECOND);
  expect(failures.map(({ error }) => String(error))).toEqual(
    Array(2).fill('PassFailed: This pass took too long; the next goes on'),
  );
});
