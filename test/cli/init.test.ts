import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { configToFillIn } from '../../src/cli/starter-files.ts';
import { everyLabel } from '../../src/core/every-label.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { readPolicy } from '../../src/github/policy-file.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { typedBy } from './typed.ts';

const CONFIG = '.github/incidents.yml';
const FORM = '.github/ISSUE_TEMPLATE/incident.yml';
let sandbox: Sandbox;
let tocsin: ReturnType<typeof typedBy>;
let number = 0;

beforeAll(async () => {
  const clock = new WoundClock(Date.parse('2026-11-23T10:00:00Z'));
  sandbox = await startSandbox({ clock });
  for (const login of ['ana', 'zoe']) sandbox.world.person(login);
  tocsin = typedBy('ana', { sandbox, clock });
});
afterAll(() => sandbox.close());

/** A new repository of ana's with these files. */
function aRepository(files: Readonly<Record<string, string>> = { 'README.md': 'Shop' }): string {
  number += 1;
  const name = `acme/shop-${number}`;
  sandbox.world.repository(name, { collaborators: { ana: 'write', zoe: 'read' } });
  for (const [path, text] of Object.entries(files)) sandbox.world.addFile(name, path, text);
  return name;
}

const found = (name: string) => {
  const { tables } = sandbox.world.store;
  const repository = [...tables.repositories.values()].find(({ fullName }) => fullName === name);
  if (!repository) throw new Error(`There is no ${name}`);
  return repository;
};
const labelsOf = (name: string): readonly string[] =>
  [...sandbox.world.store.tables.labels.values()]
    .filter(({ repository }) => repository === found(name).id)
    .map((label) => label.name);
const pullsOf = (name: string) =>
  [...sandbox.world.store.tables.issues.values()].filter(
    ({ kind, repository }) => kind === 'PullRequest' && repository === found(name).id,
  );
const filesOn = (name: string, branch: string): readonly string[] => [
  ...(found(name).branches.get(branch)?.files.keys() ?? []),
];
const json = async (...words: readonly string[]) =>
  JSON.parse((await tocsin(...words, '--json')).out);

