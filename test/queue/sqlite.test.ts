import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { type Clock, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import {
  aLetter,
  aNudge,
  queueContract,
  quiet,
  recordingLog,
  START,
  tick,
  until,
} from '../support/queue-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-queue-'));
afterAll(() => rmSync(folder, { recursive: true }));

queueContract('sqlite', {
  open: async ({ store, ...options }) => openSqliteQueue({ ...options, file: join(folder, store) }),
  moment: async () => {
    for (let turn = 0; turn < 5; turn += 1) await tick();
  },
  histories: 60,
});

const sleeps = { wakeAt: null };

function open(file: string, clock = new WoundClock(START)) {
  const log = recordingLog();
  return { queue: openSqliteQueue({ file, clock, log }), clock, log };
}

describe('another process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Runs `body` in a process of its own that has `queue` open and answers its printed lines. */
  function elsewhere(file: string, body: string) {
    const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const program = `
      import { writeSync } from 'node:fs';
      import { openSqliteQueue } from ${from('../../src/queue/sqlite.ts')};
      import { WoundClock } from ${from('../../src/sandbox/wound-clock.ts')};
      const log = { warn() {}, error() {} };
      const say = (line) => writeSync(1, line + '\\n');
      const nudge = (issue, asOf = null) =>
        ({ installation: 1, repository: { id: 7, owner: 'acme', name: 'shop' }, issue, asOf });
      const letter = (id) => ({ id, at: ${START}, body: '{"says":"' + id + '"}' });
      const queue = openSqliteQueue({ file: ${JSON.stringify(file)}, clock: new WoundClock(${START}), log });
      setInterval(() => {}, 1_000_000);
      ${body}`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
    children.push(child);
    const lines: string[] = [];
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    const reader = createInterface(child.stdout);
    reader.on('line', (line) => lines.push(line));
    const closed = once(child, 'close');
    const says = async (wanted: string) => {
      while (!lines.includes(wanted)) {
        const ended = await Promise.race([once(reader, 'line').then(() => false), closed]);
        if (ended && !lines.includes(wanted)) throw new Error(errors.join(''));
      }
    };
    const kill = async () => {
      child.kill('SIGKILL');
      await closed;
    };
    return { lines, says, kill };
  }

  test('killed in the middle of a pass: all that was pending or due runs again', async () => {
    const file = join(folder, 'killed-in-a-pass');
    const { says, kill, lines } = elsewhere(
      file,
      `
      queue.work(async ({ issue }) => {
        if (issue === 1) return { wakeAt: ${START + MINUTE} };
        say('running');
        await queue.nudge(nudge(2, ${START + 1}), letter('during'));
        await queue.keep(nudge(2), { card: { node: 'IC_1', comment: 11 }, revision: 3, text: 'card' });
        await queue.intend(nudge(2), 'page', ${START});
        say(queue.instance);
        say('hanging');
        return new Promise(() => {});
      });
      await queue.nudge(nudge(1));
      await queue.nudge(nudge(2, ${START + 5}), letter('before'));`,
    );
    await says('hanging');
    await kill();

    const { queue, clock } = open(file);
    expect(lines).toContain(queue.instance);
    expect(await queue.kept(aNudge(2))).toMatchObject({ revision: 3, text: 'card' });
    expect(await queue.intend(aNudge(2), 'page', START + 9)).toMatchObject({ at: START });
    const jobs: Job[] = [];
    queue.work(async (job) => {
      jobs.push(job);
      return sleeps;
    });
    await quiet(queue);
    expect(jobs).toEqual([
      {
        ...aNudge(2, { asOf: START + 5 }),
        letters: [aLetter('before'), aLetter('during')],
        failures: 0,
      },
    ]);
    clock.windTo(START + MINUTE);
    await quiet(queue);
    expect(jobs[1]?.issue).toBe(1);
    await queue.close();
  });

  test('killed while nudges stream in: every nudge that was answered is there', async () => {
    const file = join(folder, 'killed-in-a-stream');
    const { says, kill, lines } = elsewhere(
      file,
      `for (let i = 0; ; i++) {
        await queue.nudge(nudge(1), letter('l' + i));
        say('l' + i);
      }`,
    );
    await says('l40');
    await kill();
    const { queue } = open(file);
    const stored: string[] = [];
    queue.work(async ({ letters }) => {
      stored.push(...letters.map(({ id }) => id));
      return sleeps;
    });
    await quiet(queue);
    expect(lines.length).toBeGreaterThan(40);
    expect(stored).toEqual(expect.arrayContaining(lines));
    // The one that was being stored when the process died may be there or not.
    expect(stored.length - lines.length).toBeLessThanOrEqual(1);
    await queue.close();
  });

  test('is refused while the file is open here, even before anything was stored', async () => {
    const file = join(folder, 'busy');
    const { queue } = open(file);
    await expect(elsewhere(file, "say('open');").says('open')).rejects.toThrow(
      `The queue file ${file} is in use by another process. Stop that process first`,
    );
    await queue.close();
    await elsewhere(file, "say('open');").says('open');
    expect(() => open(file)).toThrow('in use by another process');
  });
});

describe('a file it must not use', () => {
  async function database(name: string, change: string): Promise<string> {
    const file = join(folder, name);
    await open(file).queue.close();
    const db = new DatabaseSync(file);
    db.exec(change);
    db.close();
    return file;
  }

  test('a newer schema', async () => {
    const file = await database('newer', "UPDATE store SET value = '2' WHERE name = 'schema'");
    expect(() => open(file)).toThrow(
      `The queue file ${file} was written by a newer version of this app (schema 2; this one knows up to 1)`,
    );
  });

  test("another program's database", () => {
    const file = join(folder, 'foreign');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE customers (name TEXT)');
    db.close();
    expect(() => open(file)).toThrow(`${file} is another program's database`);
  });

  test('no database at all', () => {
    const file = join(folder, 'text');
    writeFileSync(file, 'Dear diary, '.repeat(500));
    expect(() => open(file)).toThrow(`${file} is not an SQLite database`);
  });

  test('a folder that is not there', () => {
    expect(() => open(join(folder, 'nowhere', 'queue'))).toThrow('Its folder must exist');
  });
});

