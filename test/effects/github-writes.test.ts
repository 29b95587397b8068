import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Write } from '../../src/core/effects.ts';
import { type Place, type Writer, write } from '../../src/effects/github-writes.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
let github: Writer;
let place: Place;
/** A comment by a person, and an issue of the app's beside the incident. */
let comment: number;
let child: { readonly id: number; readonly number: number };
let incident: { readonly id: number };
let before: number;

beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  const { data } = await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
  const said = await shop
    .as('wim')
    .rest.issues.createComment({ ...SHOP, issue_number: 1, body: '/ic' });
  comment = said.data.id;
  const card = await github.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'Card' });
  const postmortem = await github.rest.issues.create({
    ...SHOP,
    title: 'Postmortem',
    body: 'Old <!-- tocsin:due -->?<!-- /tocsin:due -->',
  });
  child = postmortem.data;
  incident = data;
  place = { ...SHOP, number: 1, repository: 7, node: data.node_id, card: card.data.id };
  before = shop.sandbox.requests.length;
});
afterEach(() => shop.close());

const issue = () => shop.sandbox.world.issue('acme/shop', 1);
const postmortem = () => shop.sandbox.world.issue('acme/shop', 2);
const labels = () => issue().labels.map(({ name }) => name);

/** What the app asked for since: `POST /repos/{owner}/{repo}/labels 201`. */
const asked = (): string[] =>
  shop.sandbox.requests.slice(before).map(({ route, status }) => `${route} ${status}`);

const carryOut = (effect: Write, text = '') =>
  write(github, place, effect, new Map([[effect, text]]));

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';

