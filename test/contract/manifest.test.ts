import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { VARIABLES } from '../../src/variables.ts';
import { callsIn, permissionsFor, unusedNeeds } from './github-calls.ts';
import { filesLike, isThere } from './sources.ts';

interface Manifest {
  readonly name: string;
  readonly url: string;
  readonly public: boolean;
  readonly hook_attributes: { readonly url: string };
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

const TEXT = filesLike('app.yml')[0]?.text ?? '';
const manifest = load(TEXT) as Manifest;
const SOURCES = filesLike('src/*.ts', 'src/{effects,github,inbound,notifiers,web}/**/*.ts');
const calls = SOURCES.flatMap(callsIn);
const needed = permissionsFor(calls);

/** What comes to every app without being asked for. */
const BY_THEMSELVES = ['installation', 'installation_repositories', 'github_app_authorization'];

/** Events that a source tells apart by name. */
const eventsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\bname === '([a-z_]+)'/g)].map(([, event = '']) => event)),
];

/** A line of app.yml as it begins → the files that its line's comment names. */
const namedOn = (entry: string): readonly string[] => {
  const line = TEXT.split('\n').find((one) => one.startsWith(`  ${entry} `)) ?? '';
  return [...line.matchAll(/\bsrc\/[\w/.-]+\.ts/g)].map(([path]) => path);
};

describe('permissions', () => {
  test('the app asks for what its calls need, and for nothing else', () => {
    const levels = Object.entries(needed).map(([name, { level }]) => [name, level]);
    expect(manifest.default_permissions).toEqual(Object.fromEntries(levels));
  });

  test.each(Object.keys(manifest.default_permissions))(
    '%s: a file that needs it is named',
    (name) => {
      const named = namedOn(`${name}: ${manifest.default_permissions[name]}`);
      expect(named).not.toEqual([]);
      for (const path of named) expect(needed[name]?.paths).toContain(path);
    },
  );

  test('the table of calls holds none that nobody makes', () => {
    expect(unusedNeeds(calls)).toEqual([]);
  });
});

describe('events', () => {
  const read = eventsIn(filesLike('src/github/triggers.ts')[0]?.text ?? '');

  test('the app subscribes to what its triggers read', () => {
    const wanted = read.filter((event) => !BY_THEMSELVES.includes(event));
    expect([...manifest.default_events].sort()).toEqual([...wanted].sort());
    expect(wanted).not.toEqual([]);
  });

  test.each(manifest.default_events)('%s: the file that reads it is named', (event) => {
    expect(namedOn(`- ${event}`)).toEqual(['src/github/triggers.ts']);
    expect(read).toContain(event);
  });
});

test('it is registered for its owner alone, under its name, with a place for webhooks', () => {
  expect(manifest).toMatchObject({ name: 'Tocsin', public: false });
  const path = VARIABLES.find(({ name }) => name === 'WEBHOOK_PATH')?.fallback;
  expect(new URL(manifest.hook_attributes.url).pathname).toBe(path);
  expect(new URL(manifest.url).protocol).toBe('https:');
});

test('the page about permissions names each of them', () => {
  const page = filesLike('docs/before/permissions.md')[0]?.text ?? '';
  const rows = [...page.matchAll(/^\| `([a-z_]+)` \| (read|write)/gm)];
  expect(Object.fromEntries(rows.map(([, name, level]) => [name, level]))).toEqual(
    manifest.default_permissions,
  );
  for (const event of manifest.default_events) expect(page).toContain(`\`${event}\``);
  for (const [path] of TEXT.matchAll(/\bsrc\/[\w/.-]+\.ts/g)) expect(isThere(path)).toBe(true);
});

describe('calls are seen however they are written', () => {
  const path = 'src/effects/x.ts';
  test.each([
    ['issues.createLabel({ owner, repo })', 'POST /repos/{owner}/{repo}/labels'],
    ['github.rest.issues.lock({ owner })', 'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock'],
    ['paginate(asApp.rest.apps.listInstallations, {})', 'GET /app/installations'],
    ["github.request('PUT /repos/{owner}/{repo}/topics', {})", 'PUT /repos/{owner}/{repo}/topics'],
    ["github.request<string>('GET /app', {})", 'GET /app'],
    ["'mutation M($a: ID!) { lockLockable(input: {}) { id } }'", 'mutation lockLockable'],
    ['`{ repository(owner: $owner) { id } }`', 'query repository'],
  ])('%s', (text, call) => {
    expect(callsIn({ path, text })).toEqual([{ call, path }]);
  });

  test('what is no call is none', () => {
    expect(callsIn({ path, text: 'milestone.issues.totalCount; issue.number' })).toEqual([]);
  });

  test('a call that the table does not know is asked about', () => {
    const text = 'github.rest.issues.lock({ owner, repo, issue_number })';
    expect(() => permissionsFor(callsIn({ path, text }))).toThrow(
      'src/effects/x.ts calls PUT /repos/{owner}/{repo}/issues/{issue_number}/lock: say in',
    );
  });

  test('the highest level counts', () => {
    const reads = { call: 'query issue', path: 'src/github/a.ts' };
    const writes = { call: 'mutation pinIssue', path };
    const both = { issues: { level: 'write', paths: [path] } };
    expect(permissionsFor([reads, writes])).toEqual(both);
    expect(permissionsFor([writes, reads])).toEqual(both);
  });
});
