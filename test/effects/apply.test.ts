import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Spending } from '../../src/core/budget.ts';
import type { Write } from '../../src/core/effects.ts';
import type { Instant } from '../../src/core/time.ts';
import { type Applied, apply } from '../../src/effects/apply.ts';
import type { Place, Writer } from '../../src/effects/github-writes.ts';
import { openShop, SHOP, type Shop, START } from '../sandbox/shop.ts';
import { recordingMeter } from '../support/recording-meter.ts';

let shop: Shop;
let github: Writer;
let place: Place;
let lines: string[];
let meter: ReturnType<typeof recordingMeter>;
let room: (spending: Spending) => Instant | null;
let closed: Instant[];
const purse = {
  take: (wanted: Spending) => room(wanted),
  close: (at: Instant) => void closed.push(at),
};

beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  const { data } = await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
  const card = await github.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'Card' });
  place = { ...SHOP, number: 1, repository: 7, node: data.node_id, card: card.data.id };
  lines = [];
  meter = recordingMeter();
  room = () => null;
  closed = [];
});
afterEach(() => shop.close());

const issue = () => shop.sandbox.world.issue('acme/shop', 1);

const line =
  (level: string) =>
  (fields: object, message: string): void => {
    const effect = 'effect' in fields ? fields.effect : '';
    lines.push(`${level} ${effect}: ${message}`);
  };

const carryOut = (
  effects: readonly Write[],
  {
    texts = new Map<Write, string>(),
    allowed = (): void => {},
    declared,
  }: {
    readonly texts?: ReadonlyMap<Write, string>;
    readonly allowed?: () => void;
    readonly declared?: { readonly at: number; readonly drill: boolean };
  } = {},
): Promise<Applied> =>
  apply(effects, {
    github,
    place,
    clock: shop.clock,
    log: { info: line('info'), warn: line('warn') },
    meter,
    ...(declared ? { declared } : {}),
    texts,
    allowed,
    purse,
  });

const say = (once: string): Write => ({ kind: 'comment', once, issue: 1, parts: [], page: false });
const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';

test('acts get receipts, differences do not; each leaves one line', async () => {
  const effect = say('say:1');
  const applied = await carryOut([{ kind: 'close-issue', reason: 'completed' }, effect], {
    texts: new Map([[effect, 'Hello']]),
  });
  const said = issue().comments.at(-1);
  expect(said?.body).toContain('Hello');
  expect(applied).toEqual({
    receipts: { 'say:1': { at: START, ref: said?.id, failed: null } },
    failures: [],
    putOff: null,
    done: 2,
  });
  expect(lines).toEqual(['info close-issue: effect applied', 'info say:1: effect applied']);
  expect(meter.told).toEqual([
    'tocsin_effects_total close-issue applied',
    'tocsin_effects_total comment applied',
  ]);
});

test.each([
  ['the first call', 'page:0', false, ['tocsin_page_delay_seconds mention 4']],
  ['of an exercise', 'page:0', true, []],
  ['a later one', 'page:1', false, []],
])('how long it took until somebody was mentioned: %s', async (_which, once, drill, delays) => {
  const effect: Write = { kind: 'comment', once, issue: 1, parts: [], page: true };
  const declared = { at: START - 4_000, drill };
  await carryOut([effect], { texts: new Map([[effect, '@ana']]), declared });
  expect(meter.told).toEqual(['tocsin_effects_total comment applied', ...delays]);
});

test('what fails does not stop the others, and leaves no receipt', async () => {
  shop.sandbox.trouble.fail({ method: 'POST', route: COMMENTS });
  const applied = await carryOut([say('say:1'), say('say:2')]);
  expect(Object.keys(applied.receipts)).toEqual(['say:2']);
  expect(applied.failures).toEqual([
    { effect: 'say:1', error: expect.objectContaining({ status: 502 }) },
  ]);
  expect(applied.done).toBe(1);
  expect(lines).toEqual(['warn say:1: effect failed', 'info say:2: effect applied']);
});

