import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { openPostgresQueue } from '../../src/queue/postgres.ts';
import type { Job, Lease, Queue } from '../../src/queue/queue.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { aLetter, aNudge, recordingLog, until } from '../support/queue-contract.ts';

const sleeps = { wakeAt: null };
const QUICK = { beatEvery: 100, silence: 1_500 };
let postgres: Postgres;
let url: string;
let count = 0;
const opened: Queue[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
beforeEach(async () => {
  count += 1;
  url = await postgres.database(`cluster-${count}`);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close()));
});
afterAll(() => postgres.close());

/** One more server on the same database. */
async function server(options: Partial<Parameters<typeof openPostgresQueue>[0]> = QUICK) {
  const log = recordingLog();
  const queue = await openPostgresQueue({ url, clock: systemClock, log, ...options });
  opened.push(queue);
  return { queue, log };
}

const KEPT = { card: { node: 'IC_1', comment: 11 }, revision: 1, text: 'one' };

test('servers that start at once on an empty database make one store', async () => {
  const servers = await Promise.all([server(), server(), server()]);
  expect(new Set(servers.map(({ queue }) => queue.instance)).size).toBe(1);
  expect(new Set(servers.map(({ queue }) => queue.bornAt)).size).toBe(1);
});

test('over all servers an issue has one pass at a time, and each letter meets one', async () => {
  const servers = await Promise.all([server(), server(), server()]);
  const running = new Set<number>();
  const met = new Set<string>();
  const who = new Set<number>();
  let overlaps = 0;
  for (const [index, { queue }] of servers.entries())
    queue.work(async ({ issue, letters }) => {
      if (running.has(issue)) overlaps += 1;
      running.add(issue);
      who.add(index);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(issue);
      for (const { id } of letters) met.add(`${issue} ${id}`);
      return sleeps;
    });
  const nudges = Array.from({ length: 60 }, (_, index) => {
    const { queue } = servers[index % 3] ?? servers[0];
    // More issues than one server works on at the same time.
    return queue.nudge(aNudge(index % 12), aLetter(`${index}`));
  });
  await Promise.all(nudges);
  await until(() => met.size === 60 && running.size === 0);
  expect(overlaps).toBe(0);
  expect(who.size).toBeGreaterThan(1);
});

test('one of all leads, and when it goes another does', async () => {
  const [first, second] = [await server(), await server()];
  expect([await first.queue.leads(), await second.queue.leads()]).toEqual([true, false]);
  expect([await first.queue.leads(), await second.queue.leads()]).toEqual([true, false]);
  await first.queue.close();
  expect(await second.queue.leads()).toBe(true);
});

test('each knows how many they are, once it works', async () => {
  const servers = [await server(), await server(), await server()];
  for (const { queue } of servers) queue.work(async () => sleeps);
  await until(() => servers.every(({ queue }) => queue.servers() === 3));
  await servers[0]?.queue.close();
  await until(() => servers.slice(1).every(({ queue }) => queue.servers() === 2));
});

