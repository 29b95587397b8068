import { describe, expect, test } from '@jest/globals';
import type { DestinationOf } from '../../src/core/destination.ts';
import type { Notification } from '../../src/core/notification.ts';
import { slack } from '../../src/notifiers/slack.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type SlackStandIn, startSlack } from '../../src/sandbox/stand-ins/slack.ts';
import {
  aNotification,
  closedAfterEach,
  notifierContract,
  overHttp,
  START,
  type Subject,
  someHands,
  unwinding,
} from './contract.ts';

const to = (channel: string, mention: readonly string[] = []): DestinationOf<'slack'> => ({
  kind: 'slack',
  token: { secret: 'SLACK' },
  channel,
  mention,
});

const closing = closedAfterEach<SlackStandIn>();

async function aSlack() {
  const standIn = closing(await startSlack(() => START));
  const room = standIn.world.addRoom('ops', 'U0ANA');
  room.members.add('U0TOCSIN');
  const { clock, hands, logged } = someHands({ SLACK: standIn.token });
  const send = (changes: Partial<Notification> = {}, mention: readonly string[] = []) =>
    unwinding(
      { clock },
      slack(hands, standIn.apiUrl).send(aNotification(to(room.id, mention), changes)),
    );
  return { standIn, room, hands, clock, logged, send };
}

notifierContract('Slack', async (): Promise<Subject> => {
  const standIn = await startSlack(() => START);
  const room = standIn.world.addRoom('ops', 'U0TOCSIN');
  const { trouble } = standIn;
  return {
    notifier: async (hands, where) =>
      slack(hands, where === 'here' ? standIn.apiUrl : `http://127.0.0.1:${await freePort()}/api/`),
    notification: aNotification(to(room.id)),
    secrets: { SLACK: standIn.token },
    result: 'sent',
    dedupes: false,
    taken: () => room.posts.length,
    ...overHttp(standIn, { broken: 503, body: { ok: false, error: 'ratelimited' } }),
    refuses: () =>
      trouble.fail({ status: 200, body: { ok: false, error: `bad_${standIn.token}` } }),
  };
});

describe('a message', () => {
  test('stands in Block Kit, with a text for lock screens', async () => {
    const { room, send } = await aSlack();
    const receipt = await send();
    const [post] = room.posts;
    expect(receipt).toMatchObject({ result: 'sent', by: 'Slack', ref: `${room.id}:${post?.ts}` });
    expect(post?.text).toBe('SEV 1: Checkout is down <https://github.com/acme/shop/issues/12>');
    const verbatim = true;
    expect(post?.blocks).toEqual([
      {
        type: 'header',
        text: { type: 'plain_text', text: 'SEV 1: Checkout is down', emoji: false },
      },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*Description*\nNobody can pay', verbatim },
      },
      { type: 'section', text: { type: 'mrkdwn', text: '*IC*\nnobody yet', verbatim } },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: '<https://github.com/acme/shop/issues/12|acme/shop#12> · investigating',
            verbatim,
          },
        ],
      },
    ]);
  });

  test('a page mentions whom the policy names, and nobody else', async () => {
    const { room, send } = await aSlack();
    await send({}, ['U0ANA', 'S0ONCALL', '!channel', 'C0OTHER', '<!here>']);
    expect(room.posts[0]?.text).toMatch(/^<@U0ANA> <!subteam\^S0ONCALL> SEV 1/);
    expect(JSON.stringify(room.posts[0]?.blocks)).toContain('<@U0ANA> <!subteam^S0ONCALL>"');
  });

  test('what is no page mentions nobody', async () => {
    const { room, send } = await aSlack();
    await send({ kind: 'update' }, ['U0ANA']);
    expect(JSON.stringify(room.posts)).not.toContain('U0ANA');
  });

  test('people’s words do nothing', async () => {
    const { room, send } = await aSlack();
    const bait = '<!channel> <@U0ANA> <#C01> & <https://evil.example|bank> @here';
    await send({
      words: { headline: bait, fields: [{ name: bait, value: bait }] },
      facts: { ...aNotification(to('C')).facts, status: bait },
    });
    const said = JSON.stringify([room.posts[0]?.text, room.posts[0]?.blocks]);
    const active = [...said.replace(/"plain_text","text":"[^"]*"/, '').matchAll(/<[^>]*>/g)];
    expect(new Set(active.map(([markup]) => markup))).toEqual(
      new Set([
        '<https://evil.example>',
        '<https://github.com/acme/shop/issues/12>',
        '<https://github.com/acme/shop/issues/12|acme/shop#12>',
      ]),
    );
  });

  test('keeps to Slack’s measures, however much is said', async () => {
    const { room, send } = await aSlack();
    const long = '<&> '.repeat(5_000);
    const fields = Array.from({ length: 60 }, (_, at) => ({ name: `${at}${long}`, value: long }));
    const receipt = await send({ words: { headline: long, fields } });
    expect(receipt.result).toBe('sent');
    expect(room.posts).toHaveLength(1);
  });

  test('to a member is a direct message', async () => {
    const { standIn, hands } = await aSlack();
    const ana = standIn.world.addMember('ana');
    const receipt = await slack(hands, standIn.apiUrl).send(aNotification(to(ana.id)));
    const room = standIn.world.room('dm-ana');
    expect(room.posts).toHaveLength(1);
    expect(receipt.ref).toMatch(new RegExp(`^${room.id}:`));
  });

  test('after an unclear try says that it may be a repeat', async () => {
    const { room, standIn, send } = await aSlack();
    standIn.trouble.loseAnswer();
    await send();
    expect(room.posts.map(({ text }) => text.includes('(may be a repeat)'))).toEqual([false, true]);
  });
});

