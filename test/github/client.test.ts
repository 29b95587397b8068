import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ask, type GitHub } from '../../src/github/client.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
let github: GitHub;
beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
});
afterEach(() => shop.close());

const TITLE = '{ title }';

test('an answer in full', async () => {
  const query = `query Q($n: Int!) { repository(owner: "acme", name: "shop") { issue(number: $n) ${TITLE} } }`;
  expect(await ask(github, query, { n: 1 })).toEqual({ repository: { issue: { title: 'Down' } } });
});

test('an answer in parts: what was not found is null in it', async () => {
  const query = `query Q {
    shop: repository(owner: "acme", name: "shop") { issue(number: 1) ${TITLE} gone: issue(number: 9) ${TITLE} }
    organisation: repository(owner: "acme", name: ".github") { name } }`;
  expect(await ask(github, query, {})).toEqual({
    shop: { issue: { title: 'Down' }, gone: null },
    organisation: null,
  });
});

test('a field that GitHub does not know is thrown', async () => {
  await expect(ask(github, 'query Q { viewer { shoeSize } }', {})).rejects.toThrow('shoeSize');
});

test('what is no answer is thrown as it came', async () => {
  shop.sandbox.trouble.fail({ route: 'GraphQL Q', status: 502 });
  await expect(ask(github, 'query Q { viewer { login } }', {})).rejects.toMatchObject({
    status: 502,
  });
});

test('an error of another kind beside data is thrown: the data may lack anything', async () => {
  const error = Object.assign(new Error('Something went wrong'), {
    data: { repository: null },
    errors: [{ type: 'NOT_FOUND' }, { type: 'SERVICE_UNAVAILABLE' }],
  });
  const graphql = Object.assign(() => Promise.reject(error), github.graphql);
  await expect(ask({ ...github, graphql }, 'query Q { a }', {})).rejects.toBe(error);
});
