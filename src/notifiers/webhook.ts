import { createHmac } from 'node:crypto';
import type { DestinationOf, WebhookFormat } from '../core/destination.ts';
import { ok, type Result } from '../core/result.ts';
import { SECOND } from '../core/time.ts';
import { notTaken } from './answer.ts';
import { done, persist, refused } from './attempts.ts';
import { type Hands, lacking, type Notifier, notifier } from './notifier.ts';
import { webhookBody } from './webhook/format.ts';
import { AddressRefused, type OutgoingRules, post } from './webhook/outgoing.ts';

const FORMAT_NAMES: Readonly<Record<WebhookFormat, string>> = {
  tocsin: 'The webhook',
  teams: 'Teams',
  mattermost: 'Mattermost',
  discord: 'Discord',
};

/**
 * A webhook: JSON to an address, signed where the policy names a key. The signature is over
 * `<timestamp>.<id>.<body>`; the id stays the same when it is sent again, so that whoever receives it can tell.
 */
export const webhook = (hands: Hands, rules: OutgoingRules): Notifier =>
  notifier(hands, {
    name: 'webhook',
    carries: ['page', 'acknowledge', 'resolve-page', 'announcement', 'update', 'resolved', 'note'],
    dedupes: false,
    by: named,
    send: async (notification, destination) => {
      const { owner } = notification.facts.repository;
      const { url, key, format } = destination;
      const address = typeof url === 'string' ? ok(url) : hands.secret(owner, url.secret);
      if (!address.ok) return lacking(address.refusal);
      const secret: Result<string | null> =
        key === null ? ok(null) : hands.secret(owner, key.secret);
      if (!secret.ok) return lacking(secret.refusal);
      const who = FORMAT_NAMES[format];
      const id = notification.id.replace(/[^\x21-\x7e]/g, '_');
      return persist({ clock: hands.clock, who }, async ({ signal, unclear }) => {
        const body = webhookBody(format, notification, unclear);
        const timestamp = String(Math.floor(hands.clock.now() / SECOND));
        const headers = {
          'content-type': 'application/json',
          'user-agent': 'tocsin',
          'x-tocsin-id': id,
          'x-tocsin-timestamp': timestamp,
          ...signature(secret.value, `${timestamp}.${id}.${body}`),
        };
        try {
          const sent = await post(address.value, { body, headers, signal }, rules);
          const isTaken = sent.status >= 200 && sent.status < 300;
          if (isTaken) return done({ result: 'sent', ref: id });
          return notTaken(who, { ...sent, said: '' }, hands.clock.now());
        } catch (error) {
          if (!(error instanceof AddressRefused)) throw error;
          return refused(`${who} was not called: its address ${error.message}`);
        }
      });
    },
  });

/** `webhook hooks.example.com`, `Discord`. An address that is a secret is not told. */
function named({ url, format }: DestinationOf<'webhook'>): string {
  if (format !== 'tocsin') return FORMAT_NAMES[format];
  return typeof url === 'string' && URL.canParse(url) ? `webhook ${new URL(url).host}` : 'webhook';
}

const signature = (key: string | null, signed: string): Readonly<Record<string, string>> =>
  key === null
    ? {}
    : { 'x-tocsin-signature': `v1=${createHmac('sha256', key).update(signed).digest('hex')}` };
