import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { freePort } from '../src/sandbox/free-port.ts';
import { signatureOf } from '../src/sandbox/keys.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MAIN = join(ROOT, 'src/start.mjs');

/** A server as `npm start` runs it, in a folder and an environment of its own. */
interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** How it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | string | null>;
}

let folder: string;
let clock: WoundClock;
let sandbox: Sandbox;
let running: Started[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-main-'));
  for (const file of ['app.yml', 'package.json'])
    copyFileSync(join(ROOT, file), join(folder, file));
  clock = new WoundClock(Date.now());
  sandbox = await startSandbox({ clock });
  sandbox.world.repository('acme/shop', { collaborators: { ada: 'admin' } });
  sandbox.world.installApp('acme');
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  running = [];
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  const started = { child, out: () => out, err: () => err, ended };
  running.push(started);
  return started;
}

/** A port that nobody listens on. */
/** An environment that is fine, with the sandbox for GitHub. */
const good = async (): Promise<Record<string, string> & { PORT: string }> => ({
  APP_ID: String(sandbox.app.id),
  PRIVATE_KEY: sandbox.app.privateKey,
  WEBHOOK_SECRET: sandbox.app.webhookSecret,
  GHE_PROTOCOL: 'http',
  GHE_HOST: new URL(sandbox.url).host,
  HOST: '127.0.0.1',
  PORT: String(await freePort()),
});

/** Asks again and again until it is so; throws with what the server said where it never is. */
async function until(started: Started, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await pause(50);
  }
  throw new Error(`It never came to be.\n${started.out()}\n${started.err()}`);
}

const answers = (url: string) => async (): Promise<boolean> => {
  const response = await fetch(url).catch(() => null);
  return response?.ok ?? false;
};

const ada = (): Octokit =>
  new Octokit({ baseUrl: sandbox.apiUrl, auth: sandbox.world.person('ada').token });

describe('refuses to start, with one sentence that names the variable', () => {
  test.each([
    ['no secret', { WEBHOOK_SECRET: '' }, /^WEBHOOK_SECRET is missing: [^\n]+\.\n$/],
    ['no key', { PRIVATE_KEY: '' }, /^PRIVATE_KEY \(or PRIVATE_KEY_PATH\) is missing: [^\n]+\.\n$/],
    ['a broken key', { PRIVATE_KEY: 'hunter2' }, /^PRIVATE_KEY does not parse: [^\n]+\.\n$/],
    [
      'a key file that is none',
      { PRIVATE_KEY: '', PRIVATE_KEY_PATH: MAIN },
      /^PRIVATE_KEY_PATH [^\n]+\.\n$/,
    ],
    ['a wrong port', { PORT: 'eighty' }, /^PORT is not right: [^\n]+\.\n$/],
    ['a wrong level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is not right: [^\n]+\.\n$/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/tocsin' },
      /^The database of DATABASE_URL cannot be used (?!.*secret)[^\n]+\.\n$/,
    ],
    [
      'production without an app',
      { APP_ID: '', NODE_ENV: 'production' },
      /^APP_ID is missing: [^\n]+\.\n$/,
    ],
  ])('%s', async (_what, wrong, sentence) => {
    const started = start({ ...(await good()), ...wrong });
    expect(await started.ended).toBe(1);
    expect(started.err()).toMatch(sentence);
    expect(started.out()).toBe('');
    expect(existsSync(join(folder, '.tocsin'))).toBe(false);
    expect(sandbox.requests).toEqual([]);
  });
});

