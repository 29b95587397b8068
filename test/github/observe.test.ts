import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EMPTY_RECORD, encodeRecord } from '../../src/core/record.ts';
import { MINUTE } from '../../src/core/time.ts';
import { createAskSnapshot } from '../../src/github/ask-snapshot.ts';
import type { GitHub } from '../../src/github/client.ts';
import { type Hints, observe, type Sight } from '../../src/github/observe.ts';
import { openShop, SHOP, type Shop, START } from '../sandbox/shop.ts';

let shop: Shop;
let github: GitHub;

beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  shop.sandbox.world.addLabels('acme/shop', ['incident']);
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down', labels: ['incident'] });
});
afterEach(() => shop.close());

const ISSUE = { ...SHOP, issue_number: 1 } as const;
const NOTHING: Hints = {
  card: null,
  postmortem: { number: null, repository: null },
  items: [],
  frozen: { declared: false, file: null },
  lastGood: null,
  since: null,
};

const recordOf = (revision: number): string => encodeRecord({ ...EMPTY_RECORD, revision });

const look = (hints: Partial<Hints> = {}, issue = 1): Promise<Sight | null> =>
  observe(
    github,
    { owner: 'acme', name: 'shop', issue },
    {
      ...NOTHING,
      ...hints,
      ask: createAskSnapshot(shop.clock),
      trusted: new Set([shop.sandbox.app.botId]),
    },
  );

async function see(hints: Partial<Hints> = {}): Promise<Sight> {
  const sight = await look(hints);
  if (!sight) throw new Error('The issue should be there');
  return sight;
}

/** A comment, by the app or by a person; answers where it stands. */
async function say(by: 'app' | 'wim' | 'tom', body: string) {
  const octokit = by === 'app' ? github : shop.as(by);
  const { data } = await octokit.rest.issues.createComment({ ...ISSUE, body });
  return { node: data.node_id, comment: data.id };
}

/** So many comments by a person, one a minute. */
async function chatter(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    shop.clock.windTo(shop.clock.now() + MINUTE);
    await say('wim', `line ${turn}`);
  }
}

const reads = (): string[] =>
  shop.sandbox.requests.map(({ route }) => route).filter((route) => route.startsWith('GraphQL'));
const revisionOf = ({ card }: Sight): number | null =>
  card?.record.kind === 'record' ? card.record.record.revision : null;

describe('pull requests that mention the issue', () => {
  test('are those of its own repository, each once, whatever else mentions it', async () => {
    const { world } = shop.sandbox;
    world.repository('acme/till', { collaborators: { wim: 'write' } });
    world.openPullRequest('acme/shop', { by: 'tom', title: 'Roll back', body: 'Fixes #1, see #1' });
    world.openPullRequest('acme/till', { by: 'wim', title: 'Elsewhere', body: 'acme/shop#1' });
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'An issue', body: 'as #1' });
    const { snapshot } = await see();
    expect(snapshot.issue.pulls).toEqual([{ number: 2, title: 'Roll back' }]);
    expect(reads()).toHaveLength(1);
  });
});

