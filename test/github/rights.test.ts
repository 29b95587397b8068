import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { createRights } from '../../src/github/rights.ts';
import { openShop, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  shop.sandbox.world.person('stranger');
});
afterEach(() => shop.close());

const PUBLIC = { owner: 'acme', name: 'shop', private: false } as const;
const asked = (): number =>
  shop.sandbox.requests.filter(({ route }) => route.endsWith('/permission')).length;

test('in a public repository triage and up may command', async () => {
  const rights = createRights(shop.clock);
  const people = ['ada', 'wim', 'tom', 'rea', 'stranger', 'nobody-at-all'];
  expect(await rights.of(await shop.asApp(), PUBLIC, people)).toEqual({
    ada: true,
    wim: true,
    tom: true,
    rea: false,
    stranger: false,
    'nobody-at-all': false,
  });
});

test('in a private one whoever can comment may, and nobody is asked', async () => {
  const rights = createRights(shop.clock);
  const place = { ...PUBLIC, private: true };
  expect(await rights.of(await shop.asApp(), place, ['rea'])).toEqual({ rea: true });
  expect(asked()).toBe(0);
});

test('an answer is kept for five minutes, by person and repository', async () => {
  const rights = createRights(shop.clock);
  const github = await shop.asApp();
  const may = async (name = 'shop') =>
    (await rights.of(github, { ...PUBLIC, name }, ['tom', 'tom'])).tom;
  expect(await may()).toBe(true);
  expect(asked()).toBe(1);
  shop.sandbox.world.grant('acme/shop', 'tom', 'read');
  shop.clock.windTo(shop.clock.now() + 5 * MINUTE - 1);
  expect(await may()).toBe(true);
  expect(asked()).toBe(1);
  shop.clock.windTo(shop.clock.now() + 1);
  expect(await may()).toBe(false);
  expect(asked()).toBe(2);
  shop.sandbox.world.repository('acme/other', { collaborators: { tom: 'write' } });
  expect(await may('other')).toBe(true);
  expect(asked()).toBe(3);
});

test('a server that stumbles is no answer: nobody loses a right by it', async () => {
  const rights = createRights(shop.clock);
  const github = await shop.asApp();
  const route = '/repos/{owner}/{repo}/collaborators/{username}/permission';
  shop.sandbox.trouble.fail({ method: 'GET', route, status: 403 });
  await expect(rights.of(github, PUBLIC, ['tom'])).rejects.toMatchObject({ status: 403 });
  expect(await rights.of(github, PUBLIC, ['tom'])).toEqual({ tom: true });
});
