import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { WebClient } from '@slack/web-api';
import { createTransport } from 'nodemailer';
import { within } from '../../src/log/context.ts';
import { openLog } from '../../src/log/open.ts';
import { secretsIn, VARIABLES } from '../../src/variables.ts';

const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEAxyz0123456789+/abcdefgh\n'.repeat(3)}-----END RSA PRIVATE KEY-----\n`;

/** Every variable that holds a secret, and some that only policies name, each with a value of its kind. */
const ENV: Readonly<Record<string, string>> = {
  PRIVATE_KEY: PEM,
  WEBHOOK_SECRET: 'hunter2-"quoted"-hook',
  DATABASE_URL: 'postgres://tocsin:pg%2Fpassw0rd@db.example.com/tocsin',
  SMTP_URL: 'smtps://mailer:sm+tp.passw0rd@mail.example.com',
  HEARTBEAT_URL: 'https://hc.example.com/ping/5bd2c0de-cafe',
  METRICS_TOKEN: 'metrics-(token)-0123456789',
  TOCSIN_SECRET_ACME_PAGER: 'R0UT1NGKEY0123456789',
  TOCSIN_SECRET_ACME_SLACK: 'xoxb-123456789012-abcdefghijkl',
};
const secrets = secretsIn(ENV, PEM);
/** What gives each of them away: the whole, and of an address the password. */
const GIVEAWAYS = [
  ...Object.values(ENV).map((value) => JSON.stringify(value).slice(1, -1)),
  'MIIEowIBAAKCAQEAxyz0123456789',
  'pg%2Fpassw0rd',
  'pg/passw0rd',
  'sm+tp.passw0rd',
  '5bd2c0de-cafe',
];

function written() {
  const lines: string[] = [];
  const log = openLog({ level: 'trace', secrets, to: { write: (line) => void lines.push(line) } });
  return { log, text: () => lines.join(''), lines };
}

const shows = (text: string): readonly string[] => GIVEAWAYS.filter((one) => text.includes(one));

test('every variable that sounds like a secret is held for one', () => {
  const sound = VARIABLES.filter(({ name }) => /KEY$|SECRET|TOKEN|PASSWORD|URL$/.test(name));
  expect(sound.filter(({ secret }) => !secret).map(({ name }) => name)).toEqual([]);
  const named = VARIABLES.filter(({ secret }) => secret).map(({ name }) => name);
  expect(Object.keys(ENV)).toEqual(expect.arrayContaining(named));
});

describe('no secret of the environment leaves with a line', () => {
  test.each(Object.entries(ENV))('%s', (name, value) => {
    const { log, lines, text } = written();
    const encoded = encodeURIComponent(value);
    log.info(
      { [name]: value, deep: { er: [{ still: `so: ${value}!` }] } },
      `it is ${value.trim()}`,
    );
    log.error({ err: new Error(`refused: ${value}`, { cause: new Error(encoded) }) }, 'no');
    log.warn({ body: JSON.stringify({ [name]: value }) }, 'sent');
    log.info({ header: `Basic ${Buffer.from(`x:${value}`).toString('base64')}` }, 'asked');
    log.child({ bound: value }).info('bound');
    expect(shows(text())).toEqual([]);
    expect(text()).not.toContain(encoded);
    expect(text()).not.toContain(Buffer.from(`x:${value}`).toString('base64'));
    // What is left is JSON still, and says the rest.
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'it is [secret]',
      'no',
      'sent',
      'asked',
      'bound',
    ]);
  });

  test('and without that they would: the check sees them', () => {
    const lines: string[] = [];
    const log = openLog({
      level: 'info',
      secrets: [],
      to: { write: (line) => void lines.push(line) },
    });
    log.info({ it: ENV.TOCSIN_SECRET_ACME_PAGER }, 'x');
    expect(shows(lines.join(''))).toEqual([ENV.TOCSIN_SECRET_ACME_PAGER]);
  });
});

test.each([
  ['authorization', 'token 0123456789abcdef'],
  ['Authorization', 'Bearer some.bearer-token'],
  ['proxy-authorization', 'Basic dXNlcjpwYXNzd29yZA=='],
  ['cookie', 'session=0123456789'],
  ['x-hub-signature-256', 'sha256=0123456789abcdef'],
  ['x-hub-signature', 'sha1=0123456789abcdef'],
  ['x-slack-signature', 'v0=0123456789abcdef'],
  ['x-pagerduty-signature', 'v1=0123456789abcdef'],
])('the header %s is in no line, however deep', (name, value) => {
  const { log, lines, text } = written();
  const headers = { [name]: value, accept: 'all' };
  log.info({ req: { headers }, nested: JSON.stringify({ headers }) }, 'asked');
  log.error({ anything: Object.assign(new Error('no'), { request: { headers } }) }, 'no');
  log.info({ list: { 'set-cookie': ['a=secretcookie', 'b=c'] } }, 'answered');
  expect(text()).not.toContain(value);
  expect(text()).not.toContain('secretcookie');
  expect(text()).toContain('"accept":"all"');
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test.each([
  'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
  'github_pat_11ABCDEFG0123456789_abcdefghij',
  'v1.1f699f1069f60xx'.replace('xx', '0'.repeat(28)),
  'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl',
  'xoxp-0000000000-1111111111',
])('what looks like a token is in no line: %s', (token) => {
  const { log, text } = written();
  log.info({ url: `https://api.github.com/?access=${token}` }, `with ${token}`);
  expect(text()).not.toContain(token);
});

test('what is no secret stays', () => {
  const { log, lines } = written();
  const url = 'https://api.github.com:8443/repos/acme/shop/issues/12';
  log.info({ url, ms: 12, who: 'ana@example.com', key: 'checkout', basic: 'basic idea' }, 'tokens');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    url,
    ms: 12,
    who: 'ana@example.com',
    key: 'checkout',
    basic: 'basic idea',
    msg: 'tokens',
  });
});

