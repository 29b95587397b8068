import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EMPTY_RECORD, encodeRecord } from '../../src/core/record.ts';
import { saysTheSame, writeCard } from '../../src/effects/card.ts';
import { openShop, refusalOf, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
});
afterEach(() => shop.close());

const TARGET = { ...SHOP, number: 1 };
const bodies = () => shop.sandbox.world.issue('acme/shop', 1).comments.map(({ body }) => body);

test('the first time a comment is made, then the same one is rewritten', async () => {
  const github = await shop.asApp();
  const card = await writeCard(github, TARGET, { card: null, body: 'one' });
  const [made] = shop.sandbox.world.issue('acme/shop', 1).comments;
  expect(card).toEqual({ node: made?.node, comment: made?.id });
  expect(await writeCard(github, TARGET, { card, body: 'two' })).toEqual(card);
  expect(bodies()).toEqual(['two']);
});

test('a create that failed is not repeated', async () => {
  const route = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
  shop.sandbox.trouble.failAfterSuccess({ method: 'POST', route });
  const written = writeCard(await shop.asApp(), TARGET, { card: null, body: 'one' });
  expect(await refusalOf(written)).toBe(502);
  expect(bodies()).toEqual(['one']);
});

test('two cards say the same whatever their records hold, and however lines end', () => {
  const record = encodeRecord(EMPTY_RECORD);
  const other = encodeRecord({ ...EMPTY_RECORD, revision: 9 });
  expect(saysTheSame(`# Down\r\nSEV 1\n\n${record}`, `# Down\nSEV 1\n\n${other}`)).toBe(true);
  expect(saysTheSame(`# Down\nSEV 1\n\n${record}`, `# Down\nSEV 2\n\n${record}`)).toBe(false);
});
