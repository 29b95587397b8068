import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refused } from './refused.ts';

const COOKIE = 'sandbox-person';
const LIMIT = 300_000;

const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/**
 * Whether a request comes from the page itself: asked of its own host (no name that was bent to
 * loopback) and, where it changes something, sent by one of its own forms.
 */
export function isOurs({ headers, method }: IncomingMessage, url: string): boolean {
  const port = new URL(url).port;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return false;
  return method === 'GET' || method === 'HEAD' || headers.origin === `http://${headers.host}`;
}

/** A posted form. Rejects with `Refused` where it is larger than any issue can be. */
export async function postedIn(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunks.at(-1)?.length ?? 0;
    if (size > LIMIT) throw new Refused(413, 'This is too long.');
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Whoever was chosen last, by this browser. */
export function personIn({ headers }: IncomingMessage): string | null {
  const cookie = headers.cookie?.split(/; */).find((one) => one.startsWith(`${COOKIE}=`));
  return cookie?.slice(COOKIE.length + 1) ?? null;
}

export function setPerson(response: ServerResponse, login: string): void {
  const value = encodeURIComponent(login);
  response.setHeader('set-cookie', `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict`);
}

export function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, HEADERS).end(page);
}

export function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { ...HEADERS, location: to }).end();
}