describe('a failure is a sentence', () => {
  test.each<[what: string, (slack: Awaited<ReturnType<typeof aSlack>>) => void, sentence: string]>([
    [
      'no such channel',
      ({ room, standIn }) => void standIn.world.rooms.splice(standIn.world.rooms.indexOf(room), 1),
      'Slack refused it: there is no such channel, or it is private and the app is not in it (channel_not_found).',
    ],
    [
      'not in the channel',
      ({ room }) => void room.members.delete('U0TOCSIN'),
      'Slack refused it: the app is not in the channel: invite it there (not_in_channel).',
    ],
    [
      'an archived channel',
      ({ room }) => {
        room.isArchived = true;
      },
      'Slack refused it: the channel is archived (is_archived).',
    ],
    [
      'a scope that is missing',
      ({ standIn }) => standIn.without('chat:write'),
      'Slack wants the app to have the scope chat:write: add it and install the app again.',
    ],
    [
      'a token that was withdrawn',
      ({ standIn }) =>
        standIn.trouble.fail({ status: 200, body: { ok: false, error: 'token_revoked' } }),
      'Slack does not accept the bot token in TOCSIN_SECRET_ACME_SLACK (token_revoked).',
    ],
  ])('%s', async (_, arm, sentence) => {
    const slack = await aSlack();
    arm(slack);
    const receipt = await slack.send();
    expect(receipt).toMatchObject({ result: 'failed', because: sentence, tries: 1 });
  });

  test('what passes is tried again', async () => {
    const { standIn, send } = await aSlack();
    standIn.trouble.fail({ status: 200, body: { ok: false, error: 'internal_error' } });
    expect(await send()).toMatchObject({ result: 'sent', tries: 2 });
  });

  test('a 429 that does not say how long is tried again too', async () => {
    const { standIn, send } = await aSlack();
    standIn.trouble.fail({ status: 429 });
    expect(await send()).toMatchObject({ result: 'sent', tries: 2 });
    standIn.trouble.fail({ status: 429 }, { times: 50 });
    expect((await send()).because).toMatch(/^Slack has had too many requests \(429\) \(tried 5/);
  });

  test('without a token says which variable is missing', async () => {
    const { hands } = someHands({});
    const receipt = await slack(hands).send(aNotification(to('C01')));
    expect(receipt.because).toBe(
      'The secret SLACK is not set: set TOCSIN_SECRET_ACME_SLACK in the environment of the server.',
    );
  });
});