describe('a repository with next to nothing in it', () => {
  test('gets the labels, and one pull request with the files', async () => {
    const name = aRepository();
    const { code, out } = await tocsin('init', name);
    expect(code).toBe(0);
    expect(out).toMatch(/Pull request #1 opened: http/);
    expect(labelsOf(name)).toEqual(
      expect.arrayContaining(everyLabel(DEFAULT_POLICY).map((label) => label.name)),
    );
    expect(pullsOf(name)).toEqual([
      expect.objectContaining({
        title: 'Run incidents with Tocsin',
        body: expect.stringContaining(CONFIG),
        between: { head: 'tocsin/init', base: 'main' },
      }),
    ]);
    expect(filesOn(name, 'tocsin/init')).toEqual(
      expect.arrayContaining([FORM, CONFIG, '.github/incident-templates/README.md']),
    );
    expect(found(name).files.has(CONFIG)).toBe(false);
  });

  test('and the second time nothing', async () => {
    const name = aRepository();
    await tocsin('init', name);
    const before = sandbox.requests.length;
    const { code, out } = await tocsin('init', name);
    expect(code).toBe(0);
    expect(out).toContain(`${CONFIG}: in the pull request already`);
    expect(out).toMatch(/Pull request #1 open already/);
    expect(out).toContain('Nothing is left to do here.');
    expect(sandbox.requests.slice(before).filter(({ changed }) => changed)).toEqual([]);
  });
});

describe('what is there', () => {
  test('stays as it is', async () => {
    const own = 'responders: { on-call: [ana] }';
    const name = aRepository({ [CONFIG]: own, [FORM]: 'name: Ours' });
    sandbox.world.addLabels(name, ['Incident', 'SEV 1']);
    const { out } = await tocsin('init', name);
    expect(out).toContain(`${CONFIG}: there already`);
    expect(labelsOf(name).filter((label) => /^incident$/i.test(label))).toEqual(['Incident']);
    const { files, branches, blobs } = found(name);
    const head = branches.get('tocsin/init');
    expect(blobs.get(files.get(CONFIG) ?? '')).toBe(own);
    expect(blobs.get(head?.files.get(CONFIG) ?? '')).toBe(own);
    expect(blobs.get(head?.files.get(FORM) ?? '')).toBe('name: Ours');
  });

  test('labels are those of the team’s own policy', async () => {
    const name = aRepository({ [CONFIG]: 'severities: { 1: { label: P1 } }' });
    await tocsin('init', name);
    expect(labelsOf(name)).toContain('P1');
    expect(labelsOf(name)).not.toContain('SEV 1');
  });

  test('all of it: no branch, no pull request', async () => {
    const name = aRepository();
    await tocsin('init', name);
    for (const path of filesOn(name, 'tocsin/init')) sandbox.world.addFile(name, path, 'merged');
    await sandbox.world.store.commit();
    const done = await json('init', name);
    expect(done).toMatchObject({ branch: null, pullRequest: null, labels: { made: [] } });
    expect(pullsOf(name)).toHaveLength(1);
  });
});

describe('whatever went before', () => {
  test('a run that died between branch and pull request is gone on from', async () => {
    const name = aRepository();
    await tocsin('init', name);
    const { store } = sandbox.world;
    for (const { id } of pullsOf(name)) store.remove('issues', id);
    const done = await json('init', name);
    expect(done).toMatchObject({ branch: 'tocsin/init', pullRequest: { state: 'opened' } });
    expect(filesOn(name, 'tocsin/init-2')).toEqual([]);
  });

  test('a file that is missing from the open pull request is added to it', async () => {
    const name = aRepository({ 'README.md': 'Shop', [CONFIG]: '' });
    await tocsin('init', name);
    sandbox.world.deleteFile(name, CONFIG);
    const repository = found(name);
    const branch = repository.branches.get('tocsin/init');
    const files = new Map(branch?.files);
    files.delete(CONFIG);
    const tip = { head: branch?.head ?? '', files };
    sandbox.world.store.put('repositories', {
      ...repository,
      branches: new Map(repository.branches).set('tocsin/init', tip),
    });
    const done = await json('init', name);
    expect(done.pullRequest).toMatchObject({ number: 1, state: 'updated' });
    expect(filesOn(name, 'tocsin/init')).toContain(CONFIG);
  });

  test('a pull request that was closed is not opened again: the next one has a branch of its own', async () => {
    const name = aRepository();
    await tocsin('init', name);
    const [owner = '', repo = ''] = name.split('/');
    const { Octokit } = await import('@octokit/rest');
    const ana = new Octokit({ auth: sandbox.world.person('ana').token, baseUrl: sandbox.apiUrl });
    await ana.rest.issues.update({ owner, repo, issue_number: 1, state: 'closed' });
    const done = await json('init', name);
    expect(done).toMatchObject({ branch: 'tocsin/init-2', pullRequest: { number: 2 } });
  });
});

describe('a dry run', () => {
  test('says what it would do and does nothing', async () => {
    const name = aRepository();
    const before = sandbox.requests.length;
    const { code, out } = await tocsin('init', name, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('Labels would be made: incident, SEV 1');
    expect(out).toContain(`${CONFIG}: would be added`);
    expect(sandbox.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([
      expect.objectContaining({ route: 'GraphQL Policy' }),
    ]);
    expect(labelsOf(name)).toEqual([]);
  });
});

test('an empty repository gets the files as its first commits', async () => {
  const name = aRepository({});
  const done = await json('init', name);
  expect(done).toMatchObject({ branch: 'main', pullRequest: null });
  expect(found(name).files.has(FORM)).toBe(true);
  expect(await json('init', name)).toMatchObject({ branch: null });
});

describe('where it may not', () => {
  test('read only', async () => {
    const { code, err } = await typedBy('zoe', {
      sandbox,
      clock: new WoundClock(0),
    })('init', aRepository());
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/may read .* not write/) });
  });

  test('archived', async () => {
    sandbox.world.repository('acme/old', { archived: true, collaborators: { ana: 'admin' } });
    const { code, err } = await tocsin('init', 'acme/old');
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('is archived') });
  });

  test('not there', async () => {
    const { code, err } = await tocsin('init', 'acme/gone');
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/no repository acme\/gone/),
    });
    expect((await tocsin('init', 'acme')).code).toBe(2);
  });
});

describe('the configuration to fill in', () => {
  const example = readFileSync(
    new URL('../../.github/incidents.example.yml', import.meta.url),
    'utf8',
  );
  const text = configToFillIn(example);

  test('calls nobody, and changes nothing, as it is', () => {
    expect(readPolicy(text)).toEqual({ policy: DEFAULT_POLICY, problems: [] });
    expect(text).toContain('#   on-call: [');
  });

  test('filled in, it names people for every group that is called', () => {
    const filled = text.replace(/^# (?=responders:| {2})/gm, '');
    const { policy } = readPolicy(filled);
    const called = DEFAULT_POLICY.severities.flatMap(({ page }) => page);
    expect(Object.keys(policy?.responders ?? {})).toEqual(expect.arrayContaining(called));
  });
});
