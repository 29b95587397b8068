import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/clock.ts';
import { HOUR, SECOND } from '../src/core/time.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { noteSeen } from '../src/seen.ts';
import { type Figure, quantile, type Row } from './figure.ts';
import { type Asked, startGitHub } from './github.ts';
import { type Played, playOne, type Repository } from './one-incident.ts';
import { inFolder, type Server, startEmptyApp, startTocsin } from './servers.ts';

const INSTALLATIONS = 50;
const REPOSITORIES = 500;
const INCIDENTS = 10_000;
/** So many clocks run out while it is watched, one after the other. */
const CLOCKS = 400;
const WATCHED = 20 * SECOND;
/** The start, with all that it asks, is over before the first of them. */
const STARTS = 15 * SECOND;
const IDLE = 10 * SECOND;
/** V8 tidies up for a while after there was much to do. */
const SETTLES = 8 * SECOND;
const TOUCHED = '2026-11-23T10:00:00Z';

export const many: Figure = {
  name: 'many',
  about: `${INCIDENTS.toLocaleString('en')} open incidents in ${REPOSITORIES} repositories of ${INSTALLATIONS} installations stand in the queue of a server that starts again; ${CLOCKS} of their clocks run out in ${WATCHED / SECOND} s, each at a time of its own; the baseline is a Probot app that does nothing, and of clocks, timers of Node's in a process that does nothing else`,
  measure: () => inFolder(measured),
};

const repositories = Array.from(
  { length: REPOSITORIES },
  (_, index): Repository => ({ id: 1_000 + index, owner: 'acme', name: `shop-${index}` }),
);
const installationOf = ({ id }: Repository): number => 1 + ((id - 1_000) % INSTALLATIONS);

/** Writes the queue's file as a server leaves it that has looked at all of them. Answers when which clock runs out. */
async function furnish(file: string, played: Played): Promise<ReadonlyMap<string, number>> {
  const log = { warn: () => {}, error: () => {} };
  const queue = openSqliteQueue({ file, clock: systemClock, log, concurrency: 200 });
  const began = Date.now() + STARTS + FURNISHING;
  const due = new Map<string, number>();
  queue.work(async (job) => {
    await queue.keep(job, played.kept(job.repository));
    await noteSeen(queue, job, { updatedAt: Date.parse(TOUCHED), now: Date.now() });
    if (job.issue > 1 || due.size >= CLOCKS) return { wakeAt: Date.now() + 20 * HOUR };
    const at = began + Math.round((due.size * WATCHED) / CLOCKS);
    due.set(job.repository.name, at);
    return { wakeAt: at };
  });
  for (const repository of repositories)
    await Promise.all(
      Array.from({ length: INCIDENTS / REPOSITORIES }, (_, index) =>
        queue.nudge({
          installation: installationOf(repository),
          repository,
          issue: index + 1,
          asOf: null,
        }),
      ),
    );
  while (!queue.idle()) await pause(10);
  await queue.close();
  return due;
}
/** Longer than that takes. */
const FURNISHING = 20 * SECOND;

async function measured(folder: string): Promise<readonly Row[]> {
  const played = await playOne();
  const due = await furnish(join(folder, 'queue.sqlite'), played);
  const late: number[] = [];
  const github = await startGitHub({
    answer: (asked) => {
      if (asked.route !== 'GraphQL Snapshot') return answerTo(asked, played);
      const { repo } = variablesOf(asked);
      late.push(Date.now() - (due.get(repo) ?? Number.NaN));
      return played.answer(named(repo));
    },
  });
  const compiled = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
  await startedBefore(compiled);
  const empty = await startEmptyApp();
  const tocsin = await startTocsin({ ...github.env, ...compiled, TOCSIN_DATA: folder });
  try {
    while ((github.asked.get('GraphQL Sweep') ?? 0) < INSTALLATIONS) await pause(10);
    await pause(2 * SECOND);
    if (late.length > 0) throw new Error('clocks ran out before the start was over');
    const requests = [...github.asked.values()].reduce((sum, count) => sum + count, 0);
    const started = { ours: tocsin.cpu(), baseline: empty.cpu() };
    const atRest = { ours: tocsin.memory(), baseline: empty.memory() };
    const timers = lateTimers([...due.values()]);
    await pause(Math.max(...due.values()) - Date.now() + 2 * SECOND);
    unexpected(github.asked);
    await pause(SETTLES);
    const idle = await idling(tocsin, empty);
    const against = (what: string, unit: string, pair: { ours: number; baseline: number }) => ({
      what,
      unit,
      ...pair,
      // What is too little to be counted is no measure.
      ratio: pair.baseline > 0 ? pair.ours / pair.baseline : null,
    });
    const memory = { ours: tocsin.memory(), baseline: empty.memory() };
    const lateness = { ours: quantile(late, 0.99), baseline: quantile(await timers, 0.99) };
    return [
      {
        what: 'requests of a restart',
        unit: '',
        ours: requests,
        ...alone,
        aim: { of: 'ours', most: 300 },
      },
      against('processor time of a restart', 's', started),
      { ...against('memory', 'MB', atRest), aim: { of: 'ours', most: 200 } },
      { ...against('memory after those clocks', 'MB', memory), aim: { of: 'ours', most: 200 } },
      against('processor time while nothing happens', 'ms/s', idle),
      {
        what: 'clocks that rang',
        unit: '',
        ours: late.length,
        ...alone,
        aim: { of: 'ours', least: CLOCKS },
      },
      against('lateness of clocks, p99', 'ms', lateness),
    ];
  } finally {
    await tocsin.stop();
    await empty.stop();
    await github.close();
  }
}

