import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { limitBodies } from '../src/intake.ts';

const run = promisify(execFile);
let server: Server;
let served: number;
beforeEach(async () => {
  served = 0;
  server = createServer((_request, response) => {
    served += 1;
    response.end('served');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  limitBodies(server);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** By hand, as no client does that; in a process of its own, where no other test has taken the sockets. */
const CLIENT = `
  const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
  socket.write(process.argv[2]);
  socket.once('data', (chunk) => process.stdout.write(chunk, () => socket.destroy()));`;

/** Announces a body and sends none of it. */
async function announce(header: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const head = `POST / HTTP/1.1\r\nhost: here\r\n${header}\r\n\r\n`;
  const { stdout } = await run(process.execPath, ['-e', CLIENT, String(port), head]);
  return stdout.split('\r\n')[0] ?? '';
}

const MOST = 25 * 1024 * 1024;

test.each([
  [`content-length: ${MOST + 1}`, 'HTTP/1.1 413 Payload Too Large'],
  ['transfer-encoding: chunked', 'HTTP/1.1 411 Length Required'],
])('%s: turned away, and nobody reads it', async (header, answer) => {
  expect(await announce(header)).toBe(answer);
  expect(served).toBe(0);
});

test.each([`content-length: ${MOST}`, 'content-length: 0', 'accept: */*'])(
  '%s: served',
  async (header) => {
    expect(await announce(header)).toBe('HTTP/1.1 200 OK');
    expect(served).toBe(1);
  },
);
