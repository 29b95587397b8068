import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Duration, SECOND } from './core/time.ts';
import { createHold } from './hold.ts';

/** GitHub's own limit: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const LONGEST_BODY = 25 * 1024 * 1024;
/** Of all that is coming in at once: nobody has to sign before they send. */
const MOST_HELD = 256 * 1024 * 1024;
/** GitHub gives up after ten seconds: what is not stored by then is to count as failed, and to come again. */
const PATIENCE: Duration = 9 * SECOND;
/** `sha256=` and 64 digits. */
const SIGNATURE = /^sha256=[0-9a-f]{64}$/;
const JSON_BODY = /^\s*application\/json\s*(?:;|$)/;

/** A webhook whose signature is right. */
export interface Received {
  readonly id: string;
  readonly name: string;
  readonly payload: object;
}

interface IntakeParts {
  readonly secret: string;
  readonly log: { warn(fields: object, message: string): void };
  /** Whether an event can concern us at all; what cannot is thanked for and not even parsed. */
  readonly concerns: (event: string) => boolean;
  /** Stores what a webhook asks for. Where it rejects with {@link NotTaken}, that is answered; else 500. */
  readonly receive: (webhook: Received) => Promise<void>;
  /** How long that may take; 9 s where not given. */
  readonly patience?: Duration;
  /** How many bytes are held of bodies that are not whole yet; 256 MB where not given. */
  readonly mostHeld?: number;
}

/** Why a webhook was not taken in, as GitHub shows it beside the delivery, and the status that says so. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/**
 * Takes webhooks in: their length is looked at first, then their signature over the bytes as they came, and only
 * then what they say. Answers 200 once that is stored. Never rejects.
 */
export function createIntake(parts: IntakeParts) {
  const { secret, log, concerns, receive, patience = PATIENCE } = parts;
  const key = createSecretKey(secret, 'utf8');
  const hold = createHold(parts.mostHeld ?? MOST_HELD);

  const read = (request: IncomingMessage, signature: string): Promise<readonly Buffer[]> =>
    new Promise((resolve, reject) => {
      const hmac = createHmac('sha256', key);
      const chunks: Buffer[] = [];
      const holding = hold.begin(() => {
        chunks.length = 0;
        request.removeAllListeners('data').resume();
        reject(new NotTaken(503, TOO_MUCH));
      });
      request.on('data', (chunk: Buffer) => {
        hmac.update(chunk);
        chunks.push(chunk);
        holding.add(chunk.length);
      });
      request.on('error', reject).on('close', holding.end);
      request.on('end', () => {
        holding.end();
        const isSigned =
          SIGNATURE.test(signature) &&
          timingSafeEqual(hmac.digest(), Buffer.from(signature.slice('sha256='.length), 'hex'));
        if (isSigned) resolve(chunks);
        else reject(new NotTaken(400, WRONG_SECRET));
      });
    });

  const take = async (request: IncomingMessage): Promise<void> => {
    const { id, name, signature } = headersOf(request);
    const chunks = await read(request, signature);
    if (concerns(name)) await inTime(receive({ id, name, payload: payloadIn(chunks) }), patience);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const unread = unreadable(request);
    if (unread !== null) {
      // What is still to come is not read: the connection ends with the answer.
      response.writeHead(unread, { connection: 'close' }).end();
      return;
    }
    try {
      await take(request);
      response.writeHead(200, OK).end('ok\n');
    } catch (error) {
      const { status, message } = answerTo(error);
      const id = request.headers['x-github-delivery'];
      log.warn({ delivery: id, status, because: message }, 'a webhook was not taken in');
      const text = JSON.stringify({ error: message });
      // What is still to come is not read here either.
      if (!request.complete) response.once('finish', () => request.destroy());
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    }
  };
}

const WRONG_SECRET =
  'The signature does not match the body: WEBHOOK_SECRET must be the secret in the app’s settings';
const TOO_MUCH = 'Too much is coming in at once: deliver it again later';
const OK = { 'content-type': 'text/plain', 'content-length': '3' };

/** The status for a body that nobody is to read: without a length, or too long. GitHub gives a length; Node lets no more come. */
function unreadable({ headers }: IncomingMessage): number | null {
  if (headers['transfer-encoding'] !== undefined) return 411;
  return Number(headers['content-length'] ?? 0) > LONGEST_BODY ? 413 : null;
}

function headersOf({ headers }: IncomingMessage) {
  if (!JSON_BODY.test(headers['content-type'] ?? ''))
    throw new NotTaken(415, 'The content type must be application/json');
  const named = (name: string): string => {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new NotTaken(400, `The header ${name} is missing`);
  };
  return {
    id: named('x-github-delivery'),
    name: named('x-github-event'),
    signature: named('x-hub-signature-256'),
  };
}

function payloadIn(chunks: readonly Buffer[]): object {
  const [only, ...more] = chunks;
  const body = only && more.length === 0 ? only : Buffer.concat(chunks);
  try {
    const payload: unknown = JSON.parse(body.toString());
    if (typeof payload === 'object' && payload !== null) return payload;
  } catch {
    // It is said below, for all that is no object.
  }
  throw new NotTaken(400, 'The body is no JSON object');
}

function inTime(stored: Promise<void>, patience: Duration): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new NotTaken(503, 'This could not be stored in time: deliver it again later')),
      patience,
    );
    late.unref();
    stored.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Probot gathers what its handlers threw, and has logged it. What is not meant for GitHub stays in the log. */
function answerTo(error: unknown): Pick<NotTaken, 'status' | 'message'> {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof NotTaken ? cause : { status: 500, message: 'It failed; see the log' };
}
