import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import type { Notification } from '../core/notification.ts';
import type { Instant } from '../core/time.ts';
import { field, textOf } from './answer.ts';
import { again, done, persist, refused, TRY_LIMIT, type Tried } from './attempts.ts';
import { failed, type Hands, type Notifier, notifier, type Taken } from './notifier.ts';
import { cut, headline, plainText } from './wording.ts';

export interface Mailer {
  /** `smtps://user:password@mail.example.com` or `smtp://…`, from the environment; null: there is none. */
  readonly url: string | null;
  /** The sender's address, whose domain also names our messages. */
  readonly from: string;
}

/**
 * E-mail, as plain text through a mail server of the operator's own. *Accepted* means that the server has taken it;
 * when it arrives, nobody knows. All messages about an incident are one thread, and one that is sent again has
 * the same Message-ID, so that many mailboxes show it once.
 */
export const email = (hands: Hands, { url, from }: Mailer): Notifier =>
  notifier(hands, {
    name: 'email',
    carries: ['page', 'announcement', 'update', 'resolved', 'note'],
    dedupes: false,
    send: async (notification, { to }) => {
      if (url === null) return failed('There is no mail server: set SMTP_URL on the server.');
      if (!isAddress(to)) return failed('The policy’s e-mail address is none.');
      return persist({ clock: hands.clock, who: WHO }, async ({ signal, unclear }) => {
        // Loaded by the first mail: a start need not wait for it.
        const { createTransport } = await import('nodemailer');
        const socket = new Socket();
        signal.addEventListener('abort', () => socket.destroy());
        const transport = createTransport({
          url,
          socket,
          ...(mayGoInTheClear(url) ? {} : { requireTLS: true }),
          disableFileAccess: true,
          disableUrlAccess: true,
          connectionTimeout: TRY_LIMIT,
          greetingTimeout: TRY_LIMIT,
          socketTimeout: TRY_LIMIT,
        });
        try {
          const message = mailOf(notification, { from, to, unclear, now: hands.clock.now() });
          await transport.sendMail(message);
          return done<Taken>({ result: 'accepted', ref: message.messageId });
        } catch (error) {
          return notMailed(error);
        } finally {
          transport.close();
          socket.destroy();
        }
      });
    },
  });

const WHO = 'The mail server';

/** A password goes nowhere without TLS, but for this machine itself. */
const mayGoInTheClear = (url: string): boolean => {
  const { username, hostname } = URL.canParse(url) ? new URL(url) : { username: '', hostname: '' };
  return username === '' || hostname === 'localhost' || /^(?:127\.|\[::1\]$)/.test(hostname);
};

/** One address and nothing else: no name, no list, nothing that a header could end at. */
export const isAddress = (text: string): boolean =>
  /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/iu.test(text);

interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly unclear: boolean;
  readonly now: Instant;
}

/** The message. People's words are in its body and, on one line, in its subject. */
function mailOf(notification: Notification, { from, to, unclear, now }: Envelope) {
  const { id, kind, facts } = notification;
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^a-z0-9.-]/gi, '') || 'tocsin.invalid';
  const incident = `incident.${facts.repository.id}.${facts.number}`;
  // Nobody has the thread's first message: what all of them refer to need not exist.
  const thread = `<${incident}@${domain}>`;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 24);
  const isUrgent = kind === 'page';
  return {
    from: { name: 'Tocsin', address: from },
    to: { name: '', address: to },
    subject: cut(headline(notification, unclear), 200),
    text: `${plainText(notification, unclear)}\n`,
    date: new Date(now),
    messageId: `<${incident}.${hash}@${domain}>`,
    inReplyTo: thread,
    references: thread,
    priority: isUrgent ? ('high' as const) : ('normal' as const),
    // RFC 3834: nobody's holiday notice is to answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** What went wrong, by the server's code; its words name the recipient and are not told. */
function notMailed(error: unknown): Tried<never> {
  const code = field(error, 'responseCode');
  if (textOf(error, 'code') === 'EAUTH')
    return refused(`${WHO} does not accept the user or the password in SMTP_URL`);
  if (textOf(error, 'code') === 'ETLS')
    return refused(
      `${WHO} speaks no TLS, or its certificate is not trusted, and without that no password is sent`,
    );
  if (typeof code === 'number' && code >= 500)
    return refused(`${WHO} refused it (${code}${MEANINGS.get(code) ?? ''})`);
  if (typeof code === 'number' && code >= 400)
    return again(`${WHO} cannot take it just now (${code})`);
  // The library calls them all ESOCKET.
  const system = textOf(error, 'originalCode');
  throw Object.assign(new Error('SMTP'), { code: system ?? 'ECONNRESET' });
}

const MEANINGS: ReadonlyMap<number, string> = new Map([
  [550, ': no such mailbox, or we may not write to it'],
  [552, ': the mailbox is full'],
  [553, ': it does not know such an address'],
  [554, ': it does not want our messages'],
]);
