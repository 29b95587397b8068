import type { IncomingMessage } from 'node:http';
import { isLogin } from './core/login.ts';
import type { Result } from './core/result.ts';
import type { Clock } from './core/time.ts';
import { takePagerNews } from './inbound/pagerduty.ts';
import type { Queue } from './queue/queue.ts';
import type { Page } from './server.ts';

/** Webhooks of PagerDuty are a few KB. */
const LONGEST_BODY = 256 * 1024;
/** `/api/pagerduty/acme` */
const PATH = /^\/api\/pagerduty\/([^/?]+)\/?(?:\?.*)?$/;

interface DoorParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly secret: (owner: string, name: string) => Result<string>;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** Where PagerDuty's webhooks come in, each owner's by an address of its own. Answers a sentence, whatever it is. */
export const pagerDutyDoor =
  (parts: DoorParts): Page =>
  async (request, response) => {
    const owner = PATH.exec(request.url ?? '')?.[1];
    if (owner === undefined) return false;
    const { status, says, because } = await answerTo(request, owner, parts);
    const level = status >= 400 ? 'warn' : 'info';
    parts.log[level]({ owner, status, says, because }, 'PagerDuty told something');
    // What was not read to its end is not read any more.
    const end = request.complete ? {} : { connection: 'close' };
    response.writeHead(status, { 'content-type': 'text/plain', ...end }).end(`${says}\n`);
    return true;
  };

interface Said {
  readonly status: number;
  readonly says: string;
  readonly because?: string;
}

async function answerTo(
  request: IncomingMessage,
  owner: string,
  { clock, queue, secret, log }: DoorParts,
): Promise<Said> {
  if (!isLogin(owner)) return { status: 404, says: 'There is no such owner on GitHub.' };
  if (request.method !== 'POST') return { status: 405, says: 'PagerDuty posts here.' };
  const body = await bodyOf(request);
  if (!body) return { status: 413, says: `More than ${LONGEST_BODY / 1024} KB are not read.` };
  const header = request.headers['x-pagerduty-signature'];
  const signature = Array.isArray(header) ? header.join() : header;
  try {
    return await takePagerNews({ clock, queue, secret }, { owner, body, signature });
  } catch (err) {
    log.error({ err }, 'what PagerDuty told could not be stored');
    return { status: 503, says: 'This cannot be stored now: deliver it again later.' };
  }
}

/** The bytes as they came, for they are signed; null where there are too many. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  // Who has sent too much still hears so.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