describe('octokit, which asks again where GitHub stumbles', () => {
  beforeEach(async () => {
    await shop.close();
    shop = await openShop({ patient: true });
    github = await shop.asApp();
    await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
    shop.sandbox.world.addLabels('acme/shop', ['SEV 1']);
    // Its token is there.
    await github.rest.repos.get(SHOP);
  });

  const ISSUES = '/repos/{owner}/{repo}/issues';
  const open: Write = { kind: 'open-issue', once: 'x', title: 'x', parts: [], labels: [] };
  test.each([
    ['comment', say('say:1'), COMMENTS],
    ['issue', open, ISSUES],
  ])('a create is asked for once, whatever is answered: a new %s', async (_what, effect, route) => {
    shop.sandbox.trouble.failAfterSuccess({ method: 'POST', route, times: 5 });
    const before = shop.sandbox.requests.length;
    const { failures } = await carryOut([effect]);
    expect(failures).toHaveLength(1);
    expect(shop.sandbox.requests.length - before).toBe(1);
  });

  test('what is done twice as if once is asked for again', async () => {
    const route = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
    shop.sandbox.trouble.fail({ method: 'POST', route });
    expect(await carryOut([{ kind: 'add-label', name: 'SEV 1' }])).toMatchObject({ done: 1 });
  });
});

test('who has lost the right to write writes nothing more', async () => {
  let left = 1;
  const before = shop.sandbox.requests.length;
  const { failures, done } = await carryOut(
    [say('say:1'), say('say:2'), { kind: 'close-issue', reason: 'completed' }],
    {
      allowed: () => {
        left -= 1;
        if (left < 0) throw new Error('no longer');
      },
    },
  );
  expect(failures.map(({ effect }) => effect)).toEqual(['say:2', 'close-issue']);
  expect(done).toBe(1);
  expect(shop.sandbox.requests.length - before).toBe(1);
});

describe('where there is no room', () => {
  const ack: Write = { kind: 'react', comment: 1, content: 'rocket' };
  const label: Write = { kind: 'add-label', name: 'SEV 1' };
  const call: Write = { kind: 'comment', once: 'page:1', issue: 1, parts: [], page: true };

  test('for one, what is no more urgent waits with it; what is goes out', async () => {
    const asked: string[] = [];
    room = ({ urgency }) => {
      asked.push(urgency);
      return urgency === 'courtesy' ? START + 5_000 : null;
    };
    const applied = await carryOut([call, label, say('say:1'), ack]);
    expect(Object.keys(applied.receipts)).toEqual(['page:1', 'say:1']);
    expect(applied.putOff).toEqual({ until: START + 5_000, effects: [label, ack] });
    expect(applied.done).toBe(2);
    expect(asked).toEqual(['call', 'courtesy', 'word']);
  });

  test('for words, closing waits with them', async () => {
    room = ({ urgency }) => (urgency === 'word' ? START + 5_000 : null);
    const close: Write = { kind: 'close-issue', reason: 'completed' };
    const { putOff } = await carryOut([say('say:1'), close]);
    expect(putOff?.effects).toEqual([say('say:1'), close]);
    expect(issue().state).toBe('open');
  });

  test.each([
    ['Retry-After', 403, { 'retry-after': '30' }, 30_000],
    ['Retry-After', 429, { 'retry-after': '30' }, 30_000],
    ['no word how long', 429, {}, 60_000],
    [
      'a limit used up',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START / 1_000 + 90) },
      91_000,
    ],
  ])(
    'by GitHub’s word, %s with %i: nothing more is asked',
    async (_what, status, headers, wait) => {
      shop.sandbox.trouble.fail({ method: 'POST', route: COMMENTS, status, headers });
      const before = shop.sandbox.requests.length;
      const { receipts, failures, putOff } = await carryOut([call, say('say:1'), label]);
      expect({ receipts, failures }).toEqual({ receipts: {}, failures: [] });
      expect(putOff).toEqual({ until: START + wait, effects: [call, say('say:1'), label] });
      expect(closed).toEqual([START + wait]);
      expect(shop.sandbox.requests.length - before).toBe(1);
    },
  );
});