describe('an issue', () => {
  test('is read in one request, with all that the core may look at', async () => {
    shop.clock.windTo(START + MINUTE);
    const { data } = await shop.as('tom').rest.issues.createComment({ ...ISSUE, body: '/ack' });
    await github.rest.reactions.createForIssueComment({
      ...SHOP,
      comment_id: data.id,
      content: 'rocket',
    });
    await shop.as('wim').rest.issues.addAssignees({ ...ISSUE, assignees: ['tom'] });
    const { snapshot, card, updatedAt } = await see();
    expect(card).toBeNull();
    expect(updatedAt).toBe(START + MINUTE);
    expect(snapshot.repository).toMatchObject({ owner: 'acme', name: 'shop', private: false });
    expect(snapshot.issue).toMatchObject({
      number: 1,
      title: 'Down',
      open: true,
      createdAt: START,
      author: { login: 'wim', bot: false, ours: false },
      labels: ['incident'],
      assignees: ['tom'],
    });
    expect(snapshot.comments).toEqual([
      {
        id: data.id,
        editor: null,
        editedAt: null,
        node: data.node_id,
        author: { login: 'tom', bot: false, ours: false },
        at: START + MINUTE,
        lines: [{ text: '/ack', plain: true }],
        reactions: ['rocket'],
      },
    ]);
    expect(snapshot.acts).toMatchObject([
      { kind: 'labeled', label: 'incident', at: START, actor: { login: 'wim', ours: false } },
      { kind: 'assigned', login: 'tom', at: START + MINUTE },
    ]);
    expect(reads()).toEqual(['GraphQL Snapshot']);
  });

  test.each(['tom', 'wim'] as const)(
    'shows when a comment was edited, and that %s did',
    async (by) => {
      const { comment } = await say('tom', '/ack');
      shop.clock.windTo(START + MINUTE);
      const edit = { ...SHOP, comment_id: comment, body: '/sev 1' };
      await shop.as(by).rest.issues.updateComment(edit);
      expect((await see()).snapshot.comments).toMatchObject([
        {
          author: { login: 'tom' },
          at: START,
          editedAt: START + MINUTE,
          editor: { login: by },
          lines: [{ text: '/sev 1' }],
        },
      ]);
    },
  );

  test('is read with its action items and a postmortem elsewhere, as far as they are there', async () => {
    shop.sandbox.world.repository('acme/papers', { collaborators: { wim: 'write' } });
    const papers = { owner: 'acme', repo: 'papers' };
    const { issues } = shop.as('wim').rest;
    await issues.create({ ...papers, title: 'Postmortem: Down' });
    await issues.create({ ...SHOP, title: 'An index', assignees: ['tom'] });
    const { data } = await issues.create({ ...papers, title: 'Theirs' });
    await issues.addSubIssue({ ...papers, issue_number: 1, sub_issue_id: data.id });
    await issues.createComment({ ...papers, issue_number: 1, body: '/action another' });
    const { snapshot } = await see({
      postmortem: { number: 1, repository: 'acme/papers' },
      items: [
        { repository: null, number: 2 },
        { repository: null, number: 99 },
        { repository: 'acme/gone', number: 1 },
      ],
    });
    expect(snapshot.items).toMatchObject([
      {
        repository: null,
        number: 2,
        title: 'An index',
        open: true,
        assignees: ['tom'],
        parent: null,
      },
    ]);
    expect(snapshot.elsewhere).toMatchObject({ milestones: [] });
    expect(snapshot.postmortem).toMatchObject({
      number: 1,
      comments: [{ onPostmortem: true, lines: [{ text: '/action another' }] }],
      subIssues: [{ repository: 'acme/papers', number: 2, title: 'Theirs' }],
    });
  });

  test('that is gone is null, and so is a repository', async () => {
    expect(await look({}, 99)).toBeNull();
    const where = { owner: 'acme', name: 'gone', issue: 1 };
    const ask = createAskSnapshot(shop.clock);
    expect(await observe(github, where, { ...NOTHING, ask, trusted: new Set() })).toBeNull();
  });

  test('that became a discussion is null, however it looks', async () => {
    shop.sandbox.world.convertToDiscussion('acme/shop', 1);
    expect(await look()).toBeNull();
  });

  test('our own acts are marked, our own comments are no commands', async () => {
    await say('app', '/resolve');
    await github.rest.issues.addLabels({ ...ISSUE, labels: ['urgent'] });
    const { snapshot } = await see();
    expect(snapshot.comments).toEqual([]);
    expect(snapshot.acts.at(-1)).toMatchObject({ label: 'urgent', actor: { ours: true } });
  });

  test('a marker is believed where we wrote it, and nowhere else', async () => {
    const { comment } = await say('app', 'Hello\n\n<!-- tocsin:act say:1 -->');
    await say('wim', 'Hello\n\n<!-- tocsin:act say:2 -->');
    const ours = { ...SHOP, title: 'Postmortem', body: '#1 <!-- tocsin:act postmortem of #1 -->' };
    await shop.as('wim').rest.issues.create(ours);
    await github.rest.issues.create(ours);
    expect((await see()).snapshot.found).toEqual({ 'say:1': comment, postmortem: 3 });
  });

  test('an error that is no "not found" is thrown', async () => {
    shop.sandbox.trouble.fail({ route: 'GraphQL Snapshot', status: 403 });
    await expect(look()).rejects.toMatchObject({ status: 403 });
  });
});

