import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { EXITS } from '../../src/cli/exit.ts';
import { verbs } from '../../src/cli/program.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { typed, typedBy } from '../cli/typed.ts';

/**
 * docs/before/cli.md is written by this test, out of the commands themselves and of what they really answer:
 * `UPDATE_DOCS=1 npm run unit -- test/contract/cli-page`.
 */
const PAGE = new URL('../../docs/before/cli.md', import.meta.url);
const shop = { owner: 'acme', repo: 'shop' };
const BROKEN = 'responders:\n  on-call: [ana]\nclocks:\n  grace: soon\n';

/** What is shown of each verb. */
const EXAMPLES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [['init', 'acme/shop']],
  check: [['check']],
  explain: [
    ['explain', 'acme/shop#2'],
    ['explain', '--declare', 'sev2', 'acme/shop'],
  ],
  'page-test': [['page-test', 'on-call', 'acme/shop', '--config', 'incidents.yml']],
  export: [['export', 'acme/shop', '--format', 'csv', '--since', '30d']],
  render: [['render', 'update']],
};

const CALLED = `responders:
  on-call:
    people: [ana]
    pagerduty: '\${PAGER}'
    email: ops@example.com
pagerduty: { api_key: '\${PAGER_API}' }
`;

async function furnish(stage: Stage): Promise<void> {
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'mia']) world.person(login);
  world.repository('acme/shop', { collaborators: { ana: 'admin', ben: 'write', mia: 'write' } });
  world.addFile('acme/shop', 'README.md', 'Shop');
  world.installApp('acme');
  await stage.settle();
}

async function live(stage: Stage): Promise<void> {
  const policy = 'responders: { on-call: [ana], eng-manager: [mia] }';
  stage.sandbox.world.addFile('acme/shop', '.github/incidents.yml', policy);
  await stage.wind(MINUTE);
  const labels = ['incident', 'SEV 2'];
  await stage.as('ben').rest.issues.create({ ...shop, title: 'Checkout is down', labels });
  await stage.settle();
  await stage.wind(2 * MINUTE);
  const body = '/ic\n/note the errors began with deploy 4812';
  await stage.as('ana').rest.issues.createComment({ ...shop, issue_number: 2, body });
  await stage.settle();
  await stage.wind(5 * MINUTE);
}

/** Runs it where it would be run: beside a file, on the server, or anywhere with a token. */
function run(words: readonly string[], stage: Stage): ReturnType<typeof typed> {
  const [verb] = words;
  if (verb === 'check') return typed(words, { files: { '.github/incidents.yml': BROKEN } });
  if (verb !== 'page-test') return typedBy('ana', stage)(...words);
  const { secrets, settings } = stage.services;
  const { mailer, ...outside } = settings;
  const env = { ...secrets, SMTP_URL: mailer.url ?? '' };
  const { clock } = stage;
  return typed(words, { env, files: { 'incidents.yml': CALLED }, outside: { ...outside, clock } });
}

async function played(words: readonly string[], stage: Stage): Promise<string> {
  const { out, err } = await run(words, stage);
  const told = out === '' ? err : out;
  const text = told.replaceAll(stage.sandbox.url, 'https://github.com').replaceAll('\r\n', '\n');
  const line = words.map((word) => (word.includes('#') ? `'${word}'` : word)).join(' ');
  return ['```', `$ tocsin ${line}`, text, '```'].join('\n');
}

async function chapter(verb: (typeof verbs)[number], stage: Stage): Promise<string> {
  const { out: help } = await typed([verb.name, '--help']);
  const ends = (['done', ...verb.exits, 'misused', 'bug'] as const)
    .map((exit) => EXITS[exit].code)
    .sort((a, b) => a - b);
  const examples: string[] = [];
  for (const words of EXAMPLES[verb.name] ?? []) examples.push(await played(words, stage));
  return [
    `## \`tocsin ${verb.name}\``,
    ['```', help, '```'].join('\n'),
    `Exit codes: ${ends.join(', ')}.`,
    ...examples,
  ].join('\n\n');
}

const INTRO = `# The terminal: \`tocsin\`

<!-- Written by \`UPDATE_DOCS=1 npm run unit -- test/contract/cli-page\` out of src/cli/: change it there. -->

What can be done beside the issue itself: set a repository up, check a configuration before it is merged, ask why
an incident stands where it stands, try whether people can be called, take the numbers out, see a message before
anybody gets it. It acts in the name of a token's owner and never as the app; only \`init\` writes anything on GitHub,
and only \`page-test\` sends anything elsewhere.

In a clone it is \`npm run tocsin -s -- check\`. \`npm pack\` makes a package of it; where that is installed it is
\`npx tocsin check\`.

The token is taken from \`GITHUB_TOKEN\` or \`GH_TOKEN\` (\`GITHUB_TOKEN=$(gh auth token)\`), and GitHub's address
from \`GITHUB_API_URL\`: \`https://HOST/api/v3\` for an Enterprise Server. Reading wants the right to read the
repository; \`init\` the right to push. The answer goes to stdout, progress and complaints to stderr, and every verb
takes \`--json\`.`;

const exitTable = (): string =>
  [
    '| Exit code | Means |',
    '| --- | --- |',
    ...Object.values(EXITS).map(({ code, means }) => `| ${code} | ${means} |`),
  ].join('\n');

test('the page about the terminal is what the terminal says', async () => {
  const stage = await setStage({
    start: Date.parse('2026-11-23T10:00:00Z'),
    sweepEvery: 30 * DAY,
  });
  try {
    await furnish(stage);
    const chapters: string[] = [];
    for (const verb of verbs) {
      chapters.push(await chapter(verb, stage));
      if (verb.name === 'init') await live(stage);
    }
    const page = `${[INTRO, exitTable(), ...chapters].join('\n\n')}\n`;
    if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  } finally {
    await stage.close();
  }
});

test('every verb has an example', () => {
  expect(Object.keys(EXAMPLES)).toEqual(verbs.map(({ name }) => name));
});