describe('a server that dies', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  test('in the middle of a pass: another one makes it again, with all that was in it', async () => {
    const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const program = `
      import { openPostgresQueue } from ${from('../../src/queue/postgres.ts')};
      import { systemClock } from ${from('../../src/clock.ts')};
      const queue = await openPostgresQueue({
        url: ${JSON.stringify(url)}, clock: systemClock, log: { warn() {}, error() {} },
        ...${JSON.stringify(QUICK)},
      });
      queue.work(() => { console.log('running'); return new Promise(() => {}); });
      console.log('ready');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
    children.push(child);
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => lines.push(line));
    await until(() => lines.includes('ready'));
    const { queue, log } = await server();
    await queue.nudge(aNudge(5, { asOf: 7 }), aLetter('a'));
    await until(() => lines.includes('running'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // What comes while the dead one's lock stands waits for it.
    await queue.nudge(aNudge(5), aLetter('b'));
    const jobs: Job[] = [];
    queue.work(async (job) => {
      jobs.push(job);
      return sleeps;
    });
    await until(() => jobs.length > 0);
    expect(jobs[0]).toMatchObject({ issue: 5, asOf: 7, letters: [aLetter('a'), aLetter('b')] });
    expect(log.warnings.map(({ message }) => message)).toContain(
      'took the issues of servers that fell silent',
    );
    await until(() => queue.idle());
    expect(jobs).toHaveLength(1);
  });
});

describe('a server that falls silent and lives on', () => {
  test('loses its issue: its lease says so, its card is refused, its end changes nothing', async () => {
    // Its beats come too late by far, and it has no hands free for what was taken from it.
    const silent = await server({ beatEvery: 60_000, silence: 120_000, concurrency: 1 });
    const end = Promise.withResolvers<void>();
    const outcomes: unknown[] = [];
    let lease: Lease | null = null;
    silent.queue.work(async (job, held) => {
      lease = held;
      outcomes.push(held.holds());
      await end.promise;
      outcomes.push(await silent.queue.keep(job, KEPT).catch((error: unknown) => String(error)));
      outcomes.push(held.holds());
      return { wakeAt: 1 };
    });
    await silent.queue.nudge(aNudge(5), aLetter('a'));
    await until(() => lease !== null);
    await new Promise((resolve) => setTimeout(resolve, QUICK.silence));

    const other = await server();
    const jobs: Job[] = [];
    const passes = { running: Promise.withResolvers<void>() };
    other.queue.work(async (job) => {
      await other.queue.keep(job, { ...KEPT, revision: 2 });
      jobs.push(job);
      await passes.running.promise;
      return sleeps;
    });
    await until(() => jobs.length === 1);
    end.resolve();
    await until(() => outcomes.length === 3);
    expect(outcomes).toEqual([true, expect.stringContaining('another server has issue 5'), false]);
    passes.running.resolve();
    await until(() => silent.log.warnings.length > 0);
    expect(await other.queue.kept(aNudge(5))).toMatchObject({ revision: 2 });
    await until(() => other.queue.idle());
    expect(jobs).toHaveLength(1);
  });

  test('does not trust a lease that it could not renew', async () => {
    const { queue } = await server({ beatEvery: 1_000, silence: 1_100 });
    let lease: Lease | null = null;
    const end = Promise.withResolvers<void>();
    queue.work(async (_job, held) => {
      lease = held;
      await end.promise;
      return sleeps;
    });
    await queue.nudge(aNudge(5));
    const holds = () => lease?.holds() ?? null;
    await until(() => holds() !== null);
    // A beat holds for the silence less one beat: a tenth of a second here, until the next.
    await until(() => holds() === false);
    await until(() => holds() === true);
    end.resolve();
  });
});

test('while the database is away nothing is stored, and when it is back work goes on', async () => {
  const { queue } = await server();
  const jobs: Job[] = [];
  queue.work(async (job) => {
    jobs.push(job);
    return { wakeAt: null };
  });
  await queue.nudge(aNudge(1));
  await until(() => jobs.length === 1 && queue.idle());
  await postgres.crash();
  await expect(queue.nudge(aNudge(2))).rejects.toThrow();
  await postgres.start();
  const stored = async (): Promise<boolean> => queue.nudge(aNudge(3)).catch(stored);
  await stored();
  await until(() => jobs.some(({ issue }) => issue === 3));
  expect(jobs.map(({ issue }) => issue)).not.toContain(2);
  await until(() => queue.idle());
});

describe('a database it must not use', () => {
  test('of a newer version', async () => {
    await (await server()).queue.close();
    await postgres.ask(`cluster-${count}`, 'INSERT INTO tocsin.steps VALUES (99)');
    await expect(server()).rejects.toThrow('made by a newer version of this app (schema 99;');
  });

  test('that is not there', async () => {
    url = postgres.urlOf('nowhere');
    await expect(server()).rejects.toThrow('The database of DATABASE_URL cannot be used');
    url = 'postgres://postgres@127.0.0.1:1/x';
    await expect(server()).rejects.toThrow('cannot be used');
  });
});

test('nobody can work at once with less than one issue', async () => {
  const options = { url, clock: systemClock, log: recordingLog(), concurrency: 0 };
  await expect(openPostgresQueue(options)).rejects.toThrow('whole number from 1 up');
});
