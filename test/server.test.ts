import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { EnvironmentProblem } from '../src/env-values.ts';
import { type Page, startServer } from '../src/server.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function open(pages: readonly Page[], port = 0) {
  const errors: object[] = [];
  const server = await startServer({
    host: '127.0.0.1',
    port,
    webhookPath: '/hooks',
    intake: async (_request, response) => void response.end('taken in'),
    pages,
    log: { error: (fields) => void errors.push(fields) },
  });
  servers.push(server);
  const { port: given } = server.address() as AddressInfo;
  const ask = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${given}${path}`, { method });
    return `${response.status} ${await response.text()}`;
  };
  return { ask, errors, port: given };
}

const page =
  (path: string): Page =>
  ({ url }, response) => {
    if (url !== path) return false;
    response.end(path);
    return true;
  };

test.each([
  ['/hooks', 'POST', '200 taken in'],
  ['/hooks/', 'POST', '200 taken in'],
  ['/hooks?from=github', 'POST', '200 taken in'],
  ['/hooks', 'GET', '404 '],
  ['/hooksome', 'POST', '404 '],
  ['/one', 'GET', '200 /one'],
  ['/two', 'GET', '200 /two'],
  ['/three', 'GET', '404 '],
])('%s %s', async (path, method, answer) => {
  const { ask, errors } = await open([page('/one'), page('/two')]);
  expect(await ask(path, method)).toBe(answer);
  expect(errors).toEqual([]);
});

test('a page that fails is an error in the log, and no other request’s', async () => {
  const broken: Page = async ({ url }) => {
    if (url === '/broken') throw new Error('a bug');
    return false;
  };
  const { ask, errors } = await open([broken, page('/one')]);
  expect(await ask('/broken')).toBe('500 ');
  expect(await ask('/one')).toBe('200 /one');
  expect(errors).toEqual([expect.objectContaining({ url: '/broken' })]);
});

test('a port that is taken is named', async () => {
  const { port } = await open([]);
  const second = open([], port);
  await expect(second).rejects.toThrow(EnvironmentProblem);
  await expect(second).rejects.toThrow(`PORT ${port} is taken`);
});
