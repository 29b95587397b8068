import { describe, expect, test } from '@jest/globals';
import type { DestinationOf } from '../../src/core/destination.ts';
import type { Notification } from '../../src/core/notification.ts';
import { email, isAddress } from '../../src/notifiers/email.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type SmtpSink, startSmtp } from '../../src/sandbox/stand-ins/smtp.ts';
import {
  aNotification,
  closedAfterEach,
  notifierContract,
  type Subject,
  someHands,
  unwinding,
} from './contract.ts';

const FROM = 'tocsin@acme.example';
const ANA: DestinationOf<'email'> = { kind: 'email', to: 'ana@example.com' };
const LOGIN = { user: 'tocsin', password: 'p@ss word/1' };

const closing = closedAfterEach<SmtpSink>();

notifierContract('e-mail', async (): Promise<Subject> => {
  const sink = await startSmtp(LOGIN);
  const { trouble } = sink;
  return {
    notifier: async (hands, where) => {
      const url = where === 'here' ? sink.url : `smtp://127.0.0.1:${await freePort()}`;
      return email(hands, { url, from: FROM });
    },
    notification: aNotification(ANA),
    secrets: { SMTP: LOGIN.password },
    result: 'accepted',
    dedupes: false,
    taken: () => sink.mails.length,
    asked: () => sink.connections(),
    busy: (times) => trouble.refuse('451 4.3.2 Try again later', times),
    hasPatience: false,
    broken: (times) => trouble.refuse('421 4.3.0 Going down', times),
    refuses: () => trouble.refuse(`550 5.1.1 <ana@example.com> ${LOGIN.password} No such user`),
    hangs: (times) => trouble.hang(times),
    loses: (times) => trouble.loseAnswer(times),
    hanging: () => sink.hanging(),
    close: () => sink.close(),
  };
});

async function aMailbox() {
  const sink = closing(await startSmtp());
  const { clock, hands } = someHands({});
  const send = (changes: Partial<Notification> = {}, to = ANA) =>
    unwinding(
      { clock, hanging: sink.hanging },
      email(hands, { url: sink.url, from: FROM }).send(aNotification(to, changes)),
    );
  return { sink, send, hands };
}

/** A message's headers, unfolded, and its body. */
function read(raw: string | undefined) {
  const [head = '', ...rest] = (raw ?? '').split('\n\n');
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return { lines, headers, body: rest.join('\n\n') };
}

describe('a message', () => {
  test('is plain text, from us, to one person', async () => {
    const { sink, send } = await aMailbox();
    const receipt = await send();
    expect(sink.mails).toHaveLength(1);
    const [mail] = sink.mails;
    expect([mail?.from, mail?.to]).toEqual([FROM, ['ana@example.com']]);
    const { headers, body } = read(mail?.raw);
    expect(headers).toMatchObject({
      from: `Tocsin <${FROM}>`,
      to: 'ana@example.com',
      subject: 'SEV 1: Checkout is down',
      'content-type': 'text/plain; charset=utf-8',
      'auto-submitted': 'auto-generated',
      importance: 'High',
    });
    expect(body).toContain('Description: Nobody can pay\nIC: nobody yet\n');
    expect(body).toContain('https://github.com/acme/shop/issues/12');
    expect(receipt).toMatchObject({ result: 'accepted', by: 'e-mail', ref: headers['message-id'] });
  });

  test('has one Message-ID whenever it is sent, and one thread with its incident’s others', async () => {
    const { sink, send } = await aMailbox();
    await send();
    await send({ repeat: true });
    await send({ id: 'comment:2:0:on-call', kind: 'update' });
    const [first, again, other] = sink.mails.map(({ raw }) => read(raw).headers);
    expect(again?.['message-id']).toBe(first?.['message-id']);
    expect(again?.subject).toBe('SEV 1: Checkout is down (may be a repeat)');
    expect(other?.['message-id']).not.toBe(first?.['message-id']);
    expect(other?.references).toBe('<incident.77.12@acme.example>');
    expect(first?.references).toBe(other?.references);
    expect(other).not.toHaveProperty('importance');
  });

  test('nobody’s words become headers', async () => {
    const { sink, send } = await aMailbox();
    const bait = 'Down\r\nBcc: eve@example.com\nX-Evil: 1\u2028X-Evil: 2\r\n\r\nBody';
    await send({ words: { headline: bait, fields: [{ name: bait, value: bait }] }, to: bait });
    const [mail] = sink.mails;
    expect(mail?.to).toEqual(['ana@example.com']);
    const { lines, headers } = read(mail?.raw);
    const ours =
      /^(?:from|to|subject|message-id|in-reply-to|references|date|mime-version|content-[\w-]+|auto-submitted|x-priority|x-msmail-priority|importance):/i;
    expect(lines.filter((line) => !ours.test(line))).toEqual([]);
    expect(headers.subject).toContain('Down Bcc: eve@example.com');
  });

  test('a line of one dot does not end it', async () => {
    const { sink, send } = await aMailbox();
    await send({ words: { headline: 'x', fields: [{ name: 'a', value: 'one\n.\ntwo' }] } });
    expect(read(sink.mails[0]?.raw).body).toContain('one\n.\ntwo');
  });

  test('other alphabets arrive', async () => {
    const { sink, send } = await aMailbox();
    await send({ words: { headline: 'Überlast 🔥', fields: [] } });
    expect(read(sink.mails[0]?.raw).headers.subject).toMatch(/^=\?UTF-8\?[QB]\?/);
  });
});

