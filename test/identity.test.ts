import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

let stage: Stage;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const start = Date.parse('2026-11-23T10:00:00Z');
  stage = await setStage({ start, queueFile: join(folder, 'queue.sqlite') });
  stage.sandbox.world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  stage.sandbox.world.installApp('acme');
  await stage.settle();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

/** How often it was asked who we are while the app started again and heard of an incident. */
async function asked(lose: boolean): Promise<number> {
  await stage.stopApp();
  const from = stage.sandbox.requests.length;
  await stage.startApp({ lose });
  await stage
    .as('ana')
    .rest.issues.create({ owner: 'acme', repo: 'shop', title: 'Down', labels: ['incident'] });
  await stage.settle();
  const made = stage.sandbox.requests.slice(from).map(({ route }) => route);
  expect(made).toContain('GraphQL Snapshot');
  return made.filter((route) => route === 'GET /app' || route === 'GET /users/{username}').length;
}

test('who we are is asked once a disk, not once a start', async () => {
  expect(await asked(false)).toBe(0);
  expect(await asked(true)).toBe(2);
});

test('who is not served is neither swept nor heard', async () => {
  const issue = { owner: 'acme', repo: 'shop', title: 'Down', labels: ['incident'] };
  await stage.stopApp();
  const from = stage.sandbox.requests.length;
  await stage.startApp({ owners: ['umbrella'] });
  await stage.as('ana').rest.issues.create(issue);
  await stage.settle();
  await stage.sweep();
  await stage.settle();
  const made = stage.sandbox.requests.slice(from).filter(({ by }) => by === 'app');
  expect(new Set(made.map(({ route }) => route))).toEqual(new Set(['GET /app/installations']));
  await stage.stopApp();
  await stage.startApp({ owners: ['ACME'] });
  await stage.settle();
  expect(stage.sandbox.world.issue('acme/shop', 1).comments).not.toHaveLength(0);
});

test('a token that does not count any more is replaced, where GitHub is', async () => {
  const { sandbox } = stage;
  const tokens = (from: number): number =>
    sandbox.requests.slice(from).filter(({ route }) => route.endsWith('/access_tokens')).length;
  const wait = sandbox.requests.length;
  // The first look fails, and whatever octokit itself tries again.
  sandbox.trouble.fail({ route: 'GraphQL Snapshot', status: 401, times: 4 });
  await stage
    .as('ana')
    .rest.issues.create({ owner: 'acme', repo: 'shop', title: 'Down', labels: ['incident'] });
  await stage.settle();
  expect(tokens(wait)).toBe(1);
  await stage.wind(MINUTE);
  expect(sandbox.world.issue('acme/shop', 1).comments).not.toHaveLength(0);
});
