import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { limitBodies } from '../src/intake.ts';

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

/** Announces a body and sends none of it; by hand, as no client does that. */
async function announce(header: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nhost: here\r\n${header}\r\n\r\n`);
  const [chunk] = await once(socket, 'data');
  socket.destroy();
  return String(chunk).split('\r\n')[0] ?? '';
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
