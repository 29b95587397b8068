import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';
import { hands } from '../../src/hands/index.ts';
import { surfaces } from '../../src/surfaces/index.ts';
import { timers } from '../../src/timers/index.ts';
import { LISTS, type List, missingFrom, type Tree, templatesMissing } from './listing.ts';
import { filesLike } from './sources.ts';

const tree: Tree = Object.fromEntries(
  filesLike('src/**/*.ts', 'test/**/*.test.ts', 'templates/*').map(({ path, text }) => [
    path,
    text,
  ]),
);
const listOf = (room: string): List => {
  const list = LISTS.find((one) => one.room === room);
  if (!list) throw new Error(`There is no list of ${room}`);
  return list;
};

describe('as it stands', () => {
  test.each(LISTS)('nothing is missing from $room', (list) => {
    expect(missingFrom(list, tree)).toEqual([]);
  });

  test.each(Object.entries({ commands, hands, timers, surfaces }))(
    'every file in %s holds what its name says',
    (room, entries) => {
      const names: readonly { readonly name: string }[] = entries;
      const files = Object.keys(tree)
        .filter((path) => path.startsWith(`src/${room}/`))
        .map((path) => path.slice(`src/${room}/`.length, -'.ts'.length))
        .filter((name) => !listOf(room).beside.includes(name));
      expect(names.map(({ name }) => name).sort()).toEqual(files);
    },
  );

  test('what is beside the entries is there', () => {
    const beside = LISTS.flatMap((list) =>
      list.beside.map((name) => `src/${list.room}/${name}.ts`),
    );
    expect(beside.filter((path) => !(path in tree))).toEqual([]);
  });

  test('every template is used, and every one that is used exists', () => {
    expect(templatesMissing(tree)).toEqual([]);
  });

  test('no two commands answer to one word', () => {
    const words = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});

describe('a stranger adds `/xyzzy`', () => {
  const FILE = 'src/commands/xyzzy.ts';
  const INDEX = 'src/commands/index.ts';
  const TEST = 'test/commands/xyzzy.test.ts';
  const index = tree[INDEX] ?? '';
  const listed = index
    .replace('import { help }', "import { xyzzy } from './xyzzy.ts';\nimport { help }")
    .replace('help] }', 'xyzzy, help] }');
  const complaints = (changes: Tree): readonly string[] => {
    const before = missingFrom(listOf('commands'), tree);
    const after = missingFrom(listOf('commands'), { ...tree, ...changes });
    return after.filter((complaint) => !before.includes(complaint));
  };

  test('the file alone: the line and the test are asked for', () => {
    expect(complaints({ [FILE]: '' })).toEqual([
      'src/commands/xyzzy.ts is in no list: add `xyzzy` to src/commands/index.ts',
      'src/commands/xyzzy.ts has no test: write test/commands/xyzzy.test.ts',
    ]);
  });

  test('the file and its import: it is in no list yet', () => {
    const imported = listed.replace('xyzzy, help', 'help');
    expect(complaints({ [FILE]: '', [TEST]: '', [INDEX]: imported })).toEqual([
      'src/commands/xyzzy.ts is in no list: add `xyzzy` to src/commands/index.ts',
    ]);
  });

  test('the file and its line: the test is asked for', () => {
    expect(complaints({ [FILE]: '', [INDEX]: listed })).toEqual([
      'src/commands/xyzzy.ts has no test: write test/commands/xyzzy.test.ts',
    ]);
  });

  test('the line alone: the file is asked for', () => {
    expect(complaints({ [INDEX]: listed })).toEqual([
      'src/commands/index.ts lists ./xyzzy.ts, and there is no such entry',
    ]);
  });

  test('all of it: nothing is', () => {
    expect(complaints({ [FILE]: '', [INDEX]: listed, [TEST]: '' })).toEqual([]);
  });
});

describe('templates', () => {
  const added = (changes: Tree): readonly string[] => {
    const before = templatesMissing(tree);
    return templatesMissing({ ...tree, ...changes }).filter((one) => !before.includes(one));
  };

  test.each<[string, Tree, string]>([
    [
      'a clock that speaks has none',
      { 'src/timers/silence.ts': "return [{ type: 'clock-ran-out', clock: name }];" },
      'src/timers/silence.ts speaks: write templates/silence.md.hbs',
    ],
    [
      'words name one that is not there',
      { 'src/surfaces/said.ts': `${tree['src/surfaces/said.ts']}\npart(\n  'greeting', {})` },
      'src/surfaces/said.ts speaks: write templates/greeting.md.hbs',
    ],
    [
      'a page names one that is not there',
      { 'src/surfaces/channel.ts': "parts: [{ template: 'channel-topic', view }]" },
      'src/surfaces/channel.ts speaks: write templates/channel-topic.md.hbs',
    ],
    [
      'nobody uses one',
      { 'templates/orphan.md.hbs': 'Alone' },
      'templates/orphan.md.hbs is used nowhere in src/surfaces or src/timers',
    ],
  ])('%s', (_what, changes, complaint) => {
    expect(added(changes)).toEqual([complaint]);
  });

  test('a clock with its template is complete', () => {
    const clock = { 'src/timers/silence.ts': "[{ type: 'clock-ran-out', clock: name }]" };
    expect(added({ ...clock, 'templates/silence.md.hbs': 'Still there?' })).toEqual([]);
  });
});
