import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openShop, refusalOf, SHOP, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;
const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';

const QUERY = `query Look {
  repository(owner: "acme", name: "shop") {
    issue(number: 1) { comments(first: 9) { nodes { body } } labels(first: 9) { totalCount } } } }`;

/** How many comments the app sees by GraphQL. */
async function seen(): Promise<number> {
  const answer = await (await shop.asApp()).graphql<{
    repository: { issue: { comments: { nodes: unknown[] } } };
  }>(QUERY);
  return answer.repository.issue.comments.nodes.length;
}

test('reads lag so many writes, so many times, and only the app’s', async () => {
  const octokit = await shop.asApp();
  for (const body of ['one', 'two', 'three']) {
    await octokit.rest.issues.createComment({ ...ISSUE, body });
  }
  shop.sandbox.trouble.lag(2, 2);
  const byPerson = await shop.as('wim').rest.issues.listComments(ISSUE);
  await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username: 'wim' });
  const byRest = await octokit.rest.issues.listComments(ISSUE);
  expect([byPerson.data.length, byRest.data.length, await seen(), await seen()]).toEqual([
    3, 1, 1, 3,
  ]);
});

test('what lags is the whole world: a new edit is not there, nor a deletion', async () => {
  const octokit = await shop.asApp();
  const { data } = await octokit.rest.issues.createComment({ ...ISSUE, body: 'before' });
  const comment = { ...SHOP, comment_id: data.id };
  await octokit.rest.issues.updateComment({ ...comment, body: 'after' });
  await octokit.rest.issues.deleteComment(comment);
  shop.sandbox.trouble.lag(1, 1);
  expect((await octokit.rest.issues.getComment(comment)).data.body).toBe('after');
  shop.sandbox.trouble.lag(2, 1);
  expect((await octokit.rest.issues.getComment(comment)).data.body).toBe('before');
  expect(await refusalOf(octokit.rest.issues.getComment(comment))).toBe(404);
});

test('what is decided over each request befalls it; where the connection breaks nobody hears an answer', async () => {
  const octokit = await shop.asApp();
  expect(await seen()).toBe(0);
  const routes: string[] = [];
  shop.sandbox.trouble.decide((route) => {
    routes.push(route);
    return routes.length === 1 ? { status: 0, headers: {}, performs: true } : null;
  });
  const say = (body: string) =>
    octokit.rest.issues.createComment({ ...ISSUE, body, request: { retries: 0 } });
  await expect(say('done')).rejects.toMatchObject({ status: 500 });
  await shop.as('wim').rest.issues.createComment({ ...ISSUE, body: 'by a person' });
  await say('again');
  expect(routes).toEqual([`POST ${COMMENTS}`, `POST ${COMMENTS}`]);
  expect(await seen()).toBe(3);
});

test('a write answered with 502 was done, one that failed was not', async () => {
  const { trouble } = shop.sandbox;
  const octokit = await shop.asApp();
  const say = (body: string) => octokit.rest.issues.createComment({ ...ISSUE, body });
  trouble.failAfterSuccess({ method: 'POST', route: COMMENTS });
  expect(await refusalOf(say('done'))).toBe(502);
  trouble.fail({ method: 'POST', route: COMMENTS, status: 503, times: 2 });
  expect(await refusalOf(say('not done'))).toBe(503);
  expect(await refusalOf(say('not done'))).toBe(503);
  await say('done too');
  const { comments } = shop.sandbox.world.issue('acme/shop', 1);
  expect(comments.map((one) => one.body)).toEqual(['done', 'done too']);
  const { requests } = shop.sandbox;
  expect(requests.slice(-4).map((one) => [one.status, one.changed])).toEqual([
    [502, true],
    [503, false],
    [503, false],
    [201, true],
  ]);
});

test('a failure can pick its requests by their body, carry headers, and befall GraphQL', async () => {
  const { trouble } = shop.sandbox;
  const octokit = await shop.asApp();
  const isLoud = (body: unknown): boolean => JSON.stringify(body).includes('loud');
  trouble.fail({ method: 'POST', route: COMMENTS, when: isLoud, status: 429 });
  await octokit.rest.issues.createComment({ ...ISSUE, body: 'quiet' });
  const loud = octokit.rest.issues.createComment({ ...ISSUE, body: 'loud' });
  expect(await refusalOf(loud)).toBe(429);
  trouble.fail({ route: 'GraphQL Look', status: 403, headers: { 'retry-after': '60' } });
  await expect(octokit.graphql(QUERY)).rejects.toMatchObject({
    status: 403,
    response: { headers: { 'retry-after': '60' } },
  });
});

test('a failure of a route that does not exist is a mistake', () => {
  expect(() => shop.sandbox.trouble.fail({ method: 'POST', route: '/nowhere' })).toThrow(
    'no route POST /nowhere',
  );
});

test('people are spared', async () => {
  shop.sandbox.trouble.fail({ method: 'POST', route: COMMENTS });
  const { status } = await shop.as('wim').rest.issues.createComment({ ...ISSUE, body: 'hm' });
  expect(status).toBe(201);
});

test('an older server knows neither pinned comments nor sub-issues, until all is well', async () => {
  const octokit = await shop.asApp();
  const { data } = await octokit.rest.issues.createComment({ ...ISSUE, body: 'card' });
  const pin = () =>
    octokit.request('PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin', {
      ...SHOP,
      comment_id: data.id,
    });
  shop.sandbox.trouble.without('comment-pin', 'sub-issues');
  expect(await refusalOf(pin())).toBe(404);
  expect(await refusalOf(octokit.rest.issues.listSubIssues(ISSUE))).toBe(404);
  const parent = () =>
    octokit.graphql(
      'query Q { repository(owner: "acme", name: "shop") { issue(number: 1) { parent { number } } } }',
    );
  await expect(parent()).rejects.toMatchObject({
    errors: [
      {
        message: "Field 'parent' doesn't exist on type 'Issue'",
        extensions: { code: 'undefinedField', typeName: 'Issue', fieldName: 'parent' },
      },
    ],
  });
  shop.sandbox.trouble.clear();
  expect(await parent()).toEqual({ repository: { issue: { parent: null } } });
  expect((await pin()).status).toBe(200);
});

test('a slow server takes its time with the app', async () => {
  const octokit = await shop.asApp();
  shop.sandbox.trouble.slow(60);
  const before = performance.now();
  await octokit.rest.issues.get(ISSUE);
  expect(performance.now() - before).toBeGreaterThanOrEqual(55);
});