test('runs an incident, and finishes what is under way when it is told to stop', async () => {
  const METRICS_TOKEN = 'a-token-of-sixteen';
  const env: Awaited<ReturnType<typeof good>> = { ...(await good()), METRICS_TOKEN };
  const url = `http://127.0.0.1:${env.PORT}`;
  const started = start(env);
  await until(started, answers(`${url}/healthz`));
  sandbox.deliverTo(`${url}/api/github/webhooks`);
  // GitHub's times have a grain of a second: declared after the start, whatever the grain hides.
  clock.windTo(Date.now() + 2_000);
  const where = { owner: 'acme', repo: 'shop' };
  await ada().rest.issues.create({ ...where, title: 'Checkout is down', labels: ['incident'] });
  const comments = () => sandbox.world.issue('acme/shop', 1).comments;
  await until(started, () => comments().some(({ body }) => body.includes('Incident Declared')));
  await until(started, () =>
    sandbox.requests.some(({ route }) => route.endsWith('/comments/{comment_id}/pin')),
  );
  await pause(300);

  const authorization = `Bearer ${METRICS_TOKEN}`;
  const counted = async () =>
    (await fetch(`${url}/metrics`, { headers: { authorization } })).text();
  // A pass is counted at its end, and on a busy machine that comes long after its last write.
  await until(started, async () =>
    /^tocsin_passes_total\{result="done"\} [1-9]/m.test(await counted()),
  );
  expect(await counted()).toContain('process_cpu_seconds_total');

  sandbox.trouble.slow(50);
  const before = sandbox.requests.length;
  await ada().rest.issues.createComment({ ...where, issue_number: 1, body: '/ic' });
  await until(started, () =>
    sandbox.requests.slice(before).some(({ route }) => route === 'GraphQL Snapshot'),
  );
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  const { assignees } = sandbox.world.issue('acme/shop', 1);
  expect(assignees).toEqual(['ada']);
  expect(comments().find(({ body }) => body === '/ic')?.reactions).toEqual([
    { content: 'ROCKET', by: 'tocsin[bot]' },
  ]);
  expect(started.out()).toContain('"draining"');
  expect(started.out()).not.toMatch(/"level":(?:50|60)/);
  // Each line says what it is about, whoever wrote it, and none says a secret.
  const lines = started
    .out()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const about = { incident: 'acme/shop#1' };
  const taken = lines.filter(({ msg }) => msg === 'taken in');
  const deliveries = expect.arrayContaining([taken[0]?.delivery]);
  expect(taken[0]).toMatchObject({ ...about, delivery: expect.any(String) });
  expect(lines).toContainEqual(expect.objectContaining({ ...about, msg: 'pass', deliveries }));
  for (const line of lines.filter(({ msg }) => msg === 'effect applied'))
    expect(line).toMatchObject({ ...about, effect: expect.any(String) });
  const [, , body = ''] = env.PRIVATE_KEY?.split('\n') ?? [];
  expect(body).toHaveLength(64);
  expect(started.out()).not.toContain(body);
  expect(started.out()).not.toContain(METRICS_TOKEN);
  expect(started.out()).not.toMatch(/sha256=|ghs_|"authorization":"(?!\[secret)/);
  expect(started.err()).toBe('');
  expect(existsSync(join(folder, '.tocsin/queue.sqlite'))).toBe(true);
});

test('a webhook that is not signed, or signed with another secret, is refused', async () => {
  const env = await good();
  const started = start(env);
  const url = `http://127.0.0.1:${env.PORT}`;
  await until(started, answers(`${url}/healthz`));
  const body = JSON.stringify({ action: 'opened', installation: { id: 1 } });
  const post = async (signature: Record<string, string>): Promise<number> => {
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': 'one',
      ...signature,
    };
    const response = await fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body });
    return response.status;
  };
  expect(await post({})).toBe(400);
  expect(await post({ 'x-hub-signature-256': signatureOf('development', body) })).toBe(400);
  // Nor does it get to be read where it does not say how long it is.
  const endless = ReadableStream.from([Buffer.from(body)]);
  const init = { method: 'POST', body: endless, duplex: 'half' } as const;
  expect((await fetch(`${url}/api/github/webhooks`, init)).status).toBe(411);
});

describe('without an app', () => {
  test('the wizard is offered, on loopback alone, and what it registers is used', async () => {
    const PORT = String(await freePort());
    const wizard = start({ PORT, HOST: '0.0.0.0' });
    const url = `http://127.0.0.1:${PORT}`;
    await until(wizard, answers(`${url}/probot`));
    const page = await (await fetch(`${url}/probot`)).text();
    expect(page).toContain('hook_attributes');
    expect(page).toContain('tocsin.example.com/api/github/webhooks');
    expect(page).not.toContain('smee.io');
    expect(wizard.out()).toContain('on this machine only');
    // A server on all addresses would answer here as well.
    await expect(fetch(`http://127.0.0.2:${PORT}/probot`)).rejects.toThrow();

    const { app } = sandbox;
    const imported = await fetch(`${url}/probot/import`, {
      method: 'POST',
      body: JSON.stringify({
        appId: String(app.id),
        pem: app.privateKey,
        webhook_secret: app.webhookSecret,
      }),
    });
    expect(imported.status).toBe(200);
    wizard.child.kill('SIGKILL');
    await wizard.ended;

    const { APP_ID: _i, PRIVATE_KEY: _k, WEBHOOK_SECRET: _s, ...rest } = await good();
    const started = start(rest);
    await until(started, answers(`http://127.0.0.1:${rest.PORT}/healthz`));
    await until(started, () => sandbox.requests.some(({ route }) => route === 'GET /app'));
  });
});
