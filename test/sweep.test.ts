import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBudget } from '../src/budget.ts';
import { MINUTE } from '../src/core/time.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { createSweep } from '../src/sweep.ts';
import { recordingLog, until } from './support/queue-contract.ts';

const SHOP = 'acme/shop';
const here = { owner: 'acme', repo: 'shop' };
let stage: Stage;

beforeEach(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 5 * MINUTE });
  const { world } = stage.sandbox;
  world.repository(SHOP, { collaborators: { ana: 'admin' } });
  for (const title of ['old', 'older', 'oldest'])
    await stage.as('ana').rest.issues.create({ ...here, title, labels: ['incident'] });
  await stage.wind(MINUTE);
  world.installApp('acme');
  await stage.settle();
});
afterEach(() => stage.close());

/** How many issues were read while `act` went on. */
async function reads(act: () => Promise<unknown>): Promise<number> {
  const from = stage.sandbox.requests.length;
  await act();
  await stage.settle();
  return stage.sandbox.requests.slice(from).filter(({ route }) => route === 'GraphQL Snapshot')
    .length;
}

describe('a sweep', () => {
  test('leaves alone what nobody has touched since it was last looked at', async () => {
    expect(await reads(() => stage.sweep())).toBe(0);
    expect(await reads(() => stage.wind(20 * MINUTE))).toBe(0);
  });

  test('finds what no webhook told of, and only that', async () => {
    stage.sandbox.trouble.webhooks.hold();
    await stage.wind(MINUTE);
    await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 2, body: 'hm' });
    expect(await reads(() => stage.sweep())).toBe(1);
    // What else happened in the second of that read may not have been in it: once more, then no more.
    await stage.wind(5 * MINUTE);
    expect(await reads(() => stage.sweep())).toBe(0);
  });

  test('finds a command that came in the second in which a pass had read', async () => {
    const say = (body: string) =>
      stage.as('ana').rest.issues.createComment({ ...here, issue_number: 4, body });
    await stage.as('ana').rest.issues.create({ ...here, title: 'Down', labels: ['incident'] });
    await stage.settle();
    await stage.wind(MINUTE);
    await say('hello');
    await stage.settle();
    stage.sandbox.trouble.webhooks.drop(1);
    await say('/sev 1');
    await stage.wind(5 * MINUTE);
    const labels = stage.sandbox.world.issue(SHOP, 4).labels.map(({ name }) => name);
    expect(labels).toContain('SEV 1');
  });

  test('looks at everything again where the disk was lost', async () => {
    await stage.stopApp();
    expect(await reads(() => stage.startApp({ lose: true }))).toBeGreaterThanOrEqual(3);
  });

  test('makes the label of our form where the form is and the label is not', async () => {
    const { world } = stage.sandbox;
    world.repository('acme/api', { collaborators: { ana: 'admin' } });
    world.addFile('acme/api', '.github/ISSUE_TEMPLATE/incident.yml', 'name: Incident');
    await stage.sweep();
    await stage.settle();
    const { data } = await stage
      .as('ana')
      .rest.issues.listLabelsForRepo({ owner: 'acme', repo: 'api' });
    expect(data.map(({ name }) => name)).toEqual(['incident']);
  });

  test('makes it once, though two sweeps meet', async () => {
    const { world } = stage.sandbox;
    world.repository('acme/api', { collaborators: { ana: 'admin' } });
    world.addFile('acme/api', '.github/ISSUE_TEMPLATE/incident.yml', 'name: Incident');
    const from = stage.sandbox.requests.length;
    await Promise.all([stage.sweep(), stage.sweep()]);
    const made = stage.sandbox.requests
      .slice(from)
      .filter(({ route }) => route === 'POST /repos/{owner}/{repo}/labels');
    expect(made.map(({ status }) => status)).toEqual([201]);
  });

  test('sees every incident though a repository lets us make no label', async () => {
    const { world, trouble } = stage.sandbox;
    for (const name of ['acme/api', 'acme/web']) {
      world.repository(name, { collaborators: { ana: 'admin' } });
      world.addFile(name, '.github/ISSUE_TEMPLATE/incident.yml', 'name: Incident');
    }
    trouble.webhooks.hold();
    await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 2, body: 'hm' });
    trouble.fail({ method: 'POST', route: '/repos/{owner}/{repo}/labels', status: 403 });
    expect(await reads(() => stage.sweep())).toBe(1);
    const labels = async (repo: string): Promise<number> =>
      (await stage.as('ana').rest.issues.listLabelsForRepo({ owner: 'acme', repo })).data.length;
    expect([await labels('api'), await labels('web')].sort()).toEqual([0, 1]);
  });

  test('for a new installation is of that one alone', async () => {
    const { world } = stage.sandbox;
    world.repository('zeta/site', { collaborators: { ana: 'admin' } });
    const from = stage.sandbox.requests.length;
    world.installApp('zeta');
    await stage.settle();
    const made = stage.sandbox.requests.slice(from).map(({ route }) => route);
    expect(made.filter((route) => route === 'GraphQL Sweep')).toHaveLength(1);
    expect(made).not.toContain('GET /app/installations');
  });

  test('of one installation does not stop at another that cannot be read', async () => {
    const { world, trouble } = stage.sandbox;
    world.repository('zeta/site', { collaborators: { ana: 'admin' } });
    world.installApp('zeta');
    await stage.settle();
    await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 1, body: 'hm' });
    trouble.fail({ method: 'GET', route: '/installation/repositories', times: 1, status: 404 });
    const from = stage.sandbox.requests.length;
    await stage.sweep();
    const swept = stage.sandbox.requests
      .slice(from)
      .map(({ route, status }) => `${route} ${status}`);
    expect(swept).toContain('GET /installation/repositories 404');
    expect(swept).toContain('GraphQL Sweep 200');
  });
});

test('of several servers one sweeps', async () => {
  const clock = new WoundClock(0);
  const queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
  const asked: string[] = [];
  let leads = false;
  const sweep = createSweep({
    clock,
    every: 5 * MINUTE,
    queue: Object.assign(queue, { leads: async () => leads }),
    log: { ...recordingLog(), info: () => {} },
    installations: async () => {
      asked.push('installations');
      return [];
    },
    repositories: async () => [],
    clientFor: () => Promise.reject(new Error('nobody is asked')),
    trusted: async () => new Set(),
    purse: createBudget({ clock, limited: true, servers: () => 1 }),
    redeliver: async () => void asked.push('lost webhooks'),
  });
  await sweep.start();
  expect(asked).toEqual([]);
  leads = true;
  clock.windTo(5 * MINUTE);
  await until(() => !sweep.busy());
  expect(asked).toEqual(['installations', 'lost webhooks']);
  sweep.stop();
  await queue.close();
});
