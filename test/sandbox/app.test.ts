import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Probot } from 'probot';
import { openShop, refusalOf, SHOP, type Shop, START } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ private: true });
});
afterEach(() => shop.close());

describe('a Probot app, as it comes out of the box', () => {
  test('proves itself, gets a token, comments as a bot, and hears of it', async () => {
    const { sandbox } = shop;
    const { data: issue } = await shop.as('rea').rest.issues.create({ ...SHOP, title: 'Down' });
    const probot = new Probot({
      appId: sandbox.app.id,
      privateKey: sandbox.app.privateKey,
      secret: sandbox.app.webhookSecret,
      baseUrl: sandbox.apiUrl,
      logLevel: 'fatal',
    });
    const octokit = await probot.auth(shop.installation);
    const { data } = await octokit.rest.issues.createComment({
      ...SHOP,
      issue_number: issue.number,
      body: 'hello',
    });
    expect(data.user).toMatchObject({ login: 'tocsin[bot]', id: sandbox.app.botId, type: 'Bot' });
    expect(data.created_at).toBe('2026-11-23T10:02:00Z');

    await sandbox.settled();
    expect(shop.heard.map((one) => one.name)).toEqual(['issues.opened', 'issue_comment.created']);
    expect(shop.heard[1]?.payload).toMatchObject({
      comment: { id: data.id, body: 'hello' },
      sender: { id: sandbox.app.botId },
      installation: { id: shop.installation },
      organization: { login: 'acme' },
      repository: { full_name: 'acme/shop', private: true },
    });
  });

  test('finds itself, its installation and its repositories', async () => {
    const { rest } = await shop.probot.auth();
    expect((await rest.apps.getAuthenticated()).data?.slug).toBe('tocsin');
    expect((await rest.apps.getRepoInstallation(SHOP)).data.id).toBe(shop.installation);

    const octokit = await shop.asApp();
    expect(await refusalOf(shop.as('ada').rest.apps.getAuthenticated())).toBe(401);
    const { data: user } = await octokit.rest.users.getByUsername({ username: 'tocsin[bot]' });
    expect(user.id).toBe(shop.sandbox.app.botId);
    const repositories = await octokit.paginate(
      octokit.rest.apps.listReposAccessibleToInstallation,
      { per_page: 1 },
    );
    expect(repositories.map((one) => one.full_name)).toEqual(['acme/shop']);
  });

  test('is told nothing of, and may not see, private repositories beyond its reach', async () => {
    shop.sandbox.world.repository('globex/plant', {
      private: true,
      collaborators: { rea: 'write' },
    });
    const rea = shop.as('rea');
    await rea.rest.issues.create({ owner: 'globex', repo: 'plant', title: 'Elsewhere' });
    await shop.sandbox.settled();
    expect(shop.heard).toEqual([]);
    const octokit = await shop.asApp();
    expect(await refusalOf(octokit.rest.repos.get({ owner: 'globex', repo: 'plant' }))).toBe(404);
  });

  test('pages through a long list by its links', async () => {
    const octokit = await shop.asApp();
    await shop.as('rea').rest.issues.create({ ...SHOP, title: 'Down' });
    for (const body of ['one', 'two', 'three']) {
      await octokit.rest.issues.createComment({ ...SHOP, issue_number: 1, body });
    }
    const comments = await octokit.paginate(octokit.rest.issues.listComments, {
      ...SHOP,
      issue_number: 1,
      per_page: 2,
    });
    expect(comments.map((one) => one.body)).toEqual(['one', 'two', 'three']);
  });

  test('pins a comment, makes a sub-issue and a milestone with a due date of the Pacific', async () => {
    const octokit = await shop.asApp();
    await shop.as('rea').rest.issues.create({ ...SHOP, title: 'Down' });
    const { data: child } = await octokit.rest.issues.create({ ...SHOP, title: 'Postmortem' });
    await octokit.rest.issues.addSubIssue({ ...SHOP, issue_number: 1, sub_issue_id: child.id });
    const { data: milestone } = await octokit.rest.issues.createMilestone({
      ...SHOP,
      title: 'Postmortems due 2026-11-25',
      due_on: '2026-11-25T12:00:00Z',
    });
    await octokit.rest.issues.update({ ...SHOP, issue_number: 2, milestone: milestone.number });
    const { data: comment } = await octokit.rest.issues.createComment({
      ...SHOP,
      issue_number: 1,
      body: 'card',
    });
    await octokit.request('PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin', {
      ...SHOP,
      comment_id: comment.id,
    });
    expect(shop.sandbox.world.issue('acme/shop', 1)).toMatchObject({
      subIssues: [2],
      comments: [{ body: 'card', isPinned: true }],
    });
    expect(shop.sandbox.world.issue('acme/shop', 2)).toMatchObject({
      parent: 1,
      milestone: { dueOn: Date.parse('2026-11-25T08:00:00Z') },
    });
  });

  test('logs each request by its route, and whether it changed anything', async () => {
    const octokit = await shop.asApp();
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down', labels: ['incident'] });
    const again = { ...SHOP, issue_number: 1, labels: ['incident'] };
    await octokit.rest.issues.addLabels(again);
    await octokit.request('GET /repos/{owner}/{repo}/stargazers', SHOP).catch(() => null);
    expect(shop.sandbox.requests.map((one) => [one.by, one.route, one.changed])).toEqual([
      ['wim', 'POST /repos/{owner}/{repo}/issues', true],
      ['app', 'POST /app/installations/{installation_id}/access_tokens', false],
      ['app', 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', false],
      ['app', 'GET /repos/acme/shop/stargazers', false],
    ]);
    expect(shop.sandbox.requests.at(-1)).toMatchObject({
      status: 404,
      message: 'The sandbox has no route GET /repos/acme/shop/stargazers',
      at: START,
    });
  });

  test('is refused with a key that is not its own', async () => {
    const stranger = new Probot({
      appId: shop.sandbox.app.id + 1,
      privateKey: shop.sandbox.app.privateKey,
      secret: 'any',
      baseUrl: shop.sandbox.apiUrl,
      logLevel: 'fatal',
    });
    const octokit = await stranger.auth();
    expect(await refusalOf(octokit.rest.apps.getAuthenticated())).toBe(401);
  });
});

test('a repository that was renamed is found by its former name, as long as no other has that', async () => {
  const { sandbox, as } = shop;
  await as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
  sandbox.owners.rename('acme/shop', 'store');
  const { data } = await as('wim').rest.issues.createComment({
    ...SHOP,
    issue_number: 1,
    body: 'by its former name',
  });
  expect(data.html_url).toContain('/acme/store/issues/1');
  expect((await as('wim').rest.issues.get({ ...SHOP, issue_number: 1 })).data.comments).toBe(1);
  sandbox.world.repository('acme/shop', { collaborators: { wim: 'write' } });
  await expect(as('wim').rest.issues.get({ ...SHOP, issue_number: 1 })).rejects.toThrow();
});
