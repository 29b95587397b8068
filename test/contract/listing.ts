/** One list of the house: a folder in which a file is a thing, and an index that names them all. */
export interface List {
  readonly room: string;
  /** Files of the room that are no entries: the contract, the list itself, what entries share. */
  readonly beside: readonly string[];
  /** Whether each entry has a test of its own name. */
  readonly tested: boolean;
}

export const LISTS: readonly List[] = [
  {
    room: 'commands',
    beside: [
      'command',
      'dating',
      'edited',
      'giving',
      'index',
      'naming',
      'parse',
      'read',
      'refusals',
      'situations',
    ],
    tested: true,
  },
  { room: 'hands', beside: ['hand', 'index'], tested: false },
  { room: 'timers', beside: ['timer', 'index'], tested: true },
  // What a destination is made of stands in a folder of its name.
  {
    room: 'notifiers',
    beside: [
      ...['answer', 'attempts', 'hands', 'index', 'notifier', 'rosters', 'wording'],
      ...['pagerduty/api', 'pagerduty/event', 'pagerduty/incidents', 'pagerduty/on-call'],
      ...[
        'slack/card',
        'slack/channel',
        'slack/client',
        'slack/keep',
        'slack/message',
        'slack/people',
        'slack/text',
      ],
      ...['webhook/format', 'webhook/outgoing', 'webhook/public-address'],
    ],
    tested: true,
  },
  // The card is written by saving the record; `opened`, `said`, `summary` and `telling` are what other surfaces say.
  {
    room: 'surfaces',
    beside: ['index', 'card', 'opened', 'said', 'said-of-calls', 'summary', 'telling'],
    tested: true,
  },
];

/** Paths from the root with their text; a test's text does not matter. */
export type Tree = Readonly<Record<string, string>>;

/** What is missing between the files of a room and its list, each with what to do about it. */
export function missingFrom({ room, beside, tested }: List, tree: Tree): readonly string[] {
  const index = `src/${room}/index.ts`;
  const listed = entriesOf(tree[index] ?? '');
  const files = Object.keys(tree)
    .filter((path) => path.startsWith(`src/${room}/`) && path.endsWith('.ts'))
    .map((path) => path.slice(`src/${room}/`.length, -'.ts'.length))
    .filter((name) => !beside.includes(name));
  return [
    ...files
      .filter((name) => !listed.has(name))
      .map((name) => `src/${room}/${name}.ts is in no list: add \`${asName(name)}\` to ${index}`),
    ...[...listed.keys()]
      .filter((name) => !files.includes(name))
      .map((name) => `${index} lists ./${name}.ts, and there is no such entry`),
    ...(tested ? files : [])
      .filter((name) => !(`test/${room}/${name}.test.ts` in tree))
      .map((name) => `src/${room}/${name}.ts has no test: write test/${room}/${name}.test.ts`),
  ];
}

const IMPORT = /^import \{ ([^}]+) \} from '\.\/([\w-]+)\.ts';$/gm;

/** Files that an index imports something from that then stands in its list, too. */
function entriesOf(index: string): ReadonlyMap<string, string> {
  const list = index.replaceAll(/^import .*$/gm, '');
  const entries = new Map<string, string>();
  for (const [, names = '', file = ''] of index.matchAll(IMPORT)) {
    const used = names.split(', ').find((name) => new RegExp(`\\b${name}\\b,?`).test(list));
    if (used && !names.startsWith('type ')) entries.set(file, used);
  }
  return entries;
}

/** What an entry is called in code: `update-overdue` is `updateOverdue`. */
const asName = (file: string): string =>
  file.replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

/** Templates that pure code names: `part('page', …)`, `template: 'card'`. */
const NAMED = /\bpart\(\s*'([\w-]+)'|\btemplate: '([\w-]+)'/g;
/** A clock that runs out speaks with the template of its own name. */
const SPEAKS = /type: 'clock-ran-out'/;

/** What is missing between the code and `templates/`. */
export function templatesMissing(tree: Tree): readonly string[] {
  const sources = Object.entries(tree).filter(([path]) => /^src\/(surfaces|timers)\//.test(path));
  const have = Object.keys(tree).flatMap(
    (path) => /^templates\/(.+)\.md\.hbs$/.exec(path)?.[1] ?? [],
  );
  const speaking = sources.flatMap(([path, text]) => {
    const name = /^src\/timers\/(.+)\.ts$/.exec(path)?.[1];
    return name && SPEAKS.test(text) ? [{ name, path }] : [];
  });
  const named = sources.flatMap(([path, text]) =>
    [...text.matchAll(NAMED)].map(([, said, shown]) => ({ name: said ?? shown ?? '', path })),
  );
  const words = new Set([...speaking.map(({ name }) => name), ...quotedIn(sources)]);
  return [
    ...[...speaking, ...named]
      .filter(({ name }) => !have.includes(name))
      .map(({ name, path }) => `${path} speaks: write templates/${name}.md.hbs`),
    ...have
      .filter((name) => !words.has(name))
      .map((name) => `templates/${name}.md.hbs is used nowhere in src/surfaces or src/timers`),
  ];
}

/** Every quoted word of what is said: `templateOf` answers a name without either form. */
const quotedIn = (sources: readonly (readonly [string, string])[]): readonly string[] =>
  sources
    .filter(([path]) => path.startsWith('src/surfaces/'))
    .flatMap(([, text]) => [...text.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word));
