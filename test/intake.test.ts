import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createIntake, NotTaken, type Received } from '../src/intake.ts';
import { signatureOf } from '../src/sandbox/keys.ts';

const run = promisify(execFile);
const SECRET = 'a secret of the tests alone';
const MOST = 25 * 1024 * 1024;
let server: Server;
let port: number;
let received: Received[];
let warnings: object[];
let store: (webhook: Received) => Promise<void>;
beforeEach(async () => {
  received = [];
  warnings = [];
  store = async () => {};
  const intake = createIntake({
    secret: SECRET,
    log: { warn: (fields) => void warnings.push(fields) },
    concerns: (event) => event === 'issues',
    receive: (webhook) => {
      received.push(webhook);
      return store(webhook);
    },
    patience: 50,
    mostHeld: 512 * 1024,
  });
  server = createServer((request, response) => void intake(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const BODY = JSON.stringify({ action: 'opened', text: 'Käse 🧀' });

/** Sends a webhook that is right but for what is given. */
async function send(body = BODY, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': 'one',
      'x-hub-signature-256': signatureOf(SECRET, body),
      ...headers,
    },
  });
  return { status: response.status, text: await response.text() };
}

test('what is signed is handed on, and thanked for once it is stored', async () => {
  let stored = false;
  store = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    stored = true;
  };
  expect(await send()).toEqual({ status: 200, text: 'ok\n' });
  expect(stored).toBe(true);
  expect(received).toEqual([{ id: 'one', name: 'issues', payload: JSON.parse(BODY) }]);
  expect(warnings).toEqual([]);
});

test('one that comes in many pieces is one', async () => {
  const body = JSON.stringify({ action: 'opened', text: 'ä'.repeat(200_000) });
  expect((await send(body)).status).toBe(200);
  expect(received[0]?.payload).toEqual(JSON.parse(body));
});

test('an event that cannot concern us is thanked for unread, if it is signed', async () => {
  const push = { 'x-github-event': 'push' };
  expect((await send('{not json', push)).status).toBe(200);
  expect((await send(BODY, { ...push, 'x-hub-signature-256': 'sha256=0' })).status).toBe(400);
  expect(received).toEqual([]);
});

test.each<readonly [string, number, string, string, Record<string, string>]>([
  ['not signed', 400, 'x-hub-signature-256 is missing', BODY, { 'x-hub-signature-256': '' }],
  [
    'signed with another secret',
    400,
    'WEBHOOK_SECRET must be the secret',
    BODY,
    { 'x-hub-signature-256': signatureOf('development', BODY) },
  ],
  [
    'signed for another body',
    400,
    'signature does not match',
    BODY,
    { 'x-hub-signature-256': signatureOf(SECRET, `${BODY} `) },
  ],
  [
    'a signature that is none',
    400,
    'signature does not match',
    BODY,
    { 'x-hub-signature-256': signatureOf(SECRET, BODY).replace('sha256=', 'sha1=') },
  ],
  ['no id', 400, 'x-github-delivery is missing', BODY, { 'x-github-delivery': '' }],
  ['no event', 400, 'x-github-event is missing', BODY, { 'x-github-event': '' }],
  [
    'a form',
    415,
    'application/json',
    BODY,
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['no JSON', 400, 'no JSON object', '{not json', {}],
  ['no object', 400, 'no JSON object', '7', {}],
])('%s: %i', async (_what, status, sentence, body, headers) => {
  const answer = await send(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(sentence);
  expect(received).toEqual([]);
  expect(warnings).toEqual([expect.objectContaining({ status })]);
});

test.each<readonly [string, number, string, Error]>([
  ['it cannot be stored now', 503, 'deliver it again', new NotTaken(503, 'deliver it again')],
  ['a bug, of which GitHub hears nothing', 500, 'see the log', new Error('no such table')],
  [
    'a no of GitHub’s own to us',
    500,
    'see the log',
    Object.assign(new Error('Not Found'), { status: 404 }),
  ],
])('%s: %i', async (_what, status, sentence, error) => {
  for (const thrown of [error, new AggregateError([error])]) {
    store = () => Promise.reject(thrown);
    const answer = await send();
    expect(answer).toEqual({ status, text: expect.stringContaining(sentence) });
    expect(answer.text).not.toContain('no such table');
  }
});

test('one that is long in being stored is to come again', async () => {
  store = () => new Promise(() => {});
  expect(await send()).toEqual({ status: 503, text: expect.stringContaining('in time') });
});

/** By hand, as no client does that; in a process of its own, where no other test has taken the sockets. */
const CLIENT = `
  const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
  socket.write(process.argv[2] + 'x'.repeat(Number(process.argv[3] ?? 0)));
  socket.once('data', (chunk) => process.stdout.write(chunk, () => socket.destroy()));`;

test.each([
  [`content-length: ${MOST + 1}`, 'HTTP/1.1 413 Payload Too Large'],
  ['transfer-encoding: chunked', 'HTTP/1.1 411 Length Required'],
])('%s: turned away, and nobody reads it', async (header, answer) => {
  const head = `POST / HTTP/1.1\r\nhost: here\r\n${header}\r\n\r\n`;
  const { stdout } = await run(process.execPath, ['-e', CLIENT, String(port), head]);
  expect(stdout.split('\r\n')[0]).toBe(answer);
  expect(received).toEqual([]);
});

test('more than may be held at once is to come again, and what is small gets through', async () => {
  const head = `POST / HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: ${MOST}\r\n`;
  const named =
    'x-github-event: issues\r\nx-github-delivery: two\r\nx-hub-signature-256: none\r\n\r\n';
  const half = String(600 * 1024);
  const { stdout } = await run(process.execPath, ['-e', CLIENT, String(port), head + named, half]);
  expect(stdout.split('\r\n')[0]).toBe('HTTP/1.1 503 Service Unavailable');
  expect((await send()).status).toBe(200);
  expect(received).toHaveLength(1);
});
