import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { GitHub } from '../../src/github/client.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
let github: GitHub;
beforeEach(async () => {
  shop = await openShop({ patient: true });
  github = await shop.asApp();
  await github.rest.repos.get(SHOP);
});
afterEach(() => shop.close());

/** How often GitHub is asked for what it answers so twice, and what comes of it in the end. */
async function asked(status: number) {
  const { trouble, requests } = shop.sandbox;
  trouble.fail({ method: 'GET', route: '/repos/{owner}/{repo}', status, times: 2 });
  const from = requests.length;
  const end = await github.rest.repos.get(SHOP).then(
    () => 'read',
    (error: { status: number }) => error.status,
  );
  return { end, times: requests.length - from };
}

test.each([500, 502, 503, 504])('%i: octokit asks again', async (status) => {
  expect(await asked(status)).toEqual({ end: 'read', times: 3 });
});

test.each([403, 404, 410, 422, 429])('%i is an answer, and not asked for again', async (status) => {
  expect(await asked(status)).toEqual({ end: status, times: 1 });
});
