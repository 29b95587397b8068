import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { DestinationOf, WebhookFormat } from '../../src/core/destination.ts';
import type { Notification } from '../../src/core/notification.ts';
import { SECOND } from '../../src/core/time.ts';
import { webhookBody } from '../../src/notifiers/webhook/format.ts';
import { webhook } from '../../src/notifiers/webhook.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import type { StandIn } from '../../src/sandbox/stand-ins/stand-in.ts';
import { startReceiver } from '../../src/sandbox/stand-ins/webhook.ts';
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

const KEY = 'a key to sign webhooks with';
const inside = { loopback: true };
const to = (
  url: DestinationOf<'webhook'>['url'],
  changes: Partial<DestinationOf<'webhook'>> = {},
): DestinationOf<'webhook'> => ({
  kind: 'webhook',
  url,
  key: { secret: 'HOOK_KEY' },
  format: 'tocsin',
  ...changes,
});

const closing = closedAfterEach<StandIn>();

notifierContract('webhook', async (): Promise<Subject> => {
  const receiver = await startReceiver(() => START);
  const dead = `http://127.0.0.1:${await freePort()}/secret-path`;
  const { trouble } = receiver;
  const secrets = { HOOK_KEY: KEY, HOOK: `${receiver.url}/secret-path` };
  return {
    notifier: (hands, where) =>
      webhook(
        where === 'here' ? hands : { ...hands, secret: () => ({ ok: true, value: dead }) },
        inside,
      ),
    notification: aNotification(to({ secret: 'HOOK' })),
    secrets,
    result: 'sent',
    dedupes: false,
    taken: () => receiver.heard.filter(({ status }) => status === 204 || status === null).length,
    ...overHttp(receiver, { broken: 502 }),
    refuses: () => trouble.fail({ status: 410, body: { message: `no ${KEY}` } }),
  };
});

async function aReceiver(secrets: Readonly<Record<string, string>> = { HOOK_KEY: KEY }) {
  const receiver = closing(await startReceiver(() => START));
  const { clock, hands } = someHands(secrets);
  const send = (
    changes: Partial<DestinationOf<'webhook'>> = {},
    about: Partial<Notification> = {},
  ) =>
    unwinding(
      { clock },
      webhook(hands, inside).send(aNotification(to(`${receiver.url}/hook`, changes), about)),
    );
  return { receiver, clock, hands, send };
}

describe('a webhook', () => {
  test('carries everything a program may want to know', async () => {
    const { receiver, send } = await aReceiver();
    const receipt = await send();
    const host = receiver.url.replace('http://', '');
    expect(receipt).toMatchObject({
      result: 'sent',
      by: `webhook ${host}`,
      ref: 'comment:1:0:on-call',
    });
    expect(JSON.parse(receiver.heard[0]?.body ?? '')).toEqual({
      version: 1,
      id: 'comment:1:0:on-call',
      kind: 'page',
      to: 'on-call',
      drill: false,
      test: false,
      repeat: false,
      headline: 'SEV 1: Checkout is down',
      fields: [
        { name: 'Description', value: 'Nobody can pay' },
        { name: 'IC', value: 'nobody yet' },
      ],
      text: expect.stringContaining('Description: Nobody can pay\n'),
      incident: {
        repository: { id: 77, owner: 'acme', name: 'shop' },
        number: 12,
        url: 'https://github.com/acme/shop/issues/12',
        title: 'Checkout is down',
        severity: 1,
        severityLabel: 'SEV 1',
        status: 'investigating',
      },
    });
  });

  test('is signed over timestamp, id and body', async () => {
    const { receiver, send } = await aReceiver();
    await send();
    const [first] = receiver.heard;
    const headers = first?.headers ?? {};
    expect(headers['x-tocsin-id']).toBe('comment:1:0:on-call');
    expect(headers['x-tocsin-timestamp']).toBe(String(START / SECOND));
    const signed = `${START / SECOND}.comment:1:0:on-call.${first?.body}`;
    const hex = createHmac('sha256', KEY).update(signed).digest('hex');
    expect(headers['x-tocsin-signature']).toBe(`v1=${hex}`);
  });

  test('sent again has the same id, a new time, and says that it is a repeat', async () => {
    const { receiver, send } = await aReceiver();
    receiver.trouble.loseAnswer();
    await send();
    const [first, second] = receiver.heard;
    expect(second?.headers['x-tocsin-id']).toBe(first?.headers['x-tocsin-id']);
    expect(second?.headers['x-tocsin-timestamp']).toBe(String(START / SECOND + 1));
    expect(JSON.parse(first?.body ?? '').repeat).toBe(false);
    expect(JSON.parse(second?.body ?? '').repeat).toBe(true);
    expect(second?.headers['x-tocsin-signature']).not.toBe(first?.headers['x-tocsin-signature']);
  });

  test('without a key is not signed', async () => {
    const { receiver, send } = await aReceiver({});
    expect((await send({ key: null })).result).toBe('sent');
    expect(receiver.heard[0]?.headers).not.toHaveProperty('x-tocsin-signature');
  });

  test('whose key is missing is not sent at all', async () => {
    const { receiver, send } = await aReceiver({});
    expect((await send()).because).toBe(
      'The secret HOOK_KEY is not set: set TOCSIN_SECRET_ACME_HOOK_KEY in the environment of the server.',
    );
    expect(receiver.heard).toEqual([]);
  });

  test('whose address is missing says so', async () => {
    const { hands } = await aReceiver({});
    const about = aNotification(to({ secret: 'HOOK' }, { key: null }));
    expect((await webhook(hands, inside).send(about)).because).toContain('HOOK is not set');
  });

  test('to an address inside is refused at once, and leaves no trace of it', async () => {
    const { hands, clock } = someHands({ HOOK: 'https://169.254.169.254/latest' });
    const about = aNotification(to({ secret: 'HOOK' }, { key: null, format: 'discord' }));
    const receipt = await unwinding({ clock }, webhook(hands, { loopback: false }).send(about));
    expect(receipt).toMatchObject({
      by: 'Discord',
      tries: 1,
      because: 'Discord was not called: its address leads into a network that is not public.',
    });
  });

  test('to this machine is refused unless it is allowed', async () => {
    const { receiver, hands } = await aReceiver();
    const about = aNotification(to(`${receiver.url}/hook`));
    const receipt = await webhook(hands, { loopback: false }).send(about);
    expect(receipt.because).toBe(
      'The webhook was not called: its address does not begin with https://.',
    );
    expect(receiver.heard).toEqual([]);
  });
});

