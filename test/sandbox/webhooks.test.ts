import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openShop, SHOP, type Shop } from './shop.ts';

interface Real {
  readonly name: string;
  readonly examples: readonly { readonly action?: string }[];
}

const real: readonly Real[] = createRequire(import.meta.url)('@octokit/webhooks-examples');

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;

const names = (): string[] => shop.heard.map((one) => one.name);

/** What only pull requests and apps with more rights have. */
const NOT_OURS = ['issue.draft', 'issue.pull_request', 'installation.permissions'];

/** Every key of a real payload that ours has not, as a path. */
function missing(theirs: unknown, ours: unknown, path = ''): string[] {
  if (typeof theirs !== 'object' || theirs === null || Array.isArray(theirs)) return [];
  if (typeof ours !== 'object' || ours === null) return theirs === null ? [] : [path];
  const own = new Map<string, unknown>(Object.entries(ours));
  return Object.entries(theirs).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (NOT_OURS.includes(at)) return [];
    if (!own.has(key)) return [at];
    return own.get(key) === null ? [] : missing(value, own.get(key), at);
  });
}

function realPayload(name: string, action: string): object {
  const named = real.find((one) => one.name === name);
  const found = named?.examples.find((one) => one.action === action);
  if (!found) throw new Error(`No example of ${name}.${action}.`);
  return found;
}

test('an issue opened with labels is told as opened and once per label', async () => {
  const asked = { ...SHOP, title: 'Down', labels: ['incident', 'SEV 1'], assignees: ['tom'] };
  await shop.as('wim').rest.issues.create(asked);
  await shop.sandbox.settled();
  expect(names().toSorted()).toEqual([
    'issues.assigned',
    'issues.labeled',
    'issues.labeled',
    'issues.opened',
    'label.created',
    'label.created',
  ]);
  const opened = shop.heard.find((one) => one.name === 'issues.opened');
  expect(opened?.payload).toMatchObject({
    issue: { labels: [{ name: 'incident' }, { name: 'SEV 1' }], assignees: [{ login: 'tom' }] },
    sender: { login: 'wim' },
  });
});

test('a label deleted from the repository leaves every issue, and is not named', async () => {
  const { issues } = shop.as('wim').rest;
  await issues.create({ ...SHOP, title: 'one', labels: ['incident'] });
  await issues.create({ ...SHOP, title: 'two', labels: ['incident'] });
  await shop.sandbox.settled();
  shop.heard.length = 0;
  await issues.deleteLabel({ ...SHOP, name: 'incident' });
  await shop.sandbox.settled();
  const unlabeled = shop.heard.filter((one) => one.name === 'issues.unlabeled');
  expect(unlabeled).toHaveLength(2);
  expect(unlabeled.every((one) => !('label' in one.payload))).toBe(true);
  expect(shop.sandbox.world.issue('acme/shop', 1).labels).toEqual([]);
});

describe('payloads have every key of a real one', () => {
  test.each([
    ['issues', 'opened'],
    ['issues', 'labeled'],
    ['issues', 'unlabeled'],
    ['issues', 'assigned'],
    ['issues', 'milestoned'],
    ['issues', 'edited'],
    ['issues', 'deleted'],
    ['issue_comment', 'created'],
    ['issue_comment', 'edited'],
    ['issue_comment', 'deleted'],
    ['label', 'created'],
    ['installation', 'created'],
    ['installation_repositories', 'added'],
  ])('%s.%s', async (name, action) => {
    const { issues } = shop.as('wim').rest;
    const { world } = shop.sandbox;
    await issues.createMilestone({ ...SHOP, title: 'soon' });
    await issues.create({
      ...SHOP,
      title: 'Down',
      labels: ['incident'],
      assignees: ['tom'],
      milestone: 1,
    });
    await issues.update({ ...ISSUE, title: 'Up' });
    await issues.removeLabel({ ...ISSUE, name: 'incident' });
    const { data } = await issues.createComment({ ...ISSUE, body: 'one' });
    await issues.updateComment({ ...SHOP, comment_id: data.id, body: 'two' });
    world.deleteComment(data.id);
    world.deleteIssue('acme/shop', 1);
    world.repository('globex/plant');
    world.repository('globex/other');
    world.installApp('globex', { repositories: ['globex/plant'] });
    world.installApp('globex', { repositories: ['globex/other'] });
    await shop.sandbox.settled();
    const ours = shop.heard.find((one) => one.name === `${name}.${action}`)?.payload;
    expect(missing(realPayload(name, action), ours)).toEqual([]);
  });
});

describe('mishaps', () => {
  const say = (body: string) => shop.as('wim').rest.issues.createComment({ ...ISSUE, body });
  const said = (): unknown[] =>
    shop.heard.map(({ payload }) =>
      'comment' in payload &&
      typeof payload.comment === 'object' &&
      payload.comment !== null &&
      'body' in payload.comment
        ? payload.comment.body
        : null,
    );

  beforeEach(async () => {
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    await shop.sandbox.settled();
    shop.heard.length = 0;
  });

  test('a dropped one stands in the log as failed, and comes when asked for again', async () => {
    shop.sandbox.trouble.webhooks.drop();
    await say('lost');
    await say('heard');
    await shop.sandbox.settled();
    expect(said()).toEqual(['heard']);

    const octokit = await shop.probot.auth();
    const list = () =>
      octokit.request('GET /app/hook/deliveries', { status: 'failure' }).then(({ data }) => data);
    const failed = await list();
    expect(failed).toMatchObject([
      { event: 'issue_comment', action: 'created', redelivery: false },
    ]);
    const guid = failed[0]?.guid;
    const id = Number(failed[0]?.id);
    await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
    await shop.sandbox.settled();
    expect(said()).toEqual(['heard', 'lost']);
    expect(shop.heard[1]?.id).toBe(guid);
    const { data } = await octokit.rest.apps.getWebhookDelivery({ delivery_id: id });
    expect(data).toMatchObject({ guid, request: { payload: { comment: { body: 'lost' } } } });
  });

  test('a doubled one comes twice under one id', async () => {
    shop.sandbox.trouble.webhooks.double(1);
    await say('one');
    await say('two');
    await shop.sandbox.settled();
    expect(said().toSorted()).toEqual(['one', 'one', 'two']);
    const ids = shop.heard.filter((_, index) => said()[index] === 'one').map((one) => one.id);
    expect(new Set(ids).size).toBe(1);
  });

  test('reordered ones come last one first', async () => {
    shop.sandbox.trouble.webhooks.reorder(3);
    for (const body of ['one', 'two', 'three']) await say(body);
    await shop.sandbox.settled();
    expect(said()).toEqual(['three', 'two', 'one']);
  });

  test('what is decided over each befalls it', async () => {
    const fates = ['dropped', 'sent twice', null] as const;
    let count = 0;
    shop.sandbox.trouble.webhooks.decide(() => fates[count++] ?? null);
    for (const body of ['one', 'two', 'three']) await say(body);
    await shop.sandbox.settled();
    expect(said().toSorted()).toEqual(['three', 'two', 'two']);
  });

  test('held ones wait for their release', async () => {
    shop.sandbox.trouble.webhooks.hold();
    await say('one');
    await shop.sandbox.settled();
    expect(said()).toEqual([]);
    shop.sandbox.trouble.webhooks.release();
    await shop.sandbox.settled();
    expect(said()).toEqual(['one']);
  });
});
