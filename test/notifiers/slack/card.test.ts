import { describe, expect, test } from '@jest/globals';
import { keepBookmarks, keepCard } from '../../../src/notifiers/slack/card.ts';
import { slackOf } from '../../../src/notifiers/slack/client.ts';
import { slackMessage } from '../../../src/notifiers/slack/message.ts';
import { invite, memberByEmail } from '../../../src/notifiers/slack/people.ts';
import { type SlackStandIn, startSlack } from '../../../src/sandbox/stand-ins/slack.ts';
import { BOT } from '../../../src/sandbox/stand-ins/slack-world.ts';
import { aNotification, closedAfterEach, START, someHands, unwinding } from '../contract.ts';

const closing = closedAfterEach<SlackStandIn>();

async function aChannel() {
  const standIn = closing(await startSlack(() => START));
  const { clock } = someHands({});
  const { token, world, apiUrl: url } = standIn;
  const slack = slackOf({ clock, token, variable: 'V', url });
  const room = world.addRoom('incident-12', BOT);
  const run = <Value>(promise: Promise<Value>) =>
    unwinding({ clock, hanging: standIn.hanging }, promise);
  return { standIn, world, room, slack, run };
}

describe('the card', () => {
  const about = aNotification({ kind: 'email', to: 'x' });
  const says = (headline: string) =>
    slackMessage({ ...about, words: { headline, fields: [] } }, { mention: [], unclear: false });

  async function aCard() {
    const channel = await aChannel();
    const { slack, room, run } = channel;
    const keep = async (known: string | null, headline = 'Card') => {
      const card = { channel: room.id, known, url: about.facts.url, message: says(headline) };
      const outcome = await run(keepCard(slack, card));
      return outcome.ok ? outcome.value : outcome.because;
    };
    return { ...channel, keep };
  }

  test('is one message, pinned, and edited in place', async () => {
    const { room, keep } = await aCard();
    const ts = await keep(null);
    expect(room.pins).toEqual([ts]);
    expect(await keep(ts, 'Card, later')).toBe(ts);
    expect(room.posts).toHaveLength(1);
    expect(room.posts[0]).toMatchObject({ edits: 1, text: expect.stringContaining('Card, later') });
  });

  test('is found among the pins where its place is not on record', async () => {
    const { room, keep } = await aCard();
    const ts = await keep(null);
    expect(await keep(null, 'Card, later')).toBe(ts);
    expect(room.posts).toHaveLength(1);
  });

  test('that was posted and not pinned, for we died, is found and pinned', async () => {
    const { world, room, keep } = await aCard();
    const ts = await keep(null);
    room.pins.splice(0);
    // What else we say there has the same address in it.
    world.post(room, BOT, { text: about.facts.url, blocks: [] });
    expect(await keep(null, 'Card, later')).toBe(ts);
    expect(room.pins).toEqual([ts]);
    expect(room.posts).toHaveLength(2);
    expect(room.posts[0]?.text).toContain('Card, later');
  });

  test('whose posting got no answer is posted once', async () => {
    const { standIn, room, keep } = await aCard();
    standIn.trouble.loseAnswer({ on: '/api/chat.postMessage' });
    const ts = await keep(null);
    expect(room.posts.map((post) => post.ts)).toEqual([ts]);
    expect(room.pins).toEqual([ts]);
  });

  test('of another incident is not taken for it', async () => {
    const { world, room, keep } = await aCard();
    const ts = await keep(null);
    room.pins.splice(0);
    const [card] = room.posts;
    if (card) card.text = card.text.replace('issues/12', 'issues/123');
    expect(await keep(null)).not.toBe(ts);
    expect(world.rooms[0]?.posts).toHaveLength(2);
  });

  test('comes where the app may not read what was said, too', async () => {
    const { standIn, room, keep } = await aCard();
    standIn.without('channels:history');
    const ts = await keep(null);
    expect(room.pins).toEqual([ts]);
  });

  test('is not somebody else’s pinned message about the same issue', async () => {
    const { world, room, keep } = await aCard();
    const { ts } = world.post(room, 'U0ANA', { text: about.facts.url, blocks: [] });
    room.pins.push(ts);
    expect(await keep(null)).not.toBe(ts);
    expect(room.posts).toHaveLength(2);
  });

  test('that was deleted is written anew', async () => {
    const { room, keep } = await aCard();
    const ts = await keep(null);
    room.posts.splice(0);
    room.pins.splice(0);
    expect(await keep(ts)).not.toBe(ts);
    expect(room.pins).toHaveLength(1);
  });

  test('whose pinning gets no answer is pinned once', async () => {
    const { standIn, room, keep } = await aCard();
    standIn.trouble.loseAnswer({ on: '/api/pins.add' });
    await keep(null);
    expect(room.pins).toHaveLength(1);
  });

  test('in a channel that is gone is a failure with its reason', async () => {
    const { world, keep } = await aCard();
    world.rooms.splice(0);
    expect(await keep(null)).toContain('channel_not_found');
  });
});