describe('a failure is a sentence', () => {
  test('a wrong password', async () => {
    const sink = closing(await startSmtp(LOGIN));
    const { hands } = someHands({});
    const url = sink.url.replace(/:[^:@]+@/, ':wrong@');
    const receipt = await email(hands, { url, from: FROM }).send(aNotification(ANA));
    expect(receipt.because).toBe(
      'The mail server does not accept the user or the password in SMTP_URL.',
    );
  });

  test('a mailbox that is not there, without whose', async () => {
    const { sink, send } = await aMailbox();
    sink.trouble.refuse('550 5.1.1 <ana@example.com> No such user');
    expect((await send()).because).toBe(
      'The mail server refused it (550: no such mailbox, or we may not write to it).',
    );
  });

  test('a server that breaks off', async () => {
    const { sink, send } = await aMailbox();
    sink.trouble.isDown = true;
    expect((await send()).because).toMatch(
      /^The mail server could not be reached: .+ \(tried 5 times/,
    );
  });

  test('no TLS where it is wanted', async () => {
    const { sink, hands } = await aMailbox();
    const url = `${sink.url}?requireTLS=true`;
    const receipt = await email(hands, { url, from: FROM }).send(aNotification(ANA));
    expect(receipt.because).toContain('speaks no TLS');
    expect(sink.mails).toEqual([]);
  });

  test('no mail server at all', async () => {
    const { hands } = await aMailbox();
    const receipt = await email(hands, { url: null, from: FROM }).send(aNotification(ANA));
    expect(receipt.because).toBe('There is no mail server: set SMTP_URL on the server.');
  });

  test('an address that is none', async () => {
    const { sink, send } = await aMailbox();
    const receipt = await send({}, { kind: 'email', to: 'ana@example.com, eve@example.com' });
    expect(receipt).toMatchObject({ result: 'failed', tries: 0 });
    expect(sink.connections()).toBe(0);
  });
});

test.each([
  ['ana@example.com', true],
  ['ana+pages@sub.example.co.uk', true],
  ['o’hara@example.com', true],
  ['ana@localhost', true],
  ['Ana <ana@example.com>', false],
  ['ana@example.com,eve@example.com', false],
  ['ana@example.com\nBcc: eve@example.com', false],
  ['ana@example.com ', false],
  ['ana', false],
  ['@example.com', false],
  ['ana@', false],
  ['ana@-example.com', false],
  ['', false],
])('%j is an address: %s', (text, expected) => expect(isAddress(text)).toBe(expected));