describe('the card', () => {
  test('stands among the first five comments', async () => {
    await say('wim', 'Help');
    const card = await say('app', recordOf(3));
    await chatter(60);
    const sight = await see({ since: shop.clock.now() });
    expect(sight.card).toMatchObject({ ...card, editedBy: null });
    expect(revisionOf(sight)).toBe(3);
    expect(reads()).toEqual(['GraphQL Snapshot']);
  });

  test('or among the last fifty', async () => {
    await chatter(10);
    const card = await say('app', recordOf(3));
    expect((await see({ since: shop.clock.now() })).card).toMatchObject(card);
  });

  test('or anywhere, by its id', async () => {
    await chatter(6);
    const card = await say('app', recordOf(3));
    await chatter(55);
    const since = shop.clock.now();
    expect((await see({ since })).card).toBeNull();
    expect((await see({ since, card: card.node })).card).toMatchObject(card);
    expect(reads()).toEqual(['GraphQL Snapshot', 'GraphQL Snapshot']);
  });

  test('of another issue is not ours to go on with', async () => {
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Other' });
    const other = { ...SHOP, issue_number: 2, body: recordOf(3) };
    const { data } = await github.rest.issues.createComment(other);
    expect((await see({ card: data.node_id })).card).toBeNull();
  });

  test('of two the older stays', async () => {
    const older = await say('app', recordOf(3));
    const younger = await say('app', recordOf(9));
    const sight = await see();
    expect(sight.card).toMatchObject(older);
    expect(sight.snapshot.spareCards).toEqual([younger.comment]);
    expect(revisionOf(sight)).toBe(3);
  });

  test('is none that somebody else wrote, or that holds no record', async () => {
    await say('wim', recordOf(3));
    await say('app', 'A card without a record');
    await say('app', '<!-- tocsin:record v1 AAAA -->');
    expect((await see()).card).toBeNull();
  });

  test('of a newer version is told apart', async () => {
    await say('app', '<!-- tocsin:record v2 AAAA -->');
    expect((await see()).card?.record).toEqual({ kind: 'newer', version: 2 });
  });

  test('that somebody edited counts as the newest revision of ours says', async () => {
    const { comment } = await say('app', recordOf(3));
    await github.rest.issues.updateComment({ ...SHOP, comment_id: comment, body: recordOf(4) });
    await shop
      .as('wim')
      .rest.issues.updateComment({ ...SHOP, comment_id: comment, body: recordOf(99) });
    const sight = await see();
    expect(sight.card).toMatchObject({ comment, editedBy: 'wim', text: recordOf(99) });
    expect(revisionOf(sight)).toBe(4);
    expect(reads()).toEqual(['GraphQL Snapshot', 'GraphQL Revisions']);
  });

  test('is known by its id where somebody left nothing of its record, and by that alone', async () => {
    const card = await say('app', 'as it was before');
    await shop
      .as('wim')
      .rest.issues.updateComment({ ...SHOP, comment_id: card.comment, body: 'Nothing to see' });
    expect((await see()).card).toBeNull();
    expect((await see({ card: card.node })).card).toMatchObject({
      ...card,
      editedBy: 'wim',
      record: { kind: 'none' },
    });
  });

  test('that we wrote last is read without asking for revisions', async () => {
    const { comment } = await say('app', recordOf(3));
    await github.rest.issues.updateComment({ ...SHOP, comment_id: comment, body: recordOf(4) });
    expect(revisionOf(await see())).toBe(4);
    expect(reads()).toEqual(['GraphQL Snapshot']);
  });
});

test('the organisation has no `.github` repository: the rest of the answer counts', async () => {
  shop.sandbox.world.addFile('acme/shop', '.github/incidents.yml', 'responders:\n  ops: [tom]\n');
  const { snapshot } = await see();
  expect(snapshot.policy.responders).toEqual({ ops: ['tom'] });
  expect(snapshot.policyFile?.where).toBe('repository');
});

test('the organisation’s policy holds where the repository has none', async () => {
  shop.sandbox.world.repository('acme/.github');
  shop.sandbox.world.addFile('acme/.github', '.github/incidents.yml', 'responders:\n  a: [wim]\n');
  const { snapshot } = await see();
  expect(snapshot.policy.responders).toEqual({ a: ['wim'] });
  expect(snapshot.policyFile?.where).toBe('organisation');
});

test('the postmortem is read with its incident', async () => {
  await github.rest.issues.create({ ...SHOP, title: 'Postmortem', body: 'What happened' });
  await github.rest.issues.createComment({
    ...SHOP,
    issue_number: 2,
    body: 'Soon\n\n<!-- tocsin:act say:clock -->',
  });
  const { snapshot } = await see({ postmortem: { number: 2, repository: null } });
  expect(snapshot.postmortem).toMatchObject({ number: 2, open: true, body: 'What happened' });
  expect(Object.keys(snapshot.found)).toEqual(['say:clock']);
});
