import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { createAskSnapshot } from '../../src/github/ask-snapshot.ts';
import { type Hints, observe } from '../../src/github/observe.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  shop.sandbox.world.addLabels('acme/shop', ['incident', 'on', 'off']);
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;

async function chatter(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    shop.clock.windTo(shop.clock.now() + MINUTE);
    await shop.as('wim').rest.issues.createComment({ ...ISSUE, body: 'line' });
  }
}

async function relabelling(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    shop.clock.windTo(shop.clock.now() + MINUTE);
    await shop.as('wim').rest.issues.addLabels({ ...ISSUE, labels: ['on'] });
    await shop.as('wim').rest.issues.removeLabel({ ...ISSUE, name: 'on' });
  }
}

const declare = () => shop.as('wim').rest.issues.addLabels({ ...ISSUE, labels: ['incident'] });

/** What one look shows, and how many further pages it took. */
async function look(since: Hints['since']) {
  const before = shop.sandbox.requests.length;
  const sight = await observe(
    await shop.asApp(),
    { owner: 'acme', name: 'shop', issue: 1 },
    {
      card: null,
      postmortem: { number: null, repository: null },
      items: [],
      frozen: { declared: false, file: null },
      lastGood: null,
      since,
      ask: createAskSnapshot(shop.clock),
      trusted: new Set([shop.sandbox.app.botId]),
    },
  );
  const further = shop.sandbox.requests
    .slice(before)
    .filter(({ route }) => route === 'GraphQL Older');
  return {
    comments: sight?.snapshot.comments.length ?? 0,
    acts: sight?.snapshot.acts.length ?? 0,
    pages: further.length,
    times: sight?.snapshot.comments.map(({ at }) => at) ?? [],
  };
}

test('further pages of comments are read only as far as the look-back', async () => {
  await chatter(160);
  const now = shop.clock.now();
  expect(await look(now - 10 * MINUTE)).toMatchObject({ pages: 0 });
  expect(await look(now - 48 * MINUTE)).toMatchObject({ pages: 0 });
  // What happened in the very second of the look-back may stand on the next page.
  expect(await look(now - 49 * MINUTE)).toMatchObject({ pages: 1 });
  expect(await look(now - 60 * MINUTE)).toMatchObject({ pages: 1, comments: 105 });
  const far = await look(now - 120 * MINUTE);
  expect(far).toMatchObject({ pages: 2, comments: 155 });
  expect(far.times).toEqual([...far.times].sort((a, b) => a - b));
  expect(await look(0)).toMatchObject({ pages: 3, comments: 160 });
});

test('nothing is counted twice where pages overlap', async () => {
  await chatter(3);
  expect(await look(0)).toMatchObject({ pages: 0, comments: 3 });
});

test('and so are pages of the timeline, both in one request', async () => {
  await relabelling(45);
  await chatter(60);
  const now = shop.clock.now();
  expect(await look(now - 10 * MINUTE)).toMatchObject({ pages: 0, acts: 60 });
  expect(await look(0)).toMatchObject({ pages: 1, acts: 90, comments: 60 });
});

test('where no record is known the look-back ends at the label', async () => {
  await chatter(60);
  await declare();
  await chatter(20);
  expect(await look(null)).toMatchObject({ pages: 0 });
  await chatter(40);
  expect(await look(null)).toMatchObject({ pages: 1, comments: 105 });
});

test('an ordinary issue’s comments are not paged through', async () => {
  await chatter(120);
  expect(await look(null)).toMatchObject({ pages: 0, comments: 55 });
});
