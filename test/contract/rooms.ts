import { posix } from 'node:path';
import type { Source } from './sources.ts';

/** What the files of a room may import beside their own room. */
interface Room {
  /** Other rooms, or single files of theirs. */
  readonly rooms: readonly string[];
  /** Packages and parts of Node. */
  readonly packages: readonly string[];
  /** Packages whose shapes may be named, nothing more. */
  readonly shapes?: readonly string[];
  /** Files of the room that may do what their neighbours may not. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
  /** No clock, no network, no randomness, no waiting. */
  readonly pure?: true;
}

const PURE: Room = { rooms: ['core'], packages: [], pure: true };

/** The files beside the rooms: they put the rooms together, and only they import one another. */
const DOORS = 'the doors';
const INNER = ['core', 'commands', 'hands', 'timers', 'surfaces', 'effects', 'github', 'notifiers'];
const ALL = [...INNER, 'inbound', 'log', 'metrics', 'queue', 'render', 'web'];

/** Who may import what. A room that is not in it has no business in `src`. */
export const ROOMS: Readonly<Record<string, Room>> = {
  core: { rooms: [], packages: [], pure: true, also: { 'record.ts': ['node:zlib'] } },
  commands: PURE,
  hands: PURE,
  timers: PURE,
  surfaces: PURE,
  render: { rooms: ['core'], packages: ['handlebars', 'node:fs', 'node:path', 'node:vm'] },
  github: {
    rooms: ['core'],
    packages: ['js-yaml', 'zod', 'mdast-util-from-markdown'],
    shapes: ['@octokit/rest', 'mdast'],
    also: { 'limits.ts': ['bottleneck'] },
  },
  notifiers: {
    rooms: ['core'],
    packages: [],
    shapes: ['@slack/web-api'],
    also: {
      'client.ts': ['@slack/web-api'],
      'email.ts': ['nodemailer', 'node:crypto', 'node:net'],
      'outgoing.ts': ['node:http', 'node:https', 'node:dns', 'node:net'],
      'public-address.ts': ['node:net'],
      'webhook.ts': ['node:crypto'],
    },
  },
  inbound: { rooms: ['core', 'queue/queue.ts'], packages: ['node:crypto'] },
  effects: {
    rooms: [
      'core',
      'log/context.ts',
      'metrics/catalogue.ts',
      'notifiers/notifier.ts',
      'queue/queue.ts',
    ],
    packages: [],
    shapes: ['@octokit/rest'],
  },
  log: {
    rooms: ['core'],
    packages: [],
    also: {
      'context.ts': ['node:async_hooks'],
      'error.ts': ['node:util'],
      'open.ts': ['pino'],
    },
  },
  metrics: { rooms: ['core'], packages: [], also: { 'prometheus.ts': ['prom-client'] } },
  queue: {
    rooms: ['core'],
    packages: ['node:sqlite', 'node:crypto', 'node:events', 'node:timers/promises'],
    shapes: ['pg'],
    also: {
      'sqlite-disk.ts': ['node:fs', 'node:util'],
      'postgres-connection.ts': ['graphile-worker', 'pg'],
      'postgres-runner.ts': ['graphile-worker'],
    },
  },
  web: { rooms: ['core', 'render'], packages: [], also: { 'metrics.ts': ['node:crypto'] } },
  cli: {
    rooms: [...ALL, 'foresee.ts', 'env.ts', 'env-values.ts', 'variables.ts', 'clock.ts'],
    packages: ['@octokit/rest', 'commander', 'node:*'],
  },
  sandbox: {
    rooms: [...ALL, 'env.ts', 'tocsin.ts', 'clock.ts'],
    packages: [
      '@octokit/*',
      'graphql',
      'js-yaml',
      'mdast-util-from-markdown',
      'pino',
      'probot',
      'unified',
      'remark-*',
      'rehype-*',
      'node:*',
    ],
    shapes: ['mdast'],
  },
  [DOORS]: { rooms: ALL, packages: ['probot', 'pino', 'node:*'] },
};

/** One import as it is written. */
interface Import {
  readonly from: string;
  readonly shapeOnly: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?from\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

/** Everything a file imports. Shapes count as imports too: they tie the rooms together as much. */
export const importsOf = (text: string): readonly Import[] => [
  ...[...text.matchAll(STATIC)].map(([, type, from = '']) => ({
    from,
    shapeOnly: type !== undefined,
  })),
  ...[...text.matchAll(DYNAMIC)].map(([, from = '']) => ({ from, shapeOnly: false })),
];

const roomOf = (path: string): string => {
  const [room = '', ...rest] = path.replace(/^src\//, '').split('/');
  return rest.length > 0 ? room : DOORS;
};

/** What a file imports that its room may not, one sentence each. */
export function trespassesIn({ path, text }: Source): readonly string[] {
  const name = roomOf(path);
  const room = ROOMS[name];
  if (!room) return [`${path}: there is no room "${name}"; test/contract/rooms.ts lists them`];
  const own = room.also?.[posix.basename(path)] ?? [];
  return importsOf(text).flatMap(({ from, shapeOnly }) => {
    if (from.startsWith('.')) return within(path, from, room);
    const packages = [...room.packages, ...own, ...(shapeOnly ? (room.shapes ?? []) : [])];
    return packages.some((pattern) => matches(pattern, from))
      ? []
      : [`${path}: ${name} may not import the package ${from}`];
  });
}

function within(path: string, from: string, room: Room): readonly string[] {
  const file = posix.join(posix.dirname(path), from);
  if (!file.startsWith('src/')) return [`${path}: ${from} leads out of src`];
  const target = file.slice('src/'.length);
  const name = roomOf(path);
  const other = roomOf(target);
  if (other === name || room.rooms.includes(other) || room.rooms.includes(target)) return [];
  return [`${path}: ${name} may not import ${target}`];
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** What would make an answer depend on more than the arguments. */
const IMPURE: Readonly<Record<string, RegExp>> = {
  'the clock': /\bDate\.now\(|\bnew Date\(\)|\bperformance\./,
  chance: /\bMath\.random\(|\brandom(?:UUID|Bytes)\b/,
  waiting: /\basync\b|\bawait\b|\bPromise[.(]|\bset(?:Timeout|Interval|Immediate)\(/,
  'the network': /\bfetch\(/,
  'the process': /\bprocess\.|\bconsole\./,
};

/** What a file of the functional core does that belongs outside of it, one sentence each. */
export function impuritiesIn({ path, text }: Source): readonly string[] {
  const name = roomOf(path);
  if (!ROOMS[name]?.pure) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'/gm, '');
  return Object.entries(IMPURE)
    .filter(([, pattern]) => pattern.test(code))
    .map(([what]) => `${path}: ${name} is pure and may not touch ${what}`);
}

/** Packages that a file outside the sandbox needs to run but that are not installed with the app. */
export function unshipped(
  { path, text }: Source,
  dependencies: Readonly<Record<string, string>>,
): readonly string[] {
  if (path.startsWith('src/sandbox/')) return [];
  return importsOf(text)
    .filter(
      ({ from, shapeOnly }) => !shapeOnly && !from.startsWith('.') && !from.startsWith('node:'),
    )
    .map(({ from }) =>
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => !(name in dependencies))
    .map((name) => `${path}: ${name} must be in "dependencies" of package.json`);
}
