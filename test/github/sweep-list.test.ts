import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../src/github/client.ts';
import { listLive, type Swept } from '../../src/github/sweep-list.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
let github: GitHub;
beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down', labels: ['incident'] });
});
afterEach(() => shop.close());

const NAMES = ['acme/shop', 'acme/secret'];
const list = (client: GitHub): Promise<Swept> =>
  listLive(client, NAMES, { trusted: new Set(), closedSince: null });

/** GitHub's answer with such errors beside it, and with what they are about missing. */
function answering(
  errors: readonly object[],
  change: (data: { [alias: string]: object | null }) => object = (data) => ({ ...data, r1: null }),
): GitHub {
  const graphql = async (query: string, variables: object): Promise<never> => {
    const seen = query.replace('"secret"', '"shop"');
    const data = await github.graphql<Record<string, object | null>>(seen, { ...variables });
    throw Object.assign(new Error('Not everything'), { data: change(data), errors });
  };
  return { ...github, graphql: Object.assign(graphql, github.graphql) };
}

const live = [
  { issue: 1, by: 'incident', updatedAt: expect.any(Number), repository: expect.anything() },
];

describe('a repository that GitHub does not show', () => {
  test.each(['FORBIDDEN', 'NOT_FOUND', 'SERVICE_UNAVAILABLE'])(
    '%s: hides no other',
    async (type) => {
      const errors = [{ type, path: ['r1'], message: 'Not you' }];
      expect(await list(answering(errors))).toEqual({
        live,
        unlabelled: [],
        unread: [{ repository: 'acme/secret', because: 'Not you' }],
      });
    },
  );

  test('in part: what it shows counts', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['r0', 'postmortems', 'nodes'] }];
    const client = answering(errors, ({ r0 }) => ({
      r0: { ...r0, postmortems: { nodes: null } },
    }));
    expect(await list(client)).toMatchObject({
      live,
      unread: [{ repository: 'acme/shop', because: 'FORBIDDEN' }],
    });
  });

  test('an error about no repository in particular is thrown', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['r1'] }, { type: 'RATE_LIMITED' }];
    await expect(list(answering(errors))).rejects.toThrow('Not everything');
  });
});

test('a postmortem leads to its incident in another repository of the installation, and to no other', async () => {
  const { world, app } = shop.sandbox;
  const other = world.repository('acme/warehouse', { collaborators: { wim: 'write' } });
  world.repository('zeta/vault');
  const open = (where: string): Promise<unknown> =>
    github.rest.issues.create({
      ...SHOP,
      title: 'Postmortem',
      labels: ['postmortem'],
      body: `<!-- tocsin:act postmortem of #7 in ${where} -->`,
    });
  await open(`acme/formerly ${other.id}`);
  await open(`acme/shop ${other.id + 1}`);
  const { live } = await listLive(github, ['acme/shop', 'acme/warehouse'], {
    trusted: new Set([app.botId]),
    closedSince: null,
  });
  expect(live.filter(({ by }) => by === 'postmortem')).toEqual([
    expect.objectContaining({
      issue: 7,
      repository: { id: other.id, owner: 'acme', name: 'warehouse' },
    }),
  ]);
});