describe('in the words of a chat', () => {
  const bait = '@channel <at>Ana</at> [bank](https://evil.example) **x** #12 `c`\n# big';
  const bodyOf = (format: WebhookFormat, text: string, drill = false): string => {
    const plain = aNotification(to('https://x.example'), {
      words: { headline: text, fields: [{ name: text, value: text }] },
    });
    return webhookBody(format, { ...plain, facts: { ...plain.facts, drill } }, false);
  };

  test.each<[WebhookFormat, string]>([
    ['teams', '"type":"AdaptiveCard"'],
    ['mattermost', '"text":"**SEV 1: Checkout is down**'],
    ['discord', '"allowed_mentions":{"parse":[]}'],
  ])('%s gets its own shape', (format, part) => {
    expect(webhookBody(format, aNotification(to('https://x.example')), false)).toContain(part);
  });

  test('Teams shows text runs, which know no Markdown', () => {
    const { attachments } = JSON.parse(bodyOf('teams', bait));
    const types = attachments[0].content.body.map(({ type }: { type: string }) => type);
    expect(new Set(types)).toEqual(new Set(['RichTextBlock']));
    expect(attachments[0]).not.toHaveProperty('content.msteams');
  });

  test.each<WebhookFormat>(['mattermost', 'discord'])(
    '%s mentions nobody and links nothing',
    (format) => {
      const body = bodyOf(format, bait).replaceAll('https://github.com/acme/shop/issues/12', '');
      expect(body).not.toMatch(/@(?:channel|here|all)/);
      expect(body).not.toMatch(/\]\(https?:\/\/evil/);
      expect(body).not.toMatch(/https?:\/\/evil/);
      expect(body).toContain('\\\\*\\\\*x\\\\*\\\\*');
    },
  );

  test.each<[WebhookFormat, number]>([
    ['teams', 28_000],
    ['mattermost', 16_383],
  ])('%s is never too much', (format, most) => {
    const long = '*_'.repeat(5_000);
    const fields = Array.from({ length: 40 }, () => ({ name: long, value: long }));
    const about = aNotification(to('https://x.example'), { words: { headline: long, fields } });
    expect(webhookBody(format, about, true).length).toBeLessThan(most);
  });

  test('Discord’s embed keeps to each of its measures', () => {
    const long = '*'.repeat(5_000);
    const fields = Array.from({ length: 40 }, () => ({ name: long, value: long }));
    const about = aNotification(to('https://x.example'), { words: { headline: long, fields } });
    const [embed] = JSON.parse(webhookBody('discord', about, true)).embeds;
    expect(embed.title.length).toBeLessThanOrEqual(256);
    expect(embed.fields.length).toBeLessThanOrEqual(25);
    let all = embed.title.length + embed.description.length;
    for (const { name, value } of embed.fields) {
      expect(name.length).toBeLessThanOrEqual(256);
      expect(value.length).toBeLessThanOrEqual(1_024);
      all += name.length + value.length;
    }
    expect(all).toBeLessThanOrEqual(6_000);
  });

  test('an empty field is still one', () => {
    const about = aNotification(to('https://x.example'), {
      words: { headline: 'x', fields: [{ name: '', value: '' }] },
    });
    expect(JSON.parse(webhookBody('discord', about, false)).embeds[0].fields).toEqual([
      { name: '–', value: '–' },
    ]);
  });

  test.each<WebhookFormat>(['tocsin', 'teams', 'mattermost', 'discord'])(
    '%s says DRILL',
    (format) => {
      expect(bodyOf(format, 'x', true)).toContain('DRILL: x');
      expect(bodyOf(format, 'x', true)).toContain('Nothing is broken.');
    },
  );
});