describe('what a server does not have is noted once', () => {
  test('pinned comments and sub-issues of an older server', async () => {
    shop.sandbox.trouble.without('comment-pin', 'sub-issues');
    const child = await github.rest.issues.create({ ...SHOP, title: 'Postmortem' });
    const { receipts, failures } = await carryOut([
      { kind: 'pin-card', once: 'pin-card' },
      { kind: 'add-sub-issue', child: child.data.id },
    ]);
    const failed = { at: START, ref: null, failed: 'GitHub answered 404' };
    expect(receipts).toEqual({ 'pin-card': failed, 'sub-issue': failed });
    expect(failures).toEqual([]);
    expect(lines).toEqual([
      'warn pin-card: effect skipped: not to be had here',
      `warn add-sub-issue:${child.data.id}: effect skipped: not to be had here`,
    ]);
  });

  test('a fourth pinned issue', async () => {
    for (const title of ['a', 'b', 'c']) {
      const { data } = await github.rest.issues.create({ ...SHOP, title });
      await carryOut([]);
      const pinned = { ...place, number: data.number, node: data.node_id };
      await apply([{ kind: 'pin-issue', once: title }], {
        github,
        place: pinned,
        clock: shop.clock,
        log: { info: () => {}, warn: () => {} },
        meter,
        texts: new Map(),
        allowed: () => {},
        purse,
      });
    }
    const { receipts, failures } = await carryOut([{ kind: 'pin-issue', once: 'pin-issue:1' }]);
    expect(receipts).toEqual({
      'pin-issue:1': { at: START, ref: null, failed: 'GitHub would not' },
    });
    expect(failures).toEqual([]);
  });

  test.each([
    ['drops silently', () => shop.sandbox.world.person('stranger'), 'does not let'],
    [
      'refuses',
      () =>
        shop.sandbox.trouble.fail({
          method: 'POST',
          route: '/repos/{owner}/{repo}/issues/{issue_number}/assignees',
          status: 422,
        }),
      'answered 422',
    ],
  ])('a postmortem’s owner whom GitHub %s', async (_how, given, reason) => {
    given();
    const { data } = await github.rest.issues.create({ ...SHOP, title: 'Postmortem' });
    const once = 'assign-postmortem:stranger';
    const { receipts, failures } = await carryOut([
      { kind: 'assign-issue', once, issue: data.number, login: 'stranger' },
    ]);
    expect(receipts).toEqual({
      [once]: { at: START, ref: null, failed: expect.stringContaining(reason) },
    });
    expect(failures).toEqual([]);
  });

  test('somebody who cannot be assigned, by name', async () => {
    shop.sandbox.world.person('stranger');
    const { receipts } = await carryOut([{ kind: 'add-assignee', login: 'stranger' }]);
    expect(receipts).toEqual({
      'assign:stranger': {
        at: START,
        ref: null,
        failed: 'GitHub does not let this person be assigned here',
      },
    });
  });

  test('but a server that stumbles may have it after all', async () => {
    const route = '/repos/{owner}/{repo}/issues/comments/{comment_id}/pin';
    shop.sandbox.trouble.fail({ method: 'PUT', route, status: 503, times: 9 });
    const { receipts, failures } = await carryOut([{ kind: 'pin-card', once: 'pin-card' }]);
    expect(receipts).toEqual({});
    expect(failures.map(({ effect }) => effect)).toEqual(['pin-card']);
  });

  test('and a no to what is no enrichment is a failure', async () => {
    const route = '/repos/{owner}/{repo}/issues/{issue_number}';
    shop.sandbox.trouble.fail({ method: 'PATCH', route, status: 403 });
    const { receipts, failures } = await carryOut([{ kind: 'close-issue', reason: 'completed' }]);
    expect(receipts).toEqual({});
    expect(failures.map(({ effect }) => effect)).toEqual(['close-issue']);
  });
});
