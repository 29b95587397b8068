import { describe, expect, test } from '@jest/globals';
import { importsOf, impuritiesIn, ROOMS, trespassesIn, unshipped } from './rooms.ts';
import { filesLike } from './sources.ts';

const SOURCES = filesLike('src/**/*.ts');
const MANIFEST = filesLike('package.json')[0]?.text ?? '{}';
const { dependencies } = JSON.parse(MANIFEST) as { dependencies: Record<string, string> };

describe('the house as it stands', () => {
  test('no file imports what its room may not', () => {
    expect(SOURCES.flatMap(trespassesIn)).toEqual([]);
  });

  test('the core knows neither time nor chance nor network', () => {
    expect(SOURCES.flatMap(impuritiesIn)).toEqual([]);
  });

  test('what the server runs on is installed with it', () => {
    expect(SOURCES.flatMap((source) => unshipped(source, dependencies))).toEqual([]);
  });

  test('every file is read, and read with its imports', () => {
    expect(SOURCES.length).toBeGreaterThan(150);
    expect(SOURCES.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(500);
  });
});

describe('each rule has a case that breaks it', () => {
  const cases: readonly [path: string, text: string, complaint: string][] = [
    ['src/core/x.ts', "import { a } from '../commands/a.ts';", 'core may not import commands/a.ts'],
    ['src/core/x.ts', "import { z } from 'zod';", 'core may not import the package zod'],
    ['src/core/x.ts', "import { gzip } from 'node:zlib';", 'the package node:zlib'],
    ['src/core/x.ts', "import type { A } from '../engine.ts';", 'core may not import engine.ts'],
    ['src/commands/x.ts', "import { t } from '../timers/t.ts';", 'commands may not import timers'],
    ['src/commands/x.ts', "import 'node:fs';", 'commands may not import the package node:fs'],
    ['src/hands/x.ts', "import { c } from '../commands/c.ts';", 'hands may not import commands'],
    ['src/hands/x.ts', "import { z } from 'zod';", 'hands may not import the package zod'],
    ['src/timers/x.ts', "import { q } from '../queue/queue.ts';", 'timers may not import queue'],
    ['src/timers/x.ts', "import 'node:timers';", 'timers may not import the package node:timers'],
    [
      'src/surfaces/x.ts',
      "import { w } from '../effects/w.ts';",
      'surfaces may not import effects',
    ],
    ['src/surfaces/x.ts', "import H from 'handlebars';", 'the package handlebars'],
    ['src/render/x.ts', "import { s } from '../surfaces/s.ts';", 'render may not import surfaces'],
    ['src/render/x.ts', "import { z } from 'zod';", 'render may not import the package zod'],
    ['src/github/x.ts', "import { w } from '../effects/w.ts';", 'github may not import effects'],
    ['src/github/x.ts', "import { h } from '../queue/queue.ts';", 'github may not import queue'],
    ['src/github/x.ts', "import B from 'bottleneck';", 'the package bottleneck'],
    ['src/github/x.ts', "import { Octokit } from '@octokit/rest';", 'the package @octokit/rest'],
    ['src/notifiers/x.ts', "import { q } from '../queue/queue.ts';", 'notifiers may not import'],
    [
      'src/inbound/x.ts',
      "import { q } from '../queue/sqlite.ts';",
      'may not import queue/sqlite.ts',
    ],
    ['src/inbound/x.ts', "import { o } from '../github/observe.ts';", 'may not import github'],
    ['src/effects/x.ts', "import { o } from '../github/observe.ts';", 'may not import github'],
    [
      'src/effects/x.ts',
      "import { q } from '../queue/sqlite.ts';",
      'may not import queue/sqlite.ts',
    ],
    ['src/effects/x.ts', "import { s } from '../notifiers/slack.ts';", 'notifiers/slack.ts'],
    ['src/effects/x.ts', "import { Octokit } from '@octokit/rest';", 'the package @octokit/rest'],
    ['src/log/x.ts', "import { q } from '../queue/queue.ts';", 'log may not import queue'],
    ['src/log/redact.ts', "import { pino } from 'pino';", 'the package pino'],
    ['src/effects/x.ts', "import { openLog } from '../log/open.ts';", 'may not import log/open.ts'],
    [
      'src/metrics/x.ts',
      "import { e } from '../effects/report.ts';",
      'metrics may not import effects',
    ],
    ['src/metrics/x.ts', "import { Counter } from 'prom-client';", 'the package prom-client'],
    ['src/engine.ts', "import { Counter } from 'prom-client';", 'the package prom-client'],
    ['src/effects/x.ts', "import { o } from '../metrics/prometheus.ts';", 'metrics/prometheus.ts'],
    ['src/queue/x.ts', "import { o } from '../github/observe.ts';", 'queue may not import github'],
    [
      'src/queue/sqlite.ts',
      "import { run } from 'graphile-worker';",
      'the package graphile-worker',
    ],
    ['src/web/x.ts', "import { apply } from '../effects/apply.ts';", 'web may not import effects'],
    ['src/web/x.ts', "import { q } from '../queue/queue.ts';", 'web may not import queue'],
    ['src/cli/x.ts', "import { app } from '../app.ts';", 'cli may not import app.ts'],
    ['src/cli/x.ts', "import '../main.ts';", 'cli may not import main.ts'],
    ['src/cli/x.ts', "import { s } from '../sandbox/sandbox.ts';", 'cli may not import sandbox'],
    ['src/sandbox/x.ts', "import '../main.ts';", 'sandbox may not import main.ts'],
    ['src/engine.ts', "import { s } from './sandbox/sandbox.ts';", 'may not import sandbox'],
    ['src/main.ts', "import { z } from 'zod';", 'may not import the package zod'],
    ['src/utils/x.ts', '', 'there is no room "utils"'],
    ['src/engine.ts', "import { s } from '../test/support/s.ts';", 'leads out of src'],
  ];

  test.each(cases)('%s: %s', (path, text, complaint) => {
    expect(trespassesIn({ path, text })).toEqual([expect.stringContaining(complaint)]);
  });

  test('every room of the table is among them', () => {
    const tried = new Set(cases.map(([path]) => path.split('/').slice(1, -1).join('/')));
    const rooms = Object.keys(ROOMS).map((room) => (room === 'the doors' ? '' : room));
    expect(rooms.filter((room) => !tried.has(room))).toEqual([]);
  });

  test.each([
    ['a plain one', "import { a } from '../web/a.ts';"],
    ['over several lines', "import {\n  a,\n  type B,\n} from '../web/a.ts';"],
    ['of shapes', "import type { A } from '../web/a.ts';"],
    ['for its effect', "import '../web/a.ts';"],
    ['of everything', "import * as a from '../web/a.ts';"],
    ['passed on', "export { a } from '../web/a.ts';"],
    ['passed on whole', "export * from '../web/a.ts';"],
    ['when it runs', "const a = await import('../web/a.ts');"],
    ['behind another', "import { b } from './b.ts';\nimport { a } from '../web/a.ts';"],
  ])('an import is seen: %s', (_how, text) => {
    expect(trespassesIn({ path: 'src/effects/x.ts', text })).toEqual([
      'src/effects/x.ts: effects may not import web/a.ts',
    ]);
  });

  test.each([
    ['src/core/record.ts', "import { deflateRawSync } from 'node:zlib';"],
    ['src/github/limits.ts', "import Bottleneck from 'bottleneck';"],
    ['src/github/x.ts', "import type { Octokit } from '@octokit/rest';"],
    ['src/effects/x.ts', "import type { Notifier } from '../notifiers/notifier.ts';"],
    ['src/inbound/x.ts', "import type { Queue } from '../queue/queue.ts';"],
    ['src/queue/postgres-runner.ts', "import { run } from 'graphile-worker';"],
    ['src/web/x.ts', "import { createRenderer } from '../render/templates.ts';"],
    ['src/engine.ts', "import { readAct } from './hands/index.ts';"],
  ])('what is allowed passes: %s: %s', (path, text) => {
    expect(trespassesIn({ path, text })).toEqual([]);
  });

  test.each([
    ['const at = Date.now();', 'the clock'],
    ['const at = new Date();', 'the clock'],
    ['const id = Math.random();', 'chance'],
    ['export async function decide() {}', 'waiting'],
    ['setTimeout(() => {}, 10);', 'waiting'],
    ["fetch('https://example.com');", 'the network'],
    ['const { env } = process.release;', 'the process'],
  ])('impure: %s', (text, what) => {
    expect(impuritiesIn({ path: 'src/timers/x.ts', text })).toEqual([
      `src/timers/x.ts: timers is pure and may not touch ${what}`,
    ]);
    expect(impuritiesIn({ path: 'src/engine.ts', text })).toEqual([]);
  });

  test('words about time are no use of it', () => {
    const text = "/** async, Date.now() */\nconst why = 'await'; // setTimeout(\n";
    expect(impuritiesIn({ path: 'src/core/x.ts', text })).toEqual([]);
  });

  test('a package of the tests alone is no ground to stand on', () => {
    const text = "import { buildSchema } from 'graphql/utilities/buildASTSchema.js';";
    expect(unshipped({ path: 'src/web/x.ts', text }, { zod: '4' })).toEqual([
      'src/web/x.ts: graphql must be in "dependencies" of package.json',
    ]);
    expect(unshipped({ path: 'src/sandbox/x.ts', text }, {})).toEqual([]);
    expect(unshipped({ path: 'src/web/x.ts', text }, { graphql: '16' })).toEqual([]);
  });
});