describe('commits', () => {
  /** A folder's worth of webhooks at once, each with its letter. */
  const burst = (queue: Queue, count: number) =>
    Array.from({ length: count }, (_, issue) => queue.nudge(aNudge(issue + 1), aLetter('a')));

  test('what was answered survives the process, also where room was made in the log', async () => {
    const file = join(folder, 'burst');
    const { queue } = open(file);
    const before = statSync(`${file}-wal`).size;
    await Promise.all(burst(queue, 200));
    await queue.nudge(aNudge(201));
    expect(statSync(`${file}-wal`).size - before).toBeGreaterThan(10_000_000);
    // What a process leaves that is killed here.
    for (const part of ['', '-wal']) copyFileSync(file + part, join(folder, `burst-copy${part}`));
    await queue.close();
    const { queue: again } = open(join(folder, 'burst-copy'));
    const issues = new Set<number>();
    again.work(async ({ issue }) => {
      issues.add(issue);
      return sleeps;
    });
    await quiet(again);
    expect(issues.size).toBe(201);
    await again.close();
  });

  test('one that cannot be stored fails alone', async () => {
    const { queue } = open(':memory:');
    const broken = aNudge(2, { installation: Number.NaN });
    const answers = await Promise.allSettled([
      queue.nudge(aNudge(1)),
      queue.nudge(broken),
      queue.nudge(aNudge(3)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const issues: number[] = [];
    queue.work(async ({ issue }) => {
      issues.push(issue);
      return sleeps;
    });
    await quiet(queue);
    expect(issues).toEqual([1, 3]);
    await queue.close();
  });

  test('where the disk refuses, all of them hear it', async () => {
    const file = join(folder, 'full');
    await open(file).queue.close();
    const db = new DatabaseSync(file);
    db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON letters BEGIN SELECT RAISE(ROLLBACK, 'full'); END`,
    );
    db.close();
    const { queue } = open(file);
    const answers = await Promise.allSettled([queue.nudge(aNudge(1)), ...burst(queue, 2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await queue.nudge(aNudge(9));
    await queue.close();
  });

  test('closing stores what was waiting', async () => {
    const file = join(folder, 'closing');
    const { queue } = open(file);
    const answers = burst(queue, 3);
    await queue.close();
    await Promise.all(answers);
    const again = open(file).queue;
    expect(again.idle()).toBe(false);
    await again.close();
  });
});

describe('its own ways', () => {
  test('nobody can work at once with less than one issue', () => {
    const options = { file: ':memory:', clock: new WoundClock(START), log: recordingLog() };
    expect(() => openSqliteQueue({ ...options, concurrency: 0 })).toThrow('whole number from 1 up');
  });

  test('in memory it works the same', async () => {
    const { queue } = open(':memory:');
    const issues: number[] = [];
    queue.work(async ({ issue }) => {
      issues.push(issue);
      return sleeps;
    });
    await queue.nudge(aNudge(5));
    await quiet(queue);
    expect(issues).toEqual([5]);
    await queue.close();
  });

  test('a clock that is set back skips no due time', async () => {
    const wound = new WoundClock(START);
    let back = 0;
    const clock: Clock = {
      now: () => wound.now() - back,
      sleep: (length) => wound.sleep(length),
      at: (when, run) => wound.at(when + back, run),
    };
    const queue = openSqliteQueue({ file: ':memory:', clock, log: recordingLog() });
    const passes: number[] = [];
    queue.work(async () => {
      passes.push(clock.now());
      return passes.length === 2 ? { wakeAt: START + MINUTE } : sleeps;
    });
    wound.windTo(START + HOUR);
    await queue.nudge(aNudge(5));
    await quiet(queue);
    back = HOUR;
    await queue.nudge(aNudge(5));
    await quiet(queue);
    wound.windTo(START + HOUR + MINUTE);
    await quiet(queue);
    expect(passes).toEqual([START + HOUR, START, START + MINUTE]);
    await queue.close();
  });

  test('a sick disk is an error in the log and a rest, and loses nothing', async () => {
    const file = join(folder, 'sick');
    await open(file).queue.close();
    const db = new DatabaseSync(file);
    db.exec(`CREATE TRIGGER sick BEFORE DELETE ON nudges
      WHEN EXISTS (SELECT 1 FROM facts WHERE name = 'disk' AND value = 'sick')
      BEGIN SELECT RAISE(ABORT, 'the disk is sick'); END`);
    db.close();
    const { queue, clock, log } = open(file);
    const asOf: unknown[] = [];
    queue.work(async (job) => {
      asOf.push(job.asOf);
      return sleeps;
    });
    await queue.remember('disk', 'sick');
    await queue.nudge(aNudge(5, { asOf: START }));
    const restsUntil = async (seconds: number) => {
      await until(() => clock.next() !== null);
      expect(clock.next()).toBe(START + seconds * SECOND);
      clock.windTo(START + seconds * SECOND);
    };
    await restsUntil(5);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await queue.remember('disk', 'well');
    await restsUntil(10);
    await quiet(queue);
    expect(asOf).toEqual([START, START, START]);
    expect(log.errors).toHaveLength(2);
    expect(log.errors[0]?.fields.err).toEqual(
      expect.objectContaining({ message: 'the disk is sick' }),
    );
    expect(clock.next()).toBeNull();
    await queue.close();
  });
});
