import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../core/time.ts';

/*
 * PagerDuty's webhooks V3: what somebody did in PagerDuty itself comes back.
 * https://developer.pagerduty.com/docs/webhooks/webhook-signatures
 */

/** What somebody did to an incident of PagerDuty's that a page of ours opened. */
export interface PagerDutyNews {
  /** PagerDuty's id of the event: the same when it is delivered again. */
  readonly id: string;
  readonly repositoryId: number;
  readonly issue: number;
  readonly did: 'acknowledged' | 'resolved';
  /** As PagerDuty names them; null where it was no person. */
  readonly by: string | null;
  readonly at: Instant;
}

/** Whether the body, byte for byte as it came, was signed with the secret. Several signatures come while keys change. */
export function isSigned(
  secret: string,
  body: string | Buffer,
  header: string | undefined,
): boolean {
  if (secret === '') return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return (header ?? '')
    .split(',')
    .map((one) => /^\s*v1=([0-9a-f]{64})\s*$/i.exec(one)?.[1])
    .some((hex) => hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), expected));
}

/**
 * What a webhook tells of; null where it is nothing to us: another event, or an alert of
 * somebody else's. What we tell PagerDuty ourselves comes back too, by nobody.
 */
export function newsIn(payload: unknown): PagerDutyNews | null {
  const event = at(payload, 'event');
  const id = at(event, 'id');
  const did = DEEDS.get(String(at(event, 'event_type')));
  const key = KEY.exec(String(at(at(event, 'data'), 'incident_key')));
  const when = Date.parse(String(at(event, 'occurred_at')));
  const agent = at(event, 'agent');
  const summary = at(agent, 'summary');
  const isPerson = /^user/.test(String(at(agent, 'type')));
  if (typeof id !== 'string' || !did || !key || Number.isNaN(when)) return null;
  const by = isPerson && typeof summary === 'string' ? summary : null;
  return { id, repositoryId: Number(key[1]), issue: Number(key[2]), did, by, at: when };
}

const DEEDS: ReadonlyMap<string, PagerDutyNews['did']> = new Map([
  ['incident.acknowledged', 'acknowledged'],
  ['incident.resolved', 'resolved'],
]);

/** `gh:<repository id>:<issue>`, with an alert's name behind it where the incident has several. */
const KEY = /^gh:(\d{1,15}):(\d{1,15})(?::|$)/;

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
