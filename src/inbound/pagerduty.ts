import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PagerLetter } from '../core/letters.ts';
import { pagerPlace } from '../core/pagers.ts';
import type { Result } from '../core/result.ts';
import { variableOf } from '../core/secret.ts';
import type { Clock, Instant } from '../core/time.ts';
import type { Queue, Target } from '../queue/queue.ts';

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
  /** What tells the alert from others of the incident; null: the first. */
  readonly alert: string | null;
  readonly did: 'acknowledged' | 'resolved';
  /** As PagerDuty names them; null where it was no person. */
  readonly by: string | null;
  readonly at: Instant;
}

/** The name of the secret that an owner's webhooks are signed with. */
export const WEBHOOK_SECRET = 'PAGERDUTY_WEBHOOK';

interface Parts {
  readonly clock: Clock;
  readonly queue: Pick<Queue, 'recall' | 'nudge'>;
  readonly secret: (owner: string, name: string) => Result<string>;
}

/** What PagerDuty is answered, and shows beside the delivery. */
export interface Answered {
  readonly status: 200 | 202 | 401;
  readonly says: string;
  /** What else the operator is to know. */
  readonly because?: string;
}

interface Delivered {
  /** Whose webhook it is, by the address that it came to. */
  readonly owner: string;
  readonly body: Buffer;
  readonly signature: string | undefined;
}

/**
 * Takes in what PagerDuty tells: a letter to the incident whose alert it is. Believed is what the owner's own secret
 * signs, and about repositories of that owner alone. Rejects where the queue cannot store it.
 */
export async function takePagerNews(
  { clock, queue, secret }: Parts,
  { owner, body, signature }: Delivered,
): Promise<Answered> {
  const key = secret(owner, WEBHOOK_SECRET);
  if (!key.ok || !isSigned(key.value, body, signature))
    return {
      status: 401,
      says: `The signature does not fit: ${variableOf(owner, WEBHOOK_SECRET)} must be set on the server, and be the secret that PagerDuty showed when this webhook was made.`,
      ...(key.ok ? {} : { because: `${key.refusal.because}; ${key.refusal.tryThis}` }),
    };
  const news = newsIn(parsed(body));
  if (!news) return { status: 200, says: 'Heard. Nothing in it is for an incident.' };
  const { repositoryId, issue, alert, did, by, id } = news;
  // What no person did, we most likely told PagerDuty ourselves.
  if (by === null) return { status: 200, says: 'Heard. No person did it.' };
  const kept = await queue.recall(pagerPlace({ repository: repositoryId, issue }));
  const place: Target | null = kept === null ? null : JSON.parse(kept);
  if (place?.repository.owner.toLowerCase() !== owner.toLowerCase())
    return { status: 200, says: 'Heard. No incident here was called by it.' };
  const at = Math.min(news.at, clock.now());
  const letter: PagerLetter = { kind: 'pager', id: `pagerduty:${id}`, at, alert, did, by };
  await queue.nudge({ ...place, asOf: null }, { id: letter.id, at, body: JSON.stringify(letter) });
  return { status: 202, says: 'Taken in.' };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
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
  const [, repositoryId, issue, alert = null] = key;
  return {
    id,
    repositoryId: Number(repositoryId),
    issue: Number(issue),
    alert,
    did,
    by,
    at: when,
  };
}

const DEEDS: ReadonlyMap<string, PagerDutyNews['did']> = new Map([
  ['incident.acknowledged', 'acknowledged'],
  ['incident.resolved', 'resolved'],
]);

/** `gh:<repository id>:<issue>`, with an alert's name behind it where the incident has several. */
const KEY = /^gh:(\d{1,15}):(\d{1,15})(?::(.{1,200}))?$/;

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