describe('each effect is one write', () => {
  interface Case {
    readonly effect: () => Write;
    /** What must be so before. */
    readonly given?: () => Promise<unknown>;
    readonly route: string;
    readonly shows: () => unknown;
    readonly as: unknown;
  }
  const label: Write = {
    kind: 'create-label',
    name: 'SEV 1',
    colour: 'b60205',
    description: 'Down',
  };
  const milestone: Write = {
    kind: 'create-milestone',
    title: 'Postmortems due 2026-11-25',
    due: Date.parse('2026-11-25T12:00:00Z'),
  };
  const put = (effect: Write) => () => carryOut(effect);

  const cases: Readonly<Record<Exclude<Write['kind'], 'comment' | 'open-issue'>, Case>> = {
    'create-label': {
      effect: () => label,
      route: 'POST /repos/{owner}/{repo}/labels 201',
      shows: () => shop.sandbox.requests.at(-1)?.body,
      as: { name: 'SEV 1', color: 'b60205', description: 'Down' },
    },
    'add-label': {
      effect: () => ({ kind: 'add-label', name: 'SEV 1' }),
      given: put(label),
      route: `POST ${ISSUE}/labels 200`,
      shows: labels,
      as: ['SEV 1'],
    },
    'remove-label': {
      effect: () => ({ kind: 'remove-label', name: 'SEV 1' }),
      given: put({ kind: 'add-label', name: 'SEV 1' }),
      route: `DELETE ${ISSUE}/labels/{name} 200`,
      shows: labels,
      as: [],
    },
    'add-assignee': {
      effect: () => ({ kind: 'add-assignee', login: 'wim' }),
      route: `POST ${ISSUE}/assignees 201`,
      shows: () => issue().assignees,
      as: ['wim'],
    },
    'assign-issue': {
      effect: () => ({ kind: 'assign-issue', once: 'assign:wim', issue: 2, login: 'wim' }),
      route: `POST ${ISSUE}/assignees 201`,
      shows: () => postmortem().assignees,
      as: ['wim'],
    },
    'remove-assignee': {
      effect: () => ({ kind: 'remove-assignee', login: 'wim' }),
      given: put({ kind: 'add-assignee', login: 'wim' }),
      route: `DELETE ${ISSUE}/assignees 200`,
      shows: () => issue().assignees,
      as: [],
    },
    'rename-issue': {
      effect: () => ({ kind: 'rename-issue', once: 'rename-issue', title: 'Up' }),
      route: `PATCH ${ISSUE} 200`,
      shows: () => issue().title,
      as: 'Up',
    },
    'close-issue': {
      effect: () => ({ kind: 'close-issue', reason: 'completed' }),
      route: `PATCH ${ISSUE} 200`,
      shows: () => [issue().state, issue().stateReason?.toLowerCase()],
      as: ['closed', 'completed'],
    },
    'reopen-issue': {
      effect: () => ({ kind: 'reopen-issue' }),
      given: put({ kind: 'close-issue', reason: 'completed' }),
      route: `PATCH ${ISSUE} 200`,
      shows: () => issue().state,
      as: 'open',
    },
    'edit-comment': {
      effect: () => ({ kind: 'edit-comment', comment: place.card, parts: [] }),
      route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id} 200',
      shows: () => shop.sandbox.requests.at(-1)?.body,
      as: { body: 'Hello' },
    },
    'pin-issue': {
      effect: () => ({ kind: 'pin-issue', once: 'pin-issue:1' }),
      route: 'GraphQL Pin 200',
      shows: () => issue().isPinned,
      as: true,
    },
    'unpin-issue': {
      effect: () => ({ kind: 'unpin-issue' }),
      given: put({ kind: 'pin-issue', once: 'pin-issue:1' }),
      route: 'GraphQL Unpin 200',
      shows: () => issue().isPinned,
      as: false,
    },
    react: {
      effect: () => ({ kind: 'react', comment, content: 'rocket' }),
      route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions 201',
      shows: () => issue().comments[0]?.reactions,
      as: [{ content: 'ROCKET', by: 'tocsin[bot]' }],
    },
    'create-milestone': {
      effect: () => milestone,
      route: 'POST /repos/{owner}/{repo}/milestones 201',
      shows: () => shop.sandbox.requests.at(-1)?.body,
      as: { title: 'Postmortems due 2026-11-25', due_on: '2026-11-25T12:00:00.000Z' },
    },
    'close-milestone': {
      effect: () => ({ kind: 'close-milestone', number: 1 }),
      given: put(milestone),
      route: 'PATCH /repos/{owner}/{repo}/milestones/{milestone_number} 200',
      shows: () => shop.sandbox.requests.at(-1)?.body,
      as: { state: 'closed' },
    },
    'set-milestone': {
      effect: () => ({ kind: 'set-milestone', issue: 2, milestone: 1 }),
      given: put(milestone),
      route: `PATCH ${ISSUE} 200`,
      shows: () => postmortem().milestone?.title,
      as: 'Postmortems due 2026-11-25',
    },
    'edit-issue': {
      effect: () => ({ kind: 'edit-issue', issue: 2, ours: { due: 'soon' } }),
      route: `PATCH ${ISSUE} 200`,
      shows: () => [issue().body, postmortem().body],
      as: ['', 'Old <!-- tocsin:due -->soon<!-- /tocsin:due -->'],
    },
    'add-sub-issue': {
      effect: () => ({ kind: 'add-sub-issue', child: child.id }),
      route: `POST ${ISSUE}/sub_issues 201`,
      shows: () => [issue().subIssues, postmortem().parent],
      as: [[2], 1],
    },
    'place-action': {
      effect: () => ({
        kind: 'place-action',
        once: 'place-action:5:0:postmortem',
        parent: 2,
        child: incident.id,
        moves: false,
      }),
      route: `POST ${ISSUE}/sub_issues 201`,
      shows: () => [issue().parent, postmortem().subIssues],
      as: [2, [1]],
    },
    'pin-card': {
      effect: () => ({ kind: 'pin-card', once: 'pin-card' }),
      route: 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin 200',
      shows: () => issue().comments.map(({ isPinned }) => isPinned),
      as: [false, true],
    },
  };

  test.each(Object.entries(cases))('%s', async (_kind, { effect, given, route, shows, as }) => {
    await given?.();
    before = shop.sandbox.requests.length;
    expect(await carryOut(effect(), 'Hello')).toEqual({ ref: null });
    expect(asked().filter((one) => !one.startsWith('GET '))).toEqual([route]);
    expect(shop.sandbox.requests.at(-1)?.changed).toBe(true);
    expect(shows()).toEqual(as);
  });

  test('a comment, with its marker below what it says', async () => {
    const effect: Write = { kind: 'comment', once: 'say:1', issue: 2, parts: [], page: false };
    const { ref } = await carryOut(effect, 'Hello');
    const said = postmortem().comments.at(-1);
    expect(ref).toBe(said?.id);
    expect(said?.body).toBe('Hello\n\n<!-- tocsin:act say:1 -->');
    expect(asked()).toEqual([`POST ${ISSUE}/comments 201`]);
  });

  test('an issue, with a marker that leads back to the incident', async () => {
    const effect: Write = {
      kind: 'open-issue',
      once: 'postmortem',
      title: 'Postmortem: Down',
      parts: [],
      labels: ['postmortem'],
    };
    expect(await carryOut(effect, 'What happened')).toEqual({ ref: 3 });
    expect(shop.sandbox.world.issue('acme/shop', 3)).toMatchObject({
      title: 'Postmortem: Down',
      body: 'What happened\n\n<!-- tocsin:act postmortem of #1 -->',
      labels: [{ name: 'postmortem' }],
    });
    expect(asked()).toEqual(['POST /repos/{owner}/{repo}/issues 201']);
  });
});

