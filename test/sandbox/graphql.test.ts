import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  OLDER_QUERY,
  REVISIONS_QUERY,
  SWEEP_FIELDS,
  snapshotQuery,
} from '../../src/github/snapshot-query.ts';
import { openShop, SHOP, type Shop } from './shop.ts';

const SNAPSHOT_QUERY = snapshotQuery({ parents: true, items: [] });

let shop: Shop;
let graphql: Awaited<ReturnType<Shop['asApp']>>['graphql'];
beforeEach(async () => {
  shop = await openShop();
  graphql = (await shop.asApp()).graphql;
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;

const SNAPSHOT = {
  ...SHOP,
  number: 1,
  policyAt: 'HEAD:.github/incidents.yml',
  templatesAt: 'HEAD:.github/incident-templates',
  card: '',
  hasCard: false,
  postmortem: 0,
  hasPostmortem: false,
  frozen: null,
  hasFrozen: false,
  frozenInOrg: false,
};

/** What a query answers, and what it complains of. */
async function ask(query: string, variables: Record<string, unknown> = {}) {
  const { data } = await (await shop.asApp()).request('POST /graphql', { query, variables });
  return data;
}

const inIssue = (fields: string): string =>
  `{ repository(owner: "acme", name: "shop") { issue(number: 1) { ${fields} } } }`;

describe('the queries of the app', () => {
  test('the snapshot shows all that a pass may look at', async () => {
    const { world } = shop.sandbox;
    const frozen = world.addFile('acme/shop', '.github/incidents.yml', 'old: 1\n');
    world.addFile('acme/shop', '.github/incidents.yml', 'new: 1\n');
    world.addFile('acme/shop', '.github/incident-templates/update.md.hbs', 'So');
    world.addFile('acme/shop', '.github/incident-templates/old/page.md.hbs', 'No');
    world.repository('acme/.github');
    const wim = shop.as('wim').rest.issues;
    const octokit = await shop.asApp();
    await wim.create({ ...SHOP, title: 'Down', labels: ['incident'], assignees: ['tom'] });
    await wim.create({ ...SHOP, title: 'Postmortem', body: 'of #1' });
    const { data: card } = await octokit.rest.issues.createComment({ ...ISSUE, body: 'card' });
    await octokit.rest.reactions.createForIssueComment({
      ...SHOP,
      comment_id: card.id,
      content: 'eyes',
    });
    await wim.update({ ...ISSUE, state: 'closed', state_reason: 'not_planned' });

    const answer = await graphql<Record<string, unknown>>(SNAPSHOT_QUERY, {
      ...SNAPSHOT,
      card: card.node_id,
      hasCard: true,
      postmortem: 2,
      hasPostmortem: true,
      frozen,
      hasFrozen: true,
    });
    const bot = { __typename: 'Bot', login: 'tocsin', databaseId: shop.sandbox.app.botId };
    const wimActs = { __typename: 'User', login: 'wim' };
    expect(answer).toMatchObject({
      repository: {
        nameWithOwner: 'acme/shop',
        policy: { text: 'new: 1\n' },
        frozen: { oid: frozen, text: 'old: 1\n' },
        templates: {
          entries: [
            { name: 'old', object: {} },
            { name: 'update.md.hbs', object: { text: 'So' } },
          ],
        },
        labels: { nodes: [{ name: 'incident' }] },
        issue: {
          state: 'CLOSED',
          assignees: { nodes: [{ login: 'tom' }] },
          first: { nodes: [{ databaseId: card.id, author: bot, editor: null }] },
          timelineItems: {
            nodes: [
              { __typename: 'LabeledEvent', actor: wimActs, label: { name: 'incident' } },
              { __typename: 'AssignedEvent', assignee: { login: 'tom' } },
              { __typename: 'CrossReferencedEvent', source: { number: 2, body: 'of #1' } },
              { __typename: 'ClosedEvent', actor: wimActs },
            ],
          },
        },
        postmortem: { number: 2, state: 'OPEN', parent: null },
      },
      card: {
        body: 'card',
        issue: { number: 1 },
        reactionGroups: expect.arrayContaining([
          { content: 'EYES', viewerHasReacted: true },
          { content: 'ROCKET', viewerHasReacted: false },
        ]),
      },
      organisation: { policy: null },
    });
  });

  test('a repository that is missing leaves the rest, beside an error of its type', async () => {
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    const { data, errors } = await ask(SNAPSHOT_QUERY, SNAPSHOT);
    expect(data).toMatchObject({ organisation: null, repository: { issue: { title: 'Down' } } });
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['organisation'] }]);
  });

  test('older comments come page by page, backwards, while new ones arrive', async () => {
    const { issues } = shop.as('wim').rest;
    await issues.create({ ...SHOP, title: 'Down' });
    for (let n = 1; n <= 52; n += 1) await issues.createComment({ ...ISSUE, body: String(n) });
    const last = await ask(SNAPSHOT_QUERY, SNAPSHOT);
    const { nodes, pageInfo } = last.data.repository.issue.last;
    expect([nodes[0].body, nodes.at(-1).body, pageInfo.hasPreviousPage]).toEqual(['3', '52', true]);
    await issues.createComment({ ...ISSUE, body: '53' });
    const older = await graphql<Record<string, unknown>>(OLDER_QUERY, {
      ...SHOP,
      number: 1,
      comments: pageInfo.startCursor,
      withComments: true,
      timeline: null,
      withTimeline: true,
    });
    expect(older).toMatchObject({
      repository: {
        issue: {
          last: { nodes: [{ body: '1' }, { body: '2' }], pageInfo: { hasPreviousPage: false } },
        },
      },
    });
  });

  test('revisions are whole bodies, newest first, with the original', async () => {
    const octokit = await shop.asApp();
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    const { data } = await octokit.rest.issues.createComment({ ...ISSUE, body: 'one' });
    const edit = { ...SHOP, comment_id: data.id };
    await octokit.rest.issues.updateComment({ ...edit, body: 'two' });
    await octokit.rest.issues.updateComment({ ...edit, body: 'two' });
    await shop.as('wim').rest.issues.updateComment({ ...edit, body: 'three' });
    const answer = await graphql<Record<string, unknown>>(REVISIONS_QUERY, {
      comment: data.node_id,
    });
    expect(answer).toMatchObject({
      node: {
        userContentEdits: {
          nodes: [
            { diff: 'three', editor: { login: 'wim' } },
            { diff: 'two', editor: { login: 'tocsin' } },
            { diff: 'one', editor: { login: 'tocsin' } },
          ],
        },
      },
    });
  });

  test('the sweep lists open issues by label', async () => {
    const { issues } = shop.as('wim').rest;
    await issues.create({ ...SHOP, title: 'Down', labels: ['Incident'] });
    await issues.create({ ...SHOP, title: 'Other' });
    await issues.create({ ...SHOP, title: 'Over', labels: ['incident'] });
    await issues.update({ ...SHOP, issue_number: 3, state: 'closed' });
    const query = `query Sweep($incident: [String!], $postmortem: [String!], $label: String!, $form: String!, $closedToo: Boolean!) {
      r0: repository(owner: "acme", name: "shop") { ${SWEEP_FIELDS} } }`;
    const variables = {
      incident: ['incident'],
      postmortem: ['postmortem'],
      label: 'incident',
      closedToo: true,
      form: 'HEAD:.github/ISSUE_TEMPLATE/incident.yml',
    };
    expect((await ask(query, variables)).data.r0).toMatchObject({
      form: null,
      label: { name: 'Incident' },
      incidents: { nodes: [{ number: 1 }] },
      closed: { nodes: [{ number: 3 }] },
      postmortems: { nodes: [] },
    });
    expect(shop.sandbox.requests.at(-1)?.route).toBe('GraphQL Sweep');
  });
});

