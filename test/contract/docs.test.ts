import { dirname, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { outdated, surplus, withParts } from '../../src/cli/docs.ts';
import { commands } from '../../src/commands/index.ts';
import { answersOf } from '../../src/commands/refusals.ts';
import { SCHEMA_PAGE } from '../../src/github/policy-json-schema.ts';
import { VARIABLES } from '../../src/variables.ts';
import { everyFile, isThere, type Source } from './sources.ts';

const files = everyFile();
const pages = files.filter(({ path }) => path.endsWith('.md'));
const textOf = (path: string): string | null =>
  files.find((file) => file.path === path)?.text ?? null;

const { scripts } = JSON.parse(textOf('package.json') ?? '{}') as {
  scripts: Readonly<Record<string, string>>;
};

/** Links as Markdown writes them, and images; code is no link. */
const linksIn = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

const withoutCode = (text: string): string =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

/** What a page says that is not so, one sentence each. */
function untruthsIn({ path, text }: Source): readonly string[] {
  const folder = dirname(path);
  const links = linksIn(text)
    .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
    .map((target) => posix.join(folder, target.split('#')[0] ?? ''))
    .filter((target) => target !== '' && !isThere(target))
    .map((target) => `${path} links to ${target}, which is not there`);
  const named = [...text.matchAll(/(?<!-)\b(?:src|test|templates)\/[\w./<>*-]+/g)]
    .map(([name]) => name.replace(/[./]+$/, ''))
    .filter(
      (name) => !/[<>*]|\b[xy]\b|hello/.test(name) && !isThere(name) && !isThere(`${name}.test.ts`),
    )
    .map((name) => `${path} names ${name}, which is not there`);
  const run = [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
    .filter(([, script = '']) => !(script in scripts))
    .map(([command]) => `${path} says ${command}, which package.json does not have`);
  const npm = [...text.matchAll(/\bnpm (start|test)\b/g)]
    .filter(([, script = '']) => !(script in scripts))
    .map(([command]) => `${path} says ${command}, which package.json does not have`);
  return [...links, ...named, ...run, ...npm];
}

/** What is wrong with the numbers of decisions: each has one of its own, and none is left out. */
const misnumbered = (paths: readonly string[]): readonly string[] =>
  paths
    .flatMap((path) => /^docs\/inside\/decisions\/(\d{4}-.*)$/.exec(path)?.[1] ?? [])
    .sort()
    .filter((name, index) => Number(name.slice(0, 4)) !== index + 1);

describe('decisions', () => {
  test('are numbered one after the other', () => {
    expect(misnumbered(files.map(({ path }) => path))).toEqual([]);
  });

  test.each([
    ['two have one number', ['0001-a', '0002-b', '0002-c'], ['0002-c']],
    ['one is left out', ['0001-a', '0003-b'], ['0003-b']],
  ])('it is said where %s', (_, names, wrong) => {
    expect(misnumbered(names.map((name) => `docs/inside/decisions/${name}.md`))).toEqual(
      wrong.map((name) => `${name}.md`),
    );
  });
});

describe('what is generated', () => {
  test('is what the code says: `npm run docs` has nothing to write', () => {
    expect(outdated(textOf).map(({ page }) => page)).toEqual([]);
  });

  test.each([
    ['README.md', 'commands'],
    ['docs/before/install.md', 'environment'],
    ['docs/before/watching.md', 'metrics'],
  ])('%s has the place for it', (page, part) => {
    expect(textOf(page)).toContain(`<!-- generated: ${part} -->\n`);
  });

  test('the index links every command', () => {
    const index = textOf('docs/during/commands.md') ?? '';
    for (const { name, usage } of commands)
      expect(index).toContain(`[\`${usage}\`](commands/${name}.md)`);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    'the page about /%s has its usage, its examples, and what it answers when it cannot',
    (name, command) => {
      const page = textOf(`docs/during/commands/${name}.md`) ?? '';
      expect(page).toContain(`# \`${command.usage}\`\n`);
      for (const example of command.examples) expect(page).toContain(example);
      for (const { because, tryThis } of answersOf(command))
        expect(page).toContain(`: ${because}. ${tryThis}.\n`);
    },
  );

  test('there is no page about a command that is none', () => {
    expect(surplus(files.map(({ path }) => path))).toEqual([]);
    expect(surplus(['docs/during/commands/xyzzy.md', 'docs/during/commands/sev.md'])).toEqual([
      'docs/during/commands/xyzzy.md',
    ]);
  });
});

describe('the generator', () => {
  const page = 'Before\n<!-- generated: commands -->\nyesterday\n<!-- /generated -->\nAfter\n';

  test('fills what stands between its markers and touches nothing else', () => {
    const text = withParts(page);
    expect(text).toMatch(/^Before\n<!-- generated: commands -->\n\| Command \| What it does \|\n/);
    expect(text).toMatch(/\|\n<!-- \/generated -->\nAfter\n$/);
    expect(text).not.toContain('yesterday');
    for (const { usage } of commands) expect(text).toContain(`| \`${usage}\` |`);
    expect(withParts(text)).toBe(text);
  });

  test('a page with two parts gets both', () => {
    const text = withParts(`${page}${page.replace('commands', 'environment')}`);
    expect(text.split('| Command |')).toHaveLength(2);
    for (const { name } of VARIABLES) expect(text).toContain(`| \`${name}\` |`);
  });

  test('a part that nothing makes is a mistake', () => {
    expect(() => withParts(page.replace('commands', 'weather'))).toThrow('"weather"');
  });

  test('a page that has fallen behind is named, with the text it should have', () => {
    const read = (name: string) => (name === 'README.md' ? page : textOf(name));
    expect(outdated(read)).toEqual([{ page: 'README.md', text: withParts(page) }]);
    const index = { page: 'docs/during/commands.md', text: expect.stringMatching(/^# Commands\n/) };
    expect(outdated(() => null)).toContainEqual(index);
    expect(outdated(() => null)).toContainEqual({
      page: SCHEMA_PAGE,
      text: textOf(SCHEMA_PAGE),
    });
    expect(outdated(() => null)).toHaveLength(2 + commands.length);
  });
});

describe('pages', () => {
  test('name only what is there', () => {
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flatMap(untruthsIn)).toEqual([]);
  });

  test.each([
    ['See [this](gone.md).', 'docs/a.md links to docs/gone.md, which is not there'],
    ['![so](../img/gone.png)', 'docs/a.md links to img/gone.png, which is not there'],
    ['It is in `src/gone.ts`.', 'docs/a.md names src/gone.ts, which is not there'],
    ['Run `npm run gone`.', 'docs/a.md says npm run gone, which package.json does not have'],
  ])('an untruth is found: %s', (text, complaint) => {
    expect(untruthsIn({ path: 'docs/a.md', text })).toEqual([complaint]);
  });

  test.each([
    '[the engine](../src/engine.ts#L3) and [GitHub](https://github.com) and [below](#below)',
    '`src/core/` holds `src/core/plan.ts`; add `src/commands/hello.ts`',
    '```\n[a](b)\n```',
    'npm run types',
  ])('the truth passes: %s', (text) => {
    expect(untruthsIn({ path: 'docs/a.md', text })).toEqual([]);
  });
});

describe('nothing of one machine is in the repository', () => {
  /** Put together, so that this file is clean of them itself. */
  const FORBIDDEN = [
    ['/wo', 'rk/'],
    ['/tm', 'p/h-'],
    ['/ho', 'me/'],
    ['/Us', 'ers/'],
    ['/ro', 'ot/'],
  ].map((halves) => halves.join(''));

  const tracesIn = ({ path, text }: Source): readonly string[] => [
    ...FORBIDDEN.filter((word) => text.includes(word)).map((word) => `${path} says ${word}`),
    ...(path === 'package-lock.json' ? foreignHostsIn(text) : []),
  ];

  /** Where packages come from: a lock file must not tie anybody to somebody's mirror. */
  const foreignHostsIn = (text: string): readonly string[] => [
    ...new Set(
      [...text.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)]
        .map(([, host = '']) => host)
        .map((host) => `package-lock.json takes packages from ${host}`),
    ),
  ];

  test('neither in sources nor in pages', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(tracesIn)).toEqual([]);
  });

  test('a trace is found', () => {
    expect(tracesIn({ path: 'docs/a.md', text: `cd ${FORBIDDEN[0]}tocsin` })).toHaveLength(1);
    const text = '"resolved": "https://mirror.example.com/zod/-/zod-4.6.7.tgz"';
    expect(tracesIn({ path: 'package-lock.json', text })).toEqual([
      'package-lock.json takes packages from mirror.example.com',
    ]);
    expect(tracesIn({ path: 'docs/a.md', text })).toEqual([]);
  });
});
