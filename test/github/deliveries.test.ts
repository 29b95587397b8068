import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listDeliveries } from '../../src/github/deliveries.ts';
import { openShop, SHOP, type Shop, START } from '../sandbox/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const open = (): Promise<unknown> => shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });

/** What is listed, and in how many requests. */
async function listed(
  status: 'failure' | 'success',
  { since = 0, installations = [shop.installation] } = {},
) {
  const app = await shop.probot.auth();
  const before = shop.sandbox.requests.length;
  const { attempts, complete } = await listDeliveries(app, {
    status,
    since,
    installations,
  });
  return { attempts, complete, requests: shop.sandbox.requests.length - before };
}

test('failures are told from what arrived, and what concerns no incident is left out', async () => {
  shop.sandbox.trouble.webhooks.drop(1);
  await open();
  await open();
  await shop.as('ada').rest.issues.createLabel({ ...SHOP, name: 'x', color: 'b60205' });
  await shop.sandbox.settled();
  const failures = await listed('failure');
  const arrived = await listed('success');
  expect(failures.attempts).toEqual([
    { id: expect.stringMatching(/^\d+$/), guid: expect.any(String), at: START },
  ]);
  const events = shop.heard.filter(({ name }) => name.startsWith('issues'));
  expect(arrived.attempts.map(({ guid }) => guid).sort()).toEqual(
    events.map(({ id }) => id).sort(),
  );
  expect(shop.heard.map(({ name }) => name)).toContain('label.created');
  expect((await listed('failure', { installations: [1] })).attempts).toEqual([]);
});

test('page by page, no further back than it is asked for', async () => {
  shop.sandbox.trouble.webhooks.drop(250);
  for (let n = 0; n < 150; n += 1) await open();
  shop.clock.windTo(START + 60_000);
  for (let n = 0; n < 10; n += 1) await open();
  expect(await listed('failure')).toMatchObject({ complete: true, requests: 2 });
  expect((await listed('failure')).attempts).toHaveLength(160);
  const late = await listed('failure', { since: START + 60_000 });
  expect(late.attempts).toHaveLength(10);
  expect(late.requests).toBe(1);
});