describe('what GitHub would refuse, and what the sandbox does not know', () => {
  beforeEach(async () => {
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
  });

  test.each([
    ['a field GitHub does not have', inIssue('severity'), 'Cannot query field "severity"'],
    ['one the sandbox does not have', inIssue('bodyHTML'), 'does not know Issue.bodyHTML'],
    [
      'such a one on what is not there',
      inIssue('comments(first: 1) { nodes { bodyText } }'),
      'does not know IssueComment.bodyText',
    ],
    ['a list without a length', inIssue('comments { totalCount }'), 'properly paginate'],
    ['a list of 101', inIssue('comments(first: 101) { totalCount }'), 'limit of 100'],
  ])('%s', async (_, query, message) => {
    const { errors } = await ask(query);
    expect(errors[0].message).toContain(message);
  });

  test('references in code are none; others count once, across repositories too', async () => {
    const { issues } = shop.as('wim').rest;
    shop.sandbox.world.repository('acme/docs', { collaborators: { wim: 'write' } });
    await issues.create({ ...SHOP, title: 'code', body: '`#1` \n\n    #1\n\n<!-- #1 -->' });
    await issues.create({ ...SHOP, title: 'word', body: 'x#1 and v#1' });
    await issues.create({
      owner: 'acme',
      repo: 'docs',
      title: 'far',
      body: 'acme/shop#1, acme/shop#1',
    });
    const { url } = shop.sandbox.world.issue('acme/shop', 1);
    await issues.createComment({ ...SHOP, issue_number: 2, body: `see ${url}` });
    const { timeline } = shop.sandbox.world.issue('acme/shop', 1);
    expect(timeline.map((one) => one.what)).toEqual(['acme/docs#1', 'acme/shop#2']);
  });
});

describe('mutations', () => {
  const pin = (id: string) =>
    ask('mutation($id: ID!) { pinIssue(input: { issueId: $id }) { issue { isPinned } } }', { id });

  test('three issues can be pinned, each once', async () => {
    const { issues } = shop.as('wim').rest;
    const ids: string[] = [];
    for (const title of ['a', 'b', 'c', 'd']) {
      ids.push((await issues.create({ ...SHOP, title })).data.node_id);
    }
    const [first = '', second = '', third = '', fourth = ''] = ids;
    expect((await pin(first)).data).toEqual({ pinIssue: { issue: { isPinned: true } } });
    expect((await pin(first)).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
    await pin(second);
    await pin(third);
    expect((await pin(fourth)).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
    const unpin = 'mutation($id: ID!) { unpinIssue(input: { issueId: $id }) { id } }';
    await ask(unpin, { id: first });
    expect((await pin(fourth)).errors).toBeUndefined();
    await shop.sandbox.settled();
    const pins = shop.heard.filter((one) => one.name.endsWith('pinned'));
    expect(pins.map((one) => one.name)).toEqual([
      'issues.pinned',
      'issues.pinned',
      'issues.pinned',
      'issues.unpinned',
      'issues.pinned',
    ]);
  });

  test('a reader pins nothing', async () => {
    const { data } = await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    const query = 'mutation($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }';
    const pinning = shop.as('rea').graphql(query, { id: data.node_id });
    await expect(pinning).rejects.toThrow('does not have the correct permissions');
  });

  test('a comment is folded away', async () => {
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    const { data } = await shop.as('rea').rest.issues.createComment({ ...ISSUE, body: 'old' });
    const query = `mutation($id: ID!) {
      minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) {
        minimizedComment { isMinimized minimizedReason } } }`;
    expect((await ask(query, { id: data.node_id })).data).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
    });
  });
});