describe('bookmarks', () => {
  const issue = { title: 'Issue', link: 'https://github.com/acme/shop/issues/12' };
  const postmortem = { title: 'Postmortem', link: 'https://github.com/acme/shop/issues/13' };

  test('are added once, mended where they lead elsewhere, and people’s own stay', async () => {
    const { room, slack, run } = await aChannel();
    room.bookmarks.push({ id: 'Bk9', title: 'Dashboard', link: 'https://d.example' });
    const keep = (...wanted: readonly (typeof issue)[]) =>
      run(keepBookmarks(slack, room.id, wanted));
    expect(await keep(issue)).toMatchObject({ value: ['Issue'] });
    expect(await keep(issue, postmortem)).toMatchObject({ value: ['Postmortem'] });
    expect(await keep(issue, postmortem)).toMatchObject({ value: [] });
    const moved = { ...issue, link: 'https://github.com/acme/till/issues/3' };
    expect(await keep(moved, postmortem)).toMatchObject({ value: ['Issue'] });
    expect(room.bookmarks.map(({ title, link }) => [title, link])).toEqual([
      ['Dashboard', 'https://d.example'],
      ['Issue', moved.link],
      ['Postmortem', postmortem.link],
    ]);
  });

  test('that Slack refuses are a failure with its reason', async () => {
    const { room, slack, run } = await aChannel();
    const wrong = { title: 'Issue', link: 'ftp://x' };
    expect(await run(keepBookmarks(slack, room.id, [wrong]))).toEqual({
      ok: false,
      because: 'Slack refused it: invalid_link.',
      tries: 1,
    });
  });
});

describe('invitations', () => {
  test('reach whoever is not there yet; a wrong id keeps nobody out', async () => {
    const { world, room, slack, run } = await aChannel();
    const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map((name) => world.addMember(name).id);
    room.members.add(ana ?? '');
    const users = [ana ?? '', ben ?? '', 'U0GONE', cleo ?? '', BOT, ben ?? ''];
    expect(await run(invite(slack, room.id, users))).toMatchObject({
      value: { joined: [ben, cleo], refused: [{ user: 'U0GONE', because: 'user_not_found' }] },
    });
    expect([...room.members].toSorted()).toEqual([ana, ben, BOT, cleo].toSorted());
  });

  test('of one wrong id alone are told', async () => {
    const { room, slack, run } = await aChannel();
    expect(await run(invite(slack, room.id, ['U0GONE']))).toMatchObject({
      value: { joined: [], refused: [{ user: 'U0GONE', because: 'user_not_found' }] },
    });
  });

  test('of nobody new ask for nothing', async () => {
    const { standIn, room, slack, run } = await aChannel();
    expect(await run(invite(slack, room.id, [BOT]))).toMatchObject({ value: { joined: [] } });
    expect(standIn.heard.map(({ path }) => path)).toEqual(['/api/conversations.members']);
  });

  test('of more than a hundred go in parts', async () => {
    const { standIn, world, room, slack, run } = await aChannel();
    const users = Array.from({ length: 150 }, (_, at) => world.addMember(`p${at}`).id);
    expect(await run(invite(slack, room.id, users))).toMatchObject({ ok: true });
    expect(room.members.size).toBe(151);
    expect(standIn.heard.filter(({ path }) => path.endsWith('invite'))).toHaveLength(2);
  });

  test('where Slack does not say whom it means go one by one', async () => {
    const { standIn, world, room, slack, run } = await aChannel();
    const ana = world.addMember('ana').id;
    standIn.trouble.fail(
      { status: 200, body: { ok: false, error: 'cant_invite' } },
      { on: '/api/conversations.invite' },
    );
    expect(await run(invite(slack, room.id, [ana, 'U0GONE']))).toMatchObject({
      value: { joined: [ana], refused: [{ user: 'U0GONE', because: 'user_not_found' }] },
    });
  });

  test('into an archived channel fail', async () => {
    const { world, room, slack, run } = await aChannel();
    const ana = world.addMember('ana').id;
    room.isArchived = true;
    expect(await run(invite(slack, room.id, [ana]))).toMatchObject({
      ok: false,
      because: 'Slack refused it: the channel is archived (is_archived).',
    });
  });
});

describe('a member by their address', () => {
  test.each([
    ['ana@example.com', 'U0ANA'],
    ['nobody@example.com', null],
  ])('%s: %s', async (email, id) => {
    const { world, slack, run } = await aChannel();
    world.addMember('ana');
    expect(await run(memberByEmail(slack, email))).toMatchObject({ ok: true, value: id });
  });
});
