import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY } from '../../src/core/time.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { typedBy } from '../cli/typed.ts';
import { breachesIn } from './github-api.ts';
import { callsIn } from './github-calls.ts';
import { filesLike } from './sources.ts';

const shop = { owner: 'acme', repo: 'shop' };
let stage: Stage;
let rest: readonly LoggedRequest[] = [];
beforeAll(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 30 * DAY });
  const { world } = stage.sandbox;
  world.person('ana');
  for (const name of ['acme/shop', 'acme/empty'])
    world.repository(name, { collaborators: { ana: 'write' } });
  world.addFile('acme/shop', 'README.md', 'Shop');
  world.installApp('acme');
  await stage.settle();
  const tocsin = typedBy('ana', stage);
  await tocsin('init', 'acme/shop');
  await tocsin('init', 'acme/shop');
  await tocsin('init', 'acme/empty');
  rest = stage.sandbox.requests.filter(({ by }) => by === 'ana');
  await stage.as('ana').rest.issues.create({ ...shop, title: 'Down', labels: ['incident'] });
  await stage.settle();
  const from = stage.sandbox.requests.length;
  await tocsin('explain', 'acme/shop#2');
  world.addFile('acme/empty', '.github/incidents.yml', 'responders: { on-call: [ana] }');
  await tocsin('explain', '--declare', 'sev1', 'acme/empty');
  await tocsin('export', 'acme/shop');
  rest = [...rest, ...stage.sandbox.requests.slice(from)].filter(
    ({ by, route }) => by === 'ana' && !route.startsWith('GraphQL'),
  );
});
afterAll(() => stage.close());

describe('the terminal', () => {
  test('asks GitHub as GitHub describes it, and is answered so', () => {
    expect([...new Set(rest.flatMap(breachesIn))]).toEqual([]);
  });

  test('plays all that it calls', () => {
    const played = new Set(rest.map(({ route }) => route));
    const calls = filesLike('src/cli/*.ts').flatMap(callsIn);
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.map(({ call }) => call).filter((route) => !played.has(route))).toEqual([]);
  });
});

describe('what the sandbox refuses it refuses as GitHub does', () => {
  const pull = { ...shop, title: 'Again', base: 'main' };
  const create = (head: string) => stage.as('ana').rest.pulls.create({ ...pull, head });
  const refused = async (act: () => Promise<unknown>): Promise<LoggedRequest | undefined> => {
    await expect(act()).rejects.toThrow();
    return stage.sandbox.requests.at(-1);
  };

  test.each<[string, number, RegExp, () => Promise<unknown>]>([
    [
      'a pull request of a branch that has one',
      422,
      /already exists for acme:tocsin\/init/,
      () => create('tocsin/init'),
    ],
    ['of no branch', 422, /"field":"head","code":"invalid"/, () => create('gone')],
    ['of nothing new', 422, /No commits between main and main/, () => create('main')],
    [
      'a branch twice',
      422,
      /Reference already exists/,
      () =>
        stage
          .as('ana')
          .rest.git.createRef({ ...shop, ref: 'refs/heads/tocsin/init', sha: '0'.repeat(40) }),
    ],
    [
      'a branch at no commit',
      422,
      /Object does not exist/,
      () =>
        stage.as('ana').rest.git.createRef({ ...shop, ref: 'refs/heads/x', sha: '0'.repeat(40) }),
    ],
    [
      'a file that exists, without its sha',
      422,
      /sha.*wasn't supplied/,
      () =>
        stage.as('ana').rest.repos.createOrUpdateFileContents({
          ...shop,
          path: 'README.md',
          message: 'Mine',
          content: '',
        }),
    ],
  ])('%s', async (_what, status, says, act) => {
    const request = await refused(act);
    expect(request?.status).toBe(status);
    expect(JSON.stringify(request?.answer)).toMatch(says);
    expect(request && breachesIn(request)).toEqual([]);
  });
});
