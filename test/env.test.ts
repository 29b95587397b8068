import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isSetUp, readEnvironment } from '../src/env.ts';
import { EnvironmentProblem } from '../src/env-values.ts';
import { VARIABLES } from '../src/variables.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const folder = mkdtempSync(join(tmpdir(), 'tocsin-env-'));
const keyFile = join(folder, 'key.pem');
writeFileSync(keyFile, PEM);
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = { APP_ID: '293104', PRIVATE_KEY: PEM, WEBHOOK_SECRET: 'a secret' };

/** The one sentence that an environment is refused with. */
function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error.message;
    throw error;
  }
  throw new Error('This should have been refused.');
}

test('what is not set has its default', () => {
  expect(readEnvironment(GOOD)).toEqual({
    appId: '293104',
    privateKey: PEM,
    webhookSecret: 'a secret',
    webhookPath: '/api/github/webhooks',
    port: 3000,
    host: 'localhost',
    apiUrl: 'https://api.github.com',
    logLevel: 'info',
    dataFolder: '.tocsin',
    databaseUrl: null,
    trusted: [],
    owners: [],
    secrets: {},
    notifiers: { mailer: { url: null, from: 'tocsin@localhost' }, outgoing: { loopback: false } },
    metricsToken: null,
    heartbeatUrl: null,
  });
});

test('what is set is taken', () => {
  const set = {
    WEBHOOK_PATH: '/hooks',
    PORT: '8080',
    HOST: '0.0.0.0',
    GHE_HOST: 'ghe.example.com',
    LOG_LEVEL: 'debug',
    TOCSIN_DATA: '/var/lib/tocsin',
    DATABASE_URL: 'postgres://me:secret@db.example.com/tocsin',
    TRUSTED_APP_IDS: '41898282, 7,',
    ALLOWED_OWNERS: 'Acme-Inc, bo',
    TOCSIN_SECRET_ACME_PAGER: 'R0UT1NG',
    MAIL_FROM: 'tocsin@acme.example',
    WEBHOOK_LOOPBACK: 'true',
    METRICS_TOKEN: '0123456789abcdef',
    HEARTBEAT_URL: 'https://hc.example.com/ping/1',
  };
  expect(readEnvironment({ ...GOOD, ...set })).toMatchObject({
    webhookPath: '/hooks',
    port: 8080,
    host: '0.0.0.0',
    apiUrl: 'https://ghe.example.com/api/v3',
    logLevel: 'debug',
    dataFolder: '/var/lib/tocsin',
    databaseUrl: 'postgres://me:secret@db.example.com/tocsin',
    metricsToken: '0123456789abcdef',
    heartbeatUrl: 'https://hc.example.com/ping/1',
    trusted: [41898282, 7],
    owners: ['acme-inc', 'bo'],
    secrets: { TOCSIN_SECRET_ACME_PAGER: 'R0UT1NG' },
    notifiers: {
      mailer: { url: null, from: 'tocsin@acme.example' },
      outgoing: { loopback: true },
    },
  });
});

test('of this machine itself a heartbeat may go without TLS where that is allowed', () => {
  const HEARTBEAT_URL = 'http://127.0.0.1:9/ping';
  const env = readEnvironment({ ...GOOD, HEARTBEAT_URL, WEBHOOK_LOOPBACK: 'true' });
  expect(env.heartbeatUrl).toBe(HEARTBEAT_URL);
});

test('an empty variable is as good as none', () => {
  const empty = Object.fromEntries(VARIABLES.map(({ name }) => [name, '']));
  expect(readEnvironment({ ...empty, ...GOOD })).toEqual(readEnvironment(GOOD));
});

test.each([
  [{ GHE_HOST: 'ghe.example.com:8443' }, 'https://ghe.example.com:8443/api/v3'],
  [{ GHE_HOST: '127.0.0.1:9', GHE_PROTOCOL: 'http' }, 'http://127.0.0.1:9/api/v3'],
  [{ GHE_PROTOCOL: 'http' }, 'https://api.github.com'],
])('%j asks at %s', (set, apiUrl) => {
  expect(readEnvironment({ ...GOOD, ...set }).apiUrl).toBe(apiUrl);
});

