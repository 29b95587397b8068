import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { typed } from './typed.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

interface Canned {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A server that answers all the same; its address. */
async function answering({ status, headers = {}, body = {} }: Canned): Promise<string> {
  const opened = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  server = opened;
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done));
  const { port } = opened.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const asked = (url: string, token = 'ghp_0') =>
  typed(['explain', 'acme/shop#1'], { env: { GITHUB_TOKEN: token, GITHUB_API_URL: url } });

const LIMITED = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795000000' };

describe('every no of GitHub’s is a sentence and an exit code', () => {
  test.each<[string, Canned, number, RegExp]>([
    [
      'a wrong token',
      { status: 401, body: { message: 'Bad credentials' } },
      3,
      /does not take this token.*gh auth token.*401 Bad credentials/,
    ],
    [
      'a right that is missing',
      { status: 403, body: { message: 'Resource not accessible' } },
      3,
      /may not do that.*scope `repo`.*403/,
    ],
    [
      'single sign-on',
      {
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?x=1' },
      },
      3,
      /authorised for it first: https:\/\/github\.com\/orgs\/acme\/sso\?x=1/,
    ],
    [
      'a limit',
      { status: 403, headers: LIMITED },
      4,
      /limit for this token is used up; it is filled up again at \d\d:\d\d UTC/,
    ],
    ['a secondary limit', { status: 429, headers: { 'retry-after': '60' } }, 4, /wait 60 s/],
    [
      'an abuse limit of an older server',
      { status: 403, body: { message: 'abuse detection' } },
      4,
      /limit/,
    ],
    ['a server in trouble', { status: 502 }, 4, /GitHub is in trouble \(502, GET .*comments\)/],
    ['something else', { status: 451, body: { message: 'DMCA' } }, 3, /says no.*451 DMCA/],
    [
      'a limit in GraphQL',
      {
        status: 200,
        body: {
          data: null,
          errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }],
        },
      },
      4,
      /used up/,
    ],
    [
      'a no in GraphQL',
      { status: 200, body: { errors: [{ type: 'FORBIDDEN', message: 'Not for this token' }] } },
      3,
      /would not answer: Not for this token/,
    ],
  ])('%s', async (what, canned, code, says) => {
    // A list of comments is read first; GraphQL answers in the body of a 200.
    const words = what.includes('GraphQL') ? ['explain', '--declare', '1', 'acme/shop'] : null;
    const url = await answering(canned);
    const env = { GITHUB_TOKEN: 'ghp_0', GITHUB_API_URL: url };
    const ended = words ? await typed(words, { env }) : await asked(url);
    expect(ended.err).toMatch(says);
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
  });

  test('no network', async () => {
    const url = await answering({ status: 200 });
    server?.close();
    const { code, err } = await asked(url);
    expect(err).toMatch(/^127\.0\.0\.1:\d+ cannot be reached \(.*ECONNREFUSED.*GITHUB_API_URL/);
    expect(code).toBe(4);
  });

  test('no token', async () => {
    const { code, err } = await asked('http://127.0.0.1:9', '');
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/no token.*gh auth token/),
    });
  });

  test('no address', async () => {
    const { code, err } = await asked('ghe.example.com');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/GITHUB_API_URL is "ghe/),
    });
  });

  test('never the token', async () => {
    const { err } = await asked(await answering({ status: 500 }), 'ghp_secret');
    expect(err).not.toContain('ghp_secret');
  });
});
