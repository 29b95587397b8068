import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FORM, openShop, refusalOf, SHOP, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;

const open = (login: string): Promise<unknown> =>
  shop.as(login).rest.issues.create({
    ...SHOP,
    title: 'Down',
    labels: ['incident'],
    assignees: ['tom'],
  });

const issue = () => shop.sandbox.world.issue('acme/shop', 1);

describe('what a person may do', () => {
  test.each(['rea', 'a stranger'])(
    'labels and assignees by %s are dropped silently',
    async (who) => {
      await open(who === 'rea' ? who : 'zoe');
      expect(issue()).toMatchObject({ title: 'Down', labels: [], assignees: [] });
    },
  );

  test('who may write sets labels and assignees, new labels come up', async () => {
    await open('wim');
    expect(issue()).toMatchObject({ labels: [{ name: 'incident' }], assignees: ['tom'] });
  });

  test('the labels of a form are put on whoever submits it, where they exist', async () => {
    const { world } = shop.sandbox;
    world.addFile('acme/shop', '.github/ISSUE_TEMPLATE/incident.yml', FORM);
    world.addLabels('acme/shop', ['incident']);
    await shop.as('zoe').rest.issues.create({
      ...SHOP,
      title: 'Down',
      headers: { 'x-sandbox-form': 'incident.yml' },
    });
    expect(issue().labels).toMatchObject([{ name: 'incident' }]);

    const filled = { by: 'zoe', title: 'Again', answers: { Severity: 'SEV 1' } };
    const number = world.openForm('acme/shop', 'incident.yml', filled);
    expect(world.issue('acme/shop', number)).toMatchObject({
      author: 'zoe',
      body: '### What is happening?\n\n_No response_\n\n### Severity\n\nSEV 1',
      labels: [{ name: 'incident' }],
    });
  });

  test('an author closes, retitles and rewrites an own issue and reopens it', async () => {
    await open('zoe');
    const zoe = shop.as('zoe');
    await zoe.rest.issues.update({ ...ISSUE, title: 'Up', body: 'fine', state: 'closed' });
    expect(issue()).toMatchObject({ title: 'Up', body: 'fine', state: 'closed' });
    await zoe.rest.issues.update({ ...ISSUE, state: 'open', labels: ['incident'] });
    expect(issue()).toMatchObject({ state: 'open', stateReason: 'reopened', labels: [] });
    expect(issue().timeline.map((one) => one.kind)).toEqual([
      'RenamedTitleEvent',
      'ClosedEvent',
      'ReopenedEvent',
    ]);
  });

  test('an author does not undo what somebody with more say closed', async () => {
    await open('zoe');
    await shop.as('tom').rest.issues.update({ ...ISSUE, state: 'closed' });
    const reopening = shop.as('zoe').rest.issues.update({ ...ISSUE, state: 'open' });
    expect(await refusalOf(reopening)).toBe(403);
  });

  test.each([
    ['rea', 403],
    ['tom', 200],
  ])('%s closes somebody else’s issue: %i', async (login, status) => {
    await open('wim');
    const closing = shop.as(login).rest.issues.update({ ...ISSUE, state: 'closed' });
    expect(status === 200 ? (await closing).status : await refusalOf(closing)).toBe(status);
  });

  test('triage puts labels on but makes none and rewrites nothing', async () => {
    await open('wim');
    const { issues } = shop.as('tom').rest;
    expect(await refusalOf(issues.addLabels({ ...ISSUE, labels: ['brand new'] }))).toBe(403);
    expect(await refusalOf(issues.update({ ...ISSUE, title: 'Other' }))).toBe(403);
    expect((await issues.removeLabel({ ...ISSUE, name: 'incident' })).data).toEqual([]);
  });

  test('who has no access cannot be assigned, and nobody says so', async () => {
    await open('wim');
    shop.sandbox.world.person('zoe');
    const add = (login: string) =>
      shop.as('tom').rest.issues.addAssignees({ ...ISSUE, assignees: [login] });
    expect((await add('zoe')).data.assignees?.map((one) => one.login)).toEqual(['tom']);
    await shop.as('zoe').rest.issues.createComment({ ...ISSUE, body: 'me' });
    expect((await add('zoe')).data.assignees?.map((one) => one.login)).toEqual(['tom', 'zoe']);
  });

  test('a private repository is not there for strangers', async () => {
    shop.sandbox.world.repository('acme/vault', { private: true });
    const vault = { owner: 'acme', repo: 'vault' };
    expect(await refusalOf(shop.as('zoe').rest.repos.get(vault))).toBe(404);
    const { data } = await (await shop.asApp()).rest.repos.getCollaboratorPermissionLevel({
      ...vault,
      username: 'zoe',
    });
    expect(data).toMatchObject({ permission: 'none', user: { permissions: { pull: false } } });
  });

  test.each([
    ['ada', 'admin', 'admin', true],
    ['tom', 'read', 'triage', true],
    ['rea', 'read', 'read', false],
    ['zoe', 'read', 'read', false],
  ])('%s has permission %s, role %s, triage %s', async (username, permission, role, triage) => {
    shop.sandbox.world.person('zoe');
    const octokit = await shop.asApp();
    const asked = { ...SHOP, username };
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel(asked);
    expect(data).toMatchObject({ permission, role_name: role, user: { permissions: { triage } } });
  });

  test('a locked issue takes comments only from who may write', async () => {
    await open('wim');
    await shop.as('tom').rest.issues.lock(ISSUE);
    const say = (login: string) =>
      shop.as(login).rest.issues.createComment({ ...ISSUE, body: 'hm' });
    expect(await refusalOf(say('rea'))).toBe(403);
    expect((await say('wim')).status).toBe(201);
  });

  test('a reaction counts once', async () => {
    await open('wim');
    const { rest } = shop.as('rea');
    const { data } = await rest.issues.createComment({ ...ISSUE, body: 'hm' });
    const rocket = () =>
      rest.reactions.createForIssueComment({ ...SHOP, comment_id: data.id, content: 'rocket' });
    expect([(await rocket()).status, (await rocket()).status]).toEqual([201, 200]);
    expect(issue().comments[0]?.reactions).toEqual([{ content: 'ROCKET', by: 'rea' }]);
  });

  test('files are written with their former sha, and read back', async () => {
    const file = { ...SHOP, path: '.github/incidents.yml', message: 'policy' };
    const content = Buffer.from('a: 1\n').toString('base64');
    const { repos } = shop.as('wim').rest;
    const { status, data } = await repos.createOrUpdateFileContents({ ...file, content });
    expect([status, data.content?.sha]).toEqual([201, 'a8926a52d8dcba5c4386945476ab6a2ad008afd4']);
    expect(await refusalOf(repos.createOrUpdateFileContents({ ...file, content }))).toBe(422);
    expect((await repos.getContent(file)).data).toMatchObject({ content: 'YTogMQo=' });
  });
});

describe('limits', () => {
  test.each([
    ['a title of 257 characters', { title: 'x'.repeat(257) }],
    ['a body of 65,537 characters', { body: 'x'.repeat(65_537) }],
    ['no title', { title: ' ' }],
    ['a label of 51 characters', { labels: ['x'.repeat(51)] }],
  ])('%s is a 422', async (_, wrong) => {
    const asked = { ...SHOP, title: 'Down', ...wrong };
    expect(await refusalOf(shop.as('wim').rest.issues.create(asked))).toBe(422);
  });

  test('a label is unique, and its colour six hexadecimal digits', async () => {
    const { issues } = shop.as('wim').rest;
    await issues.createLabel({ ...SHOP, name: 'SEV 1', color: 'D73A4A' });
    expect(await refusalOf(issues.createLabel({ ...SHOP, name: 'sev 1' }))).toBe(422);
    expect(await refusalOf(issues.createLabel({ ...SHOP, name: 'b', color: '#fff' }))).toBe(422);
    expect((await issues.getLabel({ ...SHOP, name: 'SEV 1' })).data.color).toBe('d73a4a');
  });
});