describe('what is so already counts as done', () => {
  test.each<[Write, string]>([
    [
      { kind: 'create-label', name: 'bug-free', colour: 'ffffff', description: '' },
      'POST /repos/{owner}/{repo}/labels 422',
    ],
    [{ kind: 'create-milestone', title: 'M', due: 0 }, 'POST /repos/{owner}/{repo}/milestones 422'],
    [{ kind: 'remove-label', name: 'gone' }, `DELETE ${ISSUE}/labels/{name} 404`],
  ])('%j', async (effect, answer) => {
    if (effect.kind !== 'remove-label') await carryOut(effect);
    before = shop.sandbox.requests.length;
    expect(await carryOut(effect)).toEqual({ ref: null });
    expect(asked()).toEqual([answer]);
  });

  test('a pin, and a pin that was taken down', async () => {
    const pin: Write = { kind: 'pin-issue', once: 'pin-issue:1' };
    for (const effect of [pin, pin, { kind: 'unpin-issue' }, { kind: 'unpin-issue' }] as const)
      expect(await carryOut(effect)).toEqual({ ref: null });
    const [, again, look, , twice, last] = asked();
    expect([again, look]).toEqual(['GraphQL Pin 200', 'GraphQL Pinned 200']);
    expect([twice, last]).toEqual(['GraphQL Unpin 200', 'GraphQL Pinned 200']);
  });

  test('a sub-issue', async () => {
    const effect: Write = { kind: 'add-sub-issue', child: child.id };
    for (const time of [1, 2])
      expect([time, await carryOut(effect)]).toEqual([time, { ref: null }]);
    expect(asked().slice(1)).toEqual([`POST ${ISSUE}/sub_issues 422`, 'GraphQL Children 200']);
    // Under another one it is not so, and no is no.
    const { data } = await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Other' });
    const other: Place = { ...place, number: data.number, node: data.node_id };
    await expect(write(github, other, effect, new Map())).rejects.toMatchObject({ status: 422 });
  });

  test('any other answer is thrown as it came', async () => {
    const fail = { method: 'POST', route: '/repos/{owner}/{repo}/labels', status: 404 };
    shop.sandbox.trouble.fail(fail);
    const effect: Write = { kind: 'create-label', name: 'a', colour: 'ffffff', description: '' };
    await expect(carryOut(effect)).rejects.toMatchObject({ status: 404 });
    for (const title of ['two', 'three', 'four']) {
      const { data } = await shop.as('wim').rest.issues.create({ ...SHOP, title });
      const pin: Write = { kind: 'pin-issue', once: 'pin-issue:1' };
      await write(github, { ...place, node: data.node_id }, pin, new Map());
    }
    await expect(carryOut({ kind: 'pin-issue', once: 'pin-issue:1' })).rejects.toThrow('Maximum 3');
    await expect(carryOut({ kind: 'close-milestone', number: 99 })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('an issue is closed with its reason', () => {
  test.each(['completed', 'not_planned', 'duplicate'] as const)('%s', async (reason) => {
    await carryOut({ kind: 'close-issue', reason });
    expect(issue().stateReason).toBe(reason);
  });

  test('where a server knows no duplicates, as not planned', async () => {
    shop.sandbox.trouble.fail({ method: 'PATCH', route: ISSUE, status: 422 });
    await carryOut({ kind: 'close-issue', reason: 'duplicate' });
    expect(issue().stateReason).toBe('not_planned');
    expect(asked()).toEqual([`PATCH ${ISSUE} 422`, `PATCH ${ISSUE} 200`]);
  });

  test('but any other no is a no', async () => {
    shop.sandbox.trouble.fail({ method: 'PATCH', route: ISSUE, status: 422 });
    await expect(carryOut({ kind: 'close-issue', reason: 'completed' })).rejects.toMatchObject({
      status: 422,
    });
  });
});

test('somebody whom GitHub drops silently is told apart', async () => {
  shop.sandbox.world.person('stranger');
  const written = await carryOut({ kind: 'add-assignee', login: 'stranger' });
  expect(written).toEqual({
    ref: null,
    failed: 'GitHub does not let this person be assigned here',
  });
  expect(asked()).toEqual([`POST ${ISSUE}/assignees 201`]);
});

test('a login is the same in any case', async () => {
  shop.sandbox.world.person('Wilma');
  shop.sandbox.world.grant('acme/shop', 'Wilma', 'write');
  expect(await carryOut({ kind: 'add-assignee', login: 'wilma' })).toEqual({ ref: null });
  expect(issue().assignees).toEqual(['Wilma']);
});
