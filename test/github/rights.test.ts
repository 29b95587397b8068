import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RightsPolicy } from '../../src/core/policy.ts';
import { MINUTE } from '../../src/core/time.ts';
import { createRights } from '../../src/github/rights.ts';
import { openShop, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  shop.sandbox.world.person('stranger');
});
afterEach(() => shop.close());

const ANYBODY: RightsPolicy = { command: 'triage', teams: [], people: [], declare: 'anyone' };
const asking = (logins: readonly string[], policy: Partial<RightsPolicy> = {}) => ({
  logins,
  policy: { ...ANYBODY, ...policy },
});

const PUBLIC = { owner: 'acme', name: 'shop', private: false } as const;
const asked = (): number =>
  shop.sandbox.requests.filter(({ route }) => route.endsWith('/permission')).length;

test('in a public repository triage and up may command', async () => {
  const rights = createRights(shop.clock);
  const people = ['ada', 'wim', 'tom', 'rea', 'stranger', 'nobody-at-all'];
  const found = await rights.of(await shop.asApp(), PUBLIC, asking(people));
  expect(found.vouched).toEqual(found.rights);
  expect(found.rights).toEqual({
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
  expect(await rights.of(await shop.asApp(), place, asking(['rea']))).toEqual({
    rights: { rea: true },
    vouched: { rea: true },
    blind: [],
  });
  expect(asked()).toBe(0);
});

test('an answer is kept for five minutes, by person and repository', async () => {
  const rights = createRights(shop.clock);
  const github = await shop.asApp();
  const may = async (name = 'shop') =>
    (await rights.of(github, { ...PUBLIC, name }, asking(['tom', 'tom']))).rights.tom;
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

test.each([403, 502])(
  'a server that stumbles (%i) is no answer: nobody loses a right by it',
  async (status) => {
    const rights = createRights(shop.clock);
    const github = await shop.asApp();
    const route = '/repos/{owner}/{repo}/collaborators/{username}/permission';
    shop.sandbox.trouble.fail({ method: 'GET', route, status });
    await expect(rights.of(github, PUBLIC, asking(['tom']))).rejects.toMatchObject({ status });
    expect((await rights.of(github, PUBLIC, asking(['tom']))).rights).toEqual({ tom: true });
  },
);

describe('the policy says who may command', () => {
  const people = ['ada', 'wim', 'tom', 'rea'];
  const may = async (policy: Partial<RightsPolicy>) => {
    const found = await createRights(shop.clock).of(
      await shop.asApp(),
      PUBLIC,
      asking(people, policy),
    );
    return people.filter((login) => found.rights[login]);
  };

  test.each([
    ['triage', ['ada', 'wim', 'tom']],
    ['write', ['ada', 'wim']],
    ['maintain', ['ada']],
  ] as const)('by the right %s', async (command, logins) => {
    expect(await may({ command })).toEqual(logins);
  });

  test('by name', async () => {
    expect(await may({ command: 'maintain', people: ['rea'] })).toEqual(['ada', 'rea']);
  });

  test('by team; a team that is not there has no members', async () => {
    shop.sandbox.world.team('acme', 'sre', ['rea']);
    expect(await may({ teams: ['gone', 'sre'] })).toEqual(['ada', 'wim', 'tom', 'rea']);
  });
});

const MEMBERSHIP = '/orgs/{org}/teams/{team_slug}/memberships/{username}';

test('a team whose members GitHub does not show counts for nothing, and is named', async () => {
  shop.sandbox.world.team('acme', 'sre', ['rea']);
  shop.sandbox.trouble.fail({ method: 'GET', route: MEMBERSHIP, status: 403 });
  const rights = createRights(shop.clock);
  const asked = asking(['tom', 'rea'], { teams: ['sre'] });
  expect(await rights.of(await shop.asApp(), PUBLIC, asked)).toEqual({
    rights: { tom: true, rea: false },
    vouched: { tom: true, rea: false },
    blind: ['sre'],
  });
});

test('a team is asked about once in five minutes, and only for whom nothing else speaks', async () => {
  shop.sandbox.world.team('acme', 'sre', ['rea']);
  const rights = createRights(shop.clock);
  const github = await shop.asApp();
  const asked = asking(['tom', 'rea'], { teams: ['sre'] });
  await rights.of(github, PUBLIC, asked);
  await rights.of(github, PUBLIC, asked);
  expect(shop.sandbox.requests.filter(({ route }) => route.includes('/teams/'))).toHaveLength(1);
});

test('in a private repository everybody commands, and where responders alone declare, not all are vouched for', async () => {
  const rights = createRights(shop.clock);
  const place = { ...PUBLIC, private: true };
  const asked = asking(['tom', 'rea'], { declare: 'responders' });
  expect(await rights.of(await shop.asApp(), place, asked)).toEqual({
    rights: { tom: true, rea: true },
    vouched: { tom: true, rea: false },
    blind: [],
  });
});

test('without asking, a right is known for five minutes after it was seen, or by the policy', async () => {
  const rights = createRights(shop.clock);
  const may = (login: string, policy: Partial<RightsPolicy> = {}) =>
    rights.known(PUBLIC, asking([login], policy)).vouched[login];
  expect(may('tom')).toBe(false);
  expect(may('rea', { people: ['rea'] })).toBe(true);
  await rights.of(await shop.asApp(), PUBLIC, asking(['tom', 'rea']));
  expect([may('tom'), may('rea')]).toEqual([true, false]);
  shop.clock.windTo(shop.clock.now() + 5 * MINUTE);
  expect(may('tom')).toBe(false);
  const hidden = { ...PUBLIC, private: true };
  expect(rights.known(hidden, asking(['rea']))).toEqual({
    rights: { rea: true },
    vouched: { rea: true },
  });
  expect(rights.known(hidden, asking(['rea'], { declare: 'responders' }))).toEqual({
    rights: { rea: true },
    vouched: { rea: false },
  });
});