describe('the key', () => {
  const { PRIVATE_KEY: _key, ...without } = GOOD;

  test.each([
    ['as it is', { PRIVATE_KEY: PEM }],
    ['on one line', { PRIVATE_KEY: PEM.replaceAll('\n', '\\n') }],
    ['as base64', { PRIVATE_KEY: Buffer.from(PEM).toString('base64') }],
    ['in a file', { PRIVATE_KEY_PATH: keyFile }],
    ['twice: the variable counts', { PRIVATE_KEY: PEM, PRIVATE_KEY_PATH: '/nowhere' }],
  ])('%s', (_how, key) => {
    expect(readEnvironment({ ...without, ...key }).privateKey).toBe(PEM);
  });

  test.each([
    ['none', {}, 'PRIVATE_KEY (or PRIVATE_KEY_PATH) is missing: '],
    ['no key', { PRIVATE_KEY: 'hunter2' }, 'PRIVATE_KEY does not parse: '],
    ['half a key', { PRIVATE_KEY: PEM.slice(0, 600) }, 'PRIVATE_KEY does not parse: '],
    ['no file', { PRIVATE_KEY_PATH: join(folder, 'gone.pem') }, 'PRIVATE_KEY_PATH cannot be read '],
    ['no PEM', { PRIVATE_KEY_PATH: import.meta.filename }, 'PRIVATE_KEY_PATH cannot be read as a'],
  ])('%s: refused', (_what, key, sentence) => {
    const refusal = refusalOf({ ...without, ...key });
    expect(refusal).toContain(sentence);
    expect(refusal).toContain('the PEM file that GitHub gave out');
  });

  test('is not repeated in the refusal', () => {
    expect(refusalOf({ ...without, PRIVATE_KEY: 'hunter2' })).not.toContain('hunter2');
  });
});

test.each<[wrong: Record<string, string>, sentence: string]>([
  [{ APP_ID: 'tocsin' }, 'APP_ID is not right: '],
  [{ APP_ID: '' }, 'APP_ID is missing: '],
  [{ WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is missing: '],
  [{ WEBHOOK_PATH: 'hooks' }, 'WEBHOOK_PATH is not right: '],
  [{ PORT: 'http' }, 'PORT is not right: '],
  [{ PORT: '0' }, 'PORT is not right: '],
  [{ PORT: '-1' }, 'PORT is not right: '],
  [{ PORT: '65536' }, 'PORT is not right: '],
  [{ DATABASE_URL: 'mysql://host/db' }, 'DATABASE_URL is not right: '],
  [{ GHE_HOST: 'https://ghe.example.com' }, 'GHE_HOST is not right: '],
  [{ GHE_HOST: 'ghe.example.com', GHE_PROTOCOL: 'ftp' }, 'GHE_PROTOCOL is not right: '],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is not right: it must be one of trace, debug, info'],
  [{ TRUSTED_APP_IDS: '1,tocsin[bot]' }, 'TRUSTED_APP_IDS holds "tocsin[bot]": '],
  [
    { HEARTBEAT_URL: 'http://hc.example.com/ping' },
    'HEARTBEAT_URL is not right: it must be an https',
  ],
  [{ HEARTBEAT_URL: 'http://127.0.0.1/ping' }, 'HEARTBEAT_URL is not right: '],
  [
    { HEARTBEAT_URL: 'http://hc.example.com', WEBHOOK_LOOPBACK: 'true' },
    'HEARTBEAT_URL is not right: ',
  ],
  [{ HEARTBEAT_URL: 'ping' }, 'HEARTBEAT_URL is not right: '],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN is not right: it must be 16 or more'],
  [{ METRICS_TOKEN: 'sixteen letters or more' }, 'METRICS_TOKEN is not right: '],
  [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL is not right: '],
  [{ ALLOWED_OWNERS: 'acme, two words' }, 'ALLOWED_OWNERS holds "two words": '],
])('%j is refused, and the variable named', (wrong, sentence) => {
  const refusal = refusalOf({ ...GOOD, ...wrong });
  expect(refusal).toContain(sentence);
  expect(refusal).toMatch(/^[^\n]+\.$/);
});

test('nothing but an app is not enough', () => {
  const { WEBHOOK_SECRET: _s, ...without } = GOOD;
  expect(refusalOf(without)).toContain('WEBHOOK_SECRET is missing: ');
});

test('there is an app once it has an id', () => {
  expect(isSetUp({})).toBe(false);
  expect(isSetUp({ APP_ID: '' })).toBe(false);
  expect(isSetUp({ APP_ID: '1' })).toBe(true);
});

test('every variable is described, once', () => {
  const names = VARIABLES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { says } of VARIABLES) expect(says).toMatch(/^\S.+\.$/);
});
