import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

/*
 * What owners do in their settings, of which no webhook tells the app. In all of it an incident is under way, and an
 * update is overdue after an hour.
 */
const here = { owner: 'acme', repo: 'shop' };
const START = Date.parse('2026-11-23T10:00:00Z');
let stage: Stage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-shut-'));
  const queueFile = join(folder, 'queue');
  stage = await setStage({ start: START, sweepEvery: 12 * HOUR, queueFile });
  const { world } = stage.sandbox;
  world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  world.repository('acme/other', { collaborators: { ana: 'admin' } });
  world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
  world.installApp('acme', { repositories: ['acme/shop', 'acme/other'] });
  await stage.wind(MINUTE);
  const labels = ['incident', 'SEV 2'];
  await stage.as('ana').rest.issues.create({ ...here, title: 'Down', labels });
  await stage.settle();
  await say('/ack');
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

async function say(body: string, repo = 'shop'): Promise<void> {
  await stage.as('ana').rest.issues.createComment({ ...here, repo, issue_number: 1, body });
  await stage.settle();
}

const comments = (repository = 'acme/shop') =>
  stage.sandbox.world.issue(repository, 1).comments.map(({ body }) => body);
/** Comments in which a clock speaks. */
const nags = (repository?: string): number =>
  comments(repository).filter((body) => body.startsWith('⏰')).length;

/** What the app asks of GitHub while that happens, but for what it asks to know where it is. */
async function asked(act: () => Promise<unknown>): Promise<readonly string[]> {
  const from = stage.sandbox.requests.length;
  await act();
  return stage.sandbox.requests
    .slice(from)
    .filter(({ by }) => by === 'app' || by === 'stranger')
    .map(({ route }) => route);
}

const isWrite = (route: string): boolean =>
  !/^(GET|GraphQL) |\/graphql$|access_tokens$/.test(route);

describe('a repository is renamed', () => {
  test('and its incident goes on there, by whatever name the app knows it', async () => {
    stage.sandbox.owners.rename('acme/shop', 'store');
    await stage.wind(62 * MINUTE);
    expect(nags('acme/store')).toBeGreaterThan(0);
    await say('/mitigating', 'store');
    const { labels } = stage.sandbox.world.issue('acme/store', 1);
    expect(labels.map(({ name }) => name)).toContain('status: mitigating');
  });

  test('and another one has its name now: it is seen to be another one once, and nothing is written there', async () => {
    const { world, owners } = stage.sandbox;
    owners.rename('acme/shop', 'store');
    world.repository('acme/shop', { collaborators: { ana: 'admin' } });
    await stage.as('ana').rest.issues.create({ ...here, title: 'Nothing of ours' });
    await stage.settle();
    expect(await asked(() => stage.wind(62 * MINUTE))).toEqual(['GraphQL Snapshot']);
    expect(comments()).toEqual([]);
    // By the list of repositories it is known by its new name.
    await stage
      .as('ana')
      .rest.issues.createComment({ ...here, repo: 'store', issue_number: 1, body: 'hm' });
    await stage.settle();
    await stage.wind(MINUTE);
    expect(nags('acme/store')).toBeGreaterThan(0);
  });
});

describe('nothing can be done where', () => {
  test.each<[what: string, shut: () => unknown, open: () => void, tried: number]>([
    [
      'the repository is archived',
      () => stage.sandbox.owners.archive('acme/shop'),
      () => stage.sandbox.owners.archive('acme/shop', false),
      0,
    ],
    [
      'the app is suspended',
      () => stage.sandbox.owners.suspend('acme'),
      () => stage.sandbox.owners.suspend('acme', false),
      0,
    ],
    [
      'the app is uninstalled',
      async () => {
        // Started anew it has no token left to be told of, which octokit would wait a while for.
        await stage.stopApp();
        stage.sandbox.owners.uninstall('acme');
        await stage.startApp();
      },
      () => void stage.sandbox.world.installApp('acme'),
      0,
    ],
    [
      'the app is taken off the repository',
      () => stage.sandbox.owners.takeOff('acme/shop'),
      () => void stage.sandbox.world.installApp('acme', { repositories: ['acme/shop'] }),
      // Anybody may read it: that nothing can be written is learned by trying.
      2,
    ],
  ])(
    '%s: the incident rests, and goes on when that is undone',
    async (_what, shut, open, writes) => {
      await shut();
      const tried = await asked(() => stage.wind(62 * MINUTE));
      expect(tried.filter(isWrite)).toHaveLength(writes);
      expect(nags()).toBe(0);
      // Not every five minutes again, for ever.
      expect(await asked(() => stage.wind(2 * HOUR))).toEqual([]);
      open();
      await stage.sweep();
      await stage.settle();
      expect(nags()).toBeGreaterThan(0);
    },
  );
});

test('GitHub says that it is too much: the incident goes on when it is not any more', async () => {
  const { trouble } = stage.sandbox;
  const headers = { 'retry-after': '90' };
  trouble.fail({ route: 'GraphQL Snapshot', status: 403, headers });
  await say('/mitigating');
  const more = async (): Promise<void> => {
    await stage.wind(40 * SECOND);
    await say('/note whatever comes in meanwhile');
    await stage.wind(40 * SECOND);
  };
  expect(await asked(more)).toEqual([]);
  await stage.wind(15 * SECOND);
  const { labels } = stage.sandbox.world.issue('acme/shop', 1);
  expect(labels.map(({ name }) => name)).toContain('status: mitigating');
});
