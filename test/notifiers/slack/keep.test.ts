import { describe, expect, test } from '@jest/globals';
import type { ChannelMemory } from '../../../src/core/channel.ts';
import type { ChannelWanted } from '../../../src/core/channel-wanted.ts';
import { SECOND } from '../../../src/core/time.ts';
import { receiptOf } from '../../../src/effects/channels.ts';
import { channelKeeper } from '../../../src/notifiers/slack/keep.ts';
import { type SlackStandIn, startSlack } from '../../../src/sandbox/stand-ins/slack.ts';
import { aNotification, closedAfterEach, START, someHands, unwinding } from '../contract.ts';

const closing = closedAfterEach<SlackStandIn>();

const ALL = ['described', 'card', 'bookmarks', 'invited'] as const;
const PRINTS = { described: 1, card: 2, bookmarks: 3, invited: 4 };
const { facts } = aNotification({ kind: 'email', to: 'x' });

const wanted = (given: Partial<ChannelWanted> = {}): ChannelWanted => ({
  token: { secret: 'SLACK' },
  facts,
  known: null,
  topic: 'SEV 1',
  purpose: 'Checkout is down',
  card: { headline: 'SEV 1: Checkout is down', fields: [] },
  bookmarks: [{ title: 'Issue', link: facts.url }],
  members: [],
  mails: [],
  archive: false,
  todo: ALL,
  prints: PRINTS,
  ...given,
});

async function aKeeper(secrets?: Readonly<Record<string, string>>) {
  const standIn = closing(await startSlack(() => START));
  const { clock, hands, logged } = someHands(secrets ?? { SLACK: standIn.token });
  const keeper = channelKeeper(hands, standIn.apiUrl);
  const keep = (given: Partial<ChannelWanted> = {}) =>
    unwinding({ clock, hanging: standIn.hanging }, keeper(wanted(given)));
  /** What the ledger would remember of it. */
  const remembered = async (given: Partial<ChannelWanted> = {}): Promise<ChannelMemory | null> =>
    receiptOf(wanted(given), await keep(given), START).channel ?? null;
  const room = () => standIn.world.room('incident-12');
  const asked = () => standIn.heard.map(({ path }) => path.replace('/api/', ''));
  return { standIn, clock, logged, keep, remembered, room, asked };
}

describe('a channel', () => {
  test('is made with all its parts', async () => {
    const { standIn, keep, room } = await aKeeper();
    const [ana, ben] = [standIn.world.addMember('ana'), standIn.world.addMember('ben')];
    expect(
      await keep({ members: [ana.id, 'U0GONE'], mails: ['ben@example.com', 'no@x.example'] }),
    ).toEqual({
      channel: {
        id: room().id,
        name: 'incident-12',
        url: `https://acme.slack.com/archives/${room().id}`,
        archived: false,
      },
      card: room().pins[0],
      done: ALL,
      strangers: ['U0GONE'],
      because: null,
    });
    expect(room()).toMatchObject({ topic: 'SEV 1', bookmarks: [{ title: 'Issue' }] });
    expect([...room().members]).toEqual(expect.arrayContaining([ana.id, ben.id]));
  });

  test('that is known is looked at, and only what has changed is changed', async () => {
    const { standIn, keep, remembered, room, asked } = await aKeeper();
    const known = await remembered();
    const before = asked().length;
    expect(await keep({ known, topic: 'SEV 2', todo: ['described'] })).toMatchObject({
      card: known?.card,
      done: ['described'],
      because: null,
    });
    expect(asked().slice(before)).toEqual([
      'conversations.info',
      'conversations.info',
      'conversations.setTopic',
    ]);
    expect(room().topic).toBe('SEV 2');
    expect(standIn.world.rooms).toHaveLength(1);
  });

  test('that is gone is made anew, with all its parts', async () => {
    const { keep, remembered } = await aKeeper();
    const known = await remembered();
    if (!known) throw new Error('Nothing is remembered');
    const gone = { ...known, id: 'C0GONE' };
    expect(await keep({ known: gone, todo: ['described'] })).toMatchObject({ done: ALL });
  });

  test('whose time is over is archived last; one that people archived is left alone', async () => {
    const { keep, remembered, room, asked } = await aKeeper();
    const known = await remembered();
    expect(await keep({ known, topic: 'SEV 1 · Resolved', archive: true })).toMatchObject({
      channel: { archived: true },
      because: null,
    });
    expect(room()).toMatchObject({ isArchived: true, topic: 'SEV 1 · Resolved' });
    const before = asked().length;
    expect(await keep({ known, topic: 'anything' })).toMatchObject({
      channel: { archived: true },
      done: [],
    });
    expect(asked().slice(before)).toEqual(['conversations.info']);
  });
});

describe('where a part fails', () => {
  test('what was done before is told, and the rest is done the next time', async () => {
    const { standIn, keep, remembered, room } = await aKeeper();
    standIn.trouble.fail(
      { status: 200, body: { ok: false, error: 'restricted_action' } },
      { on: '/api/bookmarks.list' },
    );
    const known = await remembered();
    expect(known?.shows).toEqual({ described: 1, card: 2 });
    expect(await keep({ known, todo: ['bookmarks', 'invited'] })).toMatchObject({
      done: ['bookmarks', 'invited'],
      because: null,
    });
    expect(room().pins).toHaveLength(1);
  });

  test('a Slack that takes its time is not waited for by everything else', async () => {
    const { standIn, clock, keep } = await aKeeper();
    standIn.trouble.hang({ times: 2, on: '/api/conversations.create' });
    expect(await keep()).toMatchObject({ done: [], because: 'Slack takes its time.' });
    expect(clock.now() - START).toBeLessThan(30 * SECOND);
  });

  test('Slack is down: there is none, and why', async () => {
    const { standIn, keep } = await aKeeper();
    standIn.trouble.isDown = true;
    expect(await keep()).toMatchObject({
      channel: null,
      because: expect.stringContaining('Slack could not be reached'),
    });
  });

  test('the token is not set: the variable is named', async () => {
    const { keep, asked } = await aKeeper({});
    expect((await keep()).because).toContain('TOCSIN_SECRET_ACME_SLACK');
    expect(asked()).toEqual([]);
  });

  test('the token is refused: it is not told', async () => {
    const { keep, logged } = await aKeeper({ SLACK: 'xoxb-of-somebody-else' });
    const { because } = await keep();
    expect(because).toContain('TOCSIN_SECRET_ACME_SLACK');
    expect(`${because} ${logged.join()}`).not.toContain('xoxb');
  });
});