/** It starts again: an earlier start, where it had nothing to do, has compiled it. */
async function startedBefore(compiled: Readonly<Record<string, string>>): Promise<void> {
  const github = await startGitHub({ answer: () => undefined });
  const tocsin = await startTocsin({ ...github.env, ...compiled });
  await pause(2 * SECOND);
  await tocsin.stop();
  await github.close();
}

const alone = { baseline: null, ratio: null };

/** What both use of the processors in a second in which nothing happens, in ms. */
async function idling(tocsin: Server, empty: Server) {
  const before = [tocsin.cpu(), empty.cpu()] as const;
  await pause(IDLE);
  const perSecond = (now: number, then: number) => ((now - then) / IDLE) * SECOND * 1_000;
  return { ours: perSecond(tocsin.cpu(), before[0]), baseline: perSecond(empty.cpu(), before[1]) };
}

/** How late Node itself is, in the process that watches. */
const lateTimers = (times: readonly number[]): Promise<readonly number[]> =>
  Promise.all(
    times.map(async (at) => {
      await pause(at - Date.now());
      return Date.now() - at;
    }),
  );

/** Nothing is to be done to any of them: whatever is asked beside that means that something else was measured. */
function unexpected(asked: ReadonlyMap<string, number>): void {
  const other = [...asked.keys()].filter((route) => /^(POST|PATCH|PUT|DELETE) /.test(route));
  const writes = other.filter((route) => !route.endsWith('/access_tokens'));
  if (writes.length > 0) throw new Error(`something was written: ${writes.join(', ')}`);
}

const named = (name: string): Repository => {
  const found = repositories.find((repository) => repository.name === name);
  if (!found) throw new Error(`nobody has heard of ${name}`);
  return found;
};

function variablesOf({ body }: Asked): { readonly repo: string } {
  const { variables } = body as { variables: { repo: string } };
  return variables;
}

function answerTo({ route, token, body }: Asked, { bot }: Played): unknown {
  if (route.startsWith('GET /app/installations?'))
    return Array.from({ length: INSTALLATIONS }, (_, index) => ({
      id: index + 1,
      account: { login: 'acme' },
      suspended_at: null,
    }));
  if (route.startsWith('GET /installation/repositories')) {
    const mine = repositories.filter((one) => token === `ghs_${installationOf(one)}`);
    return {
      total_count: mine.length,
      repositories: mine.map(({ owner, name }) => ({ full_name: `${owner}/${name}` })),
    };
  }
  if (route.startsWith('GET /users/')) return { id: bot, login: 'tocsin[bot]' };
  if (route.startsWith('GET /app/hook/deliveries')) return [];
  if (route === 'GraphQL Sweep') return { data: sweep(String(body.query)) };
  return undefined;
}

function sweep(query: string): object {
  const asked = query.matchAll(/(r\d+): repository\(owner: "acme", name: "([^"]+)"\)/g);
  const numbers = Array.from({ length: INCIDENTS / REPOSITORIES }, (_, index) => index + 1);
  const parts = [...asked].map(([, part = '', name = '']) => [
    part,
    {
      nameWithOwner: `acme/${name}`,
      databaseId: named(name).id,
      form: null,
      label: { name: 'incident' },
      incidents: { nodes: numbers.map((number) => ({ number, updatedAt: TOUCHED })) },
      postmortems: { nodes: [] },
    },
  ]);
  return Object.fromEntries(parts);
}