describe('errors of the libraries, which carry what was sent', () => {
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(422, {
        'content-type': 'application/json',
        'set-cookie': 'a=secretcookie',
      });
      response.end(JSON.stringify({ message: 'no', ok: false, error: 'invalid_auth' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const thrownBy = async (run: () => Promise<unknown>): Promise<unknown> => {
    try {
      await run();
    } catch (error) {
      return error;
    }
    throw new Error('This should have failed.');
  };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
  const failures: readonly [string, () => Promise<unknown>][] = [
    [
      'octokit, of REST',
      () =>
        new Octokit({ baseUrl: url, auth: TOKEN, log: quiet }).rest.issues.createComment({
          owner: 'acme',
          repo: 'shop',
          issue_number: 1,
          body: 'people’s own words',
          headers: { authorization: `Bearer ${TOKEN}`, cookie: 'session=secretcookie' },
        }),
    ],
    [
      'octokit, of GraphQL',
      () =>
        new Octokit({ baseUrl: url, auth: TOKEN, log: quiet }).graphql(
          'query { viewer { login } }',
          {
            headers: { authorization: `token ${TOKEN}` },
          },
        ),
    ],
    [
      'Slack’s',
      () =>
        new WebClient(ENV.TOCSIN_SECRET_ACME_SLACK, {
          slackApiUrl: `${url}/`,
          retryConfig: { retries: 0 },
        }).chat.postMessage({ channel: 'C1', text: 'people’s own words' }),
    ],
    [
      'nodemailer',
      () =>
        createTransport(`smtp://mailer:sm+tp.passw0rd@127.0.0.1:1/?connectionTimeout=500`).sendMail(
          {
            from: 'a@example.com',
            to: 'b@example.com',
            subject: 'x',
          },
        ),
    ],
  ];

  test.each(failures)('%s', async (_whose, run) => {
    const error = await thrownBy(run);
    const { log, lines, text } = written();
    log.error({ err: error }, 'refused');
    log.error({ err: new Error('outer', { cause: error }) }, 'refused');
    log.error({ raw: error, own: { ...Object(error) } }, 'refused');
    expect(shows(text())).toEqual([]);
    for (const word of [TOKEN, 'secretcookie']) expect(text()).not.toContain(word);
    const told = JSON.parse(lines[0] ?? '').err;
    expect(told.message).toEqual(expect.any(String));
    expect(JSON.stringify(told)).not.toContain('people’s own words');
    expect(JSON.stringify(JSON.parse(lines[1] ?? '').err.cause)).toEqual(JSON.stringify(told));
  });
});

describe('what a line is about', () => {
  test('is in it, whoever writes it, and only as long', async () => {
    const { log, lines } = written();
    await within({ incident: 'acme/shop#7' }, async () => {
      await Promise.resolve();
      log.info('one');
      await within({ effect: 'page:0' }, async () => log.child({ name: 'github' }).warn('two'));
      log.info({ incident: 'acme/shop#8' }, 'another');
    });
    log.info('three');
    const [one, two, another, three] = lines.map((line) => JSON.parse(line));
    expect(one).toMatchObject({ incident: 'acme/shop#7' });
    expect(two).toMatchObject({ incident: 'acme/shop#7', effect: 'page:0', name: 'github' });
    expect(another).toMatchObject({ incident: 'acme/shop#8' });
    expect(three).not.toHaveProperty('incident');
  });

  test('of two things done at once each line knows its own', async () => {
    const { log, lines } = written();
    const pass = (incident: string) =>
      within({ incident }, async () => {
        for (let turn = 0; turn < 3; turn += 1) {
          await new Promise((resolve) => setImmediate(resolve));
          log.info({ said: incident }, 'x');
        }
      });
    await Promise.all(['a#1', 'b#2'].map(pass));
    const all = lines.map((line) => JSON.parse(line));
    expect(all).toHaveLength(6);
    for (const { incident, said } of all) expect(incident).toBe(said);
  });
});
