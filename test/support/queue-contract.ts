import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Clock, DAY, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Job, Letter, Nudge, Queue } from '../../src/queue/queue.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';

type Line = { readonly fields: Readonly<Record<string, unknown>>; readonly message: string };

/** A log that remembers what it was told. */
export function recordingLog() {
  const warnings: Line[] = [];
  const errors: Line[] = [];
  return {
    warnings,
    errors,
    warn: (fields: Line['fields'], message: string) => void warnings.push({ fields, message }),
    error: (fields: Line['fields'], message: string) => void errors.push({ fields, message }),
  };
}

interface OpenOptions {
  /** Names a store: the same name, once closed, opens what was stored under it before. */
  readonly store: string;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly log: ReturnType<typeof recordingLog>;
}

export const START: Instant = Date.parse('2026-11-23T10:00:00Z');

export function aNudge(issue: number, changes: Partial<Nudge> = {}): Nudge {
  const repository = { id: 7, owner: 'acme', name: 'shop' };
  return { installation: 1, repository, issue, asOf: null, ...changes };
}

export const aLetter = (id: string): Letter => ({ id, at: START, body: `{"says":"${id}"}` });

export const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function until(holds: () => boolean): Promise<void> {
  // Whoever waits for long lets others have the machine.
  for (let turn = 0; !holds(); turn += 1) await (turn < 100 ? tick() : pause(2));
}

export const quiet = (queue: Queue) => until(() => queue.idle());

const sleeps = { wakeAt: null };

interface Engine {
  /** Opens one of its stores. */
  readonly open: (options: OpenOptions) => Promise<Queue>;
  /** As long as it would take to begin a pass that must not begin. */
  readonly moment: () => Promise<unknown>;
  /** How many histories the law is tried on. */
  readonly histories: number;
}

/**
 * What every engine behind the queue's contract must do. Due times, retries and retention go by the clock
 * that it is given; what an engine does by real time (locks, heartbeats) is for its own tests.
 */
export function queueContract(name: string, { open, moment, histories }: Engine): void {
  const opened: Queue[] = [];
  let stores = 0;

  async function setUp(changes: Partial<OpenOptions> = {}) {
    const clock = new WoundClock(START);
    const log = recordingLog();
    const options = { store: `store-${++stores}`, clock, concurrency: 8, log, ...changes };
    const reopen = async () => {
      const again = await open(options);
      opened.push(again);
      return again;
    };
    return { queue: await reopen(), clock, log, reopen };
  }

  /** Works with a worker whose passes last until the test ends them. */
  function workByHand(queue: Queue) {
    const jobs: Job[] = [];
    const ends: PromiseWithResolvers<{ wakeAt: Instant | null }>[] = [];
    queue.work((job) => {
      jobs.push(job);
      const end = Promise.withResolvers<{ wakeAt: Instant | null }>();
      ends.push(end);
      return end.promise;
    });
    return {
      jobs,
      begun: (count: number) => until(() => jobs.length >= count),
      end: (pass: number, wakeAt: Instant | null = null) => ends[pass]?.resolve({ wakeAt }),
      fail: (pass: number) => ends[pass]?.reject(new Error(`pass ${pass} failed`)),
    };
  }

  /** Works with a worker that answers at once what `answer` says, and collects its jobs. */
  function workAtOnce(
    queue: Queue,
    answer: (job: Job) => { wakeAt: Instant | null } = () => sleeps,
  ) {
    const jobs: Job[] = [];
    queue.work(async (job) => {
      jobs.push(job);
      return answer(job);
    });
    return jobs;
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  describe(`${name}: nudges`, () => {
    test('alone, it is one of one', async () => {
      const { queue } = await setUp();
      workAtOnce(queue);
      await quiet(queue);
      expect(queue.servers()).toBe(1);
    });

    test('a nudge leads to one pass that carries what the nudge said', async () => {
      const { queue } = await setUp();
      const jobs = workAtOnce(queue);
      await queue.nudge(aNudge(5, { asOf: START }), aLetter('a'));
      await quiet(queue);
      expect(jobs).toEqual([
        { ...aNudge(5, { asOf: START }), letters: [aLetter('a')], failures: 0 },
      ]);
    });

    test('nudges before a pass are one pass: the newest target, the latest asOf, all letters', async () => {
      const { queue } = await setUp();
      const renamed = {
        installation: 2,
        repository: { id: 7, owner: 'acme-inc', name: 'store' },
      };
      await queue.nudge(aNudge(5, { asOf: START + 2 }), aLetter('b'));
      await queue.nudge(aNudge(5, { asOf: START + 3 }), aLetter('a'));
      await queue.nudge(aNudge(5, { ...renamed, asOf: START + 1 }));
      await queue.nudge(aNudge(5, renamed));
      const jobs = workAtOnce(queue);
      await quiet(queue);
      expect(jobs).toEqual([
        {
          ...aNudge(5, { ...renamed, asOf: START + 3 }),
          letters: [aLetter('b'), aLetter('a')],
          failures: 0,
        },
      ]);
    });

    test('nudges in the middle of a pass lead to exactly one more, after it, with their asOf', async () => {
      const { queue } = await setUp();
      const work = workByHand(queue);
      await queue.nudge(aNudge(5, { asOf: START + 9 }));
      await work.begun(1);
      await queue.nudge(aNudge(5, { asOf: START + 1 }), aLetter('late'));
      await queue.nudge(aNudge(5, { asOf: START + 2 }));
      await moment();
      expect(work.jobs).toHaveLength(1);
      work.end(0);
      await work.begun(2);
      expect(work.jobs[1]).toMatchObject({ asOf: START + 2, letters: [aLetter('late')] });
      work.end(1);
      await quiet(queue);
      expect(work.jobs).toHaveLength(2);
    });

    test('a pass clears the asOf it was given', async () => {
      const { queue } = await setUp();
      const jobs = workAtOnce(queue);
      await queue.nudge(aNudge(5, { asOf: START }));
      await quiet(queue);
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(jobs.map((job) => job.asOf)).toEqual([START, null]);
    });

    test('as many issues run in parallel as allowed; the same number elsewhere is another issue', async () => {
      const { queue } = await setUp({ concurrency: 2 });
      const work = workByHand(queue);
      await queue.nudge(aNudge(5));
      await queue.nudge(aNudge(5, { repository: { id: 8, owner: 'acme', name: 'till' } }));
      await queue.nudge(aNudge(6));
      await work.begun(2);
      await moment();
      expect(new Set(work.jobs.map((job) => job.repository.id))).toEqual(new Set([7, 8]));
      expect(work.jobs).toHaveLength(2);
      work.end(0);
      await work.begun(3);
      expect(work.jobs[2]?.issue).toBe(6);
      work.end(1);
      work.end(2);
      await quiet(queue);
    });

    test('a worker may nudge its own issue: that is one more pass', async () => {
      const { queue } = await setUp();
      const seen: number[] = [];
      queue.work(async (job) => {
        seen.push(job.issue);
        if (seen.length === 1) await queue.nudge(job);
        return sleeps;
      });
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(seen).toEqual([5, 5]);
    });

    test('it is idle only while nothing runs and nothing is due', async () => {
      const { queue, clock } = await setUp();
      expect(queue.idle()).toBe(true);
      const work = workByHand(queue);
      const nudged = queue.nudge(aNudge(5));
      expect(queue.idle()).toBe(false);
      await nudged;
      await work.begun(1);
      expect(queue.idle()).toBe(false);
      work.end(0, START + MINUTE);
      await quiet(queue);
      clock.windTo(START + MINUTE);
      expect(queue.idle()).toBe(false);
      await work.begun(2);
      work.end(1);
      await quiet(queue);
      expect(work.jobs).toHaveLength(2);
    });

    test('it takes one worker', async () => {
      const { queue } = await setUp();
      workAtOnce(queue);
      expect(() => workAtOnce(queue)).toThrow('worker already');
    });
  });

  describe(`${name}: wake-ups`, () => {
    test('an issue runs at the time its pass asked for, once, and not before', async () => {
      const { queue, clock } = await setUp();
      const jobs = workAtOnce(queue, () => ({
        wakeAt: clock.now() === START ? START + MINUTE : null,
      }));
      await queue.nudge(aNudge(5, { asOf: START }), aLetter('a'));
      await quiet(queue);
      clock.windTo(START + MINUTE - 1);
      await quiet(queue);
      expect(jobs).toHaveLength(1);
      clock.windTo(START + MINUTE);
      await quiet(queue);
      expect(jobs).toHaveLength(2);
      expect(jobs[1]).toEqual({ ...aNudge(5), letters: [aLetter('a')], failures: 0 });
      clock.windTo(START + DAY);
      await quiet(queue);
      expect(jobs).toHaveLength(2);
      expect(clock.next()).toBeNull();
    });

    test('a nudge comes before the wake-up, and the new answer replaces it', async () => {
      const { queue, clock } = await setUp();
      const answers = [START + 10 * MINUTE, START + 20 * MINUTE];
      const jobs = workAtOnce(queue, () => ({ wakeAt: answers.shift() ?? null }));
      await queue.nudge(aNudge(5));
      await quiet(queue);
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(jobs).toHaveLength(2);
      clock.windTo(START + 19 * MINUTE);
      await quiet(queue);
      expect(jobs).toHaveLength(2);
      clock.windTo(START + 20 * MINUTE);
      await quiet(queue);
      expect(jobs).toHaveLength(3);
    });

    test('the earliest of several issues is woken first, and a past time at once', async () => {
      // Passes that may run at the same time may also begin in any order.
      const { queue, clock } = await setUp({ concurrency: 1 });
      const answers = new Map([
        [1, START + 2 * MINUTE],
        [2, START + MINUTE],
        [3, START - MINUTE],
      ]);
      const woken: number[] = [];
      queue.work(async ({ issue }) => {
        woken.push(issue);
        const wakeAt = answers.get(issue) ?? null;
        answers.delete(issue);
        return { wakeAt };
      });
      for (const issue of [1, 2, 3]) await queue.nudge(aNudge(issue));
      await quiet(queue);
      expect(woken).toEqual([1, 2, 3, 3]);
      expect(clock.next()).toBe(START + MINUTE);
      clock.windTo(START + 5 * MINUTE);
      await quiet(queue);
      expect(woken).toEqual([1, 2, 3, 3, 2, 1]);
    });

    test('a wake-up that falls due during a pass makes no other pass', async () => {
      const { queue, clock } = await setUp();
      const work = workByHand(queue);
      await queue.nudge(aNudge(1));
      await work.begun(1);
      work.end(0, START + MINUTE);
      await quiet(queue);
      await queue.nudge(aNudge(1));
      await queue.nudge(aNudge(2));
      await work.begun(3);
      clock.windTo(START + 2 * MINUTE);
      work.end(2);
      await moment();
      work.end(1);
      await quiet(queue);
      expect(work.jobs).toHaveLength(3);
    });

    test.each([1, 2, 3, 4, 5, 6])(
      'no wake-up is passed over while time runs (%i ms ahead)',
      async (ahead) => {
        const wound = new WoundClock(START);
        const running: Clock = {
          now: () => {
            wound.windTo(wound.now() + 1);
            return wound.now();
          },
          sleep: (length) => wound.sleep(length),
          at: (when, task) => wound.at(when, task),
        };
        const { queue } = await setUp({ clock: running });
        const work = workByHand(queue);
        await queue.nudge(aNudge(1));
        await queue.nudge(aNudge(2));
        await work.begun(2);
        work.end(0, wound.now() + ahead);
        work.end(1, wound.now() + ahead);
        await moment();
        wound.windTo(wound.now() + MINUTE);
        await work.begun(4);
        expect(new Set(work.jobs.slice(2).map(({ issue }) => issue))).toEqual(new Set([1, 2]));
        work.end(2);
        work.end(3);
      },
    );
  });

  describe(`${name}: failures`, () => {
    test('a throw loses nothing: again after 5, 10, 20 … s, at most 5 min, until it succeeds', async () => {
      const { queue, clock, log } = await setUp();
      const at: Instant[] = [];
      const jobs: Job[] = [];
      queue.work((job) => {
        at.push((clock.now() - START) / SECOND);
        jobs.push(job);
        if (jobs.length === 10) return Promise.resolve(sleeps);
        throw new Error('the world said no');
      });
      await queue.nudge(aNudge(5, { asOf: START }), aLetter('a'));
      await quiet(queue);
      while (clock.next() !== null) {
        clock.windTo(clock.next() ?? START);
        await quiet(queue);
      }
      expect(at).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915, 1215]);
      expect(jobs.map((job) => job.failures)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      for (const job of jobs)
        expect(job).toMatchObject({ asOf: START, letters: [aLetter('a')], issue: 5 });
      expect(log.warnings).toHaveLength(9);
      expect(log.warnings[0]?.fields.err).toEqual(new Error('the world said no'));
      expect(log.errors).toEqual([]);
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(jobs[10]).toMatchObject({ asOf: null, failures: 0 });
    });

    test('a nudge between two attempts runs at once', async () => {
      const { queue, clock } = await setUp();
      const jobs = workAtOnce(queue, (job) => {
        if (job.failures === 0) throw new Error('no');
        return sleeps;
      });
      await queue.nudge(aNudge(5, { asOf: START + 1 }));
      await quiet(queue);
      expect(jobs).toHaveLength(1);
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(clock.now()).toBe(START);
      expect(jobs[1]).toMatchObject({ asOf: START + 1, failures: 1 });
      expect(clock.next()).toBeNull();
    });

    test('a nudge in the middle of a pass that fails runs at once, with what both brought', async () => {
      const { queue } = await setUp();
      const work = workByHand(queue);
      await queue.nudge(aNudge(5, { asOf: START + 9 }), aLetter('a'));
      await work.begun(1);
      await queue.nudge(aNudge(5, { asOf: START + 1 }), aLetter('b'));
      work.fail(0);
      await work.begun(2);
      expect(work.jobs[1]).toMatchObject({
        asOf: START + 9,
        letters: [aLetter('a'), aLetter('b')],
        failures: 1,
      });
      work.end(1);
      await quiet(queue);
      expect(work.jobs).toHaveLength(2);
    });

    test('a wake-up that is no time counts as a failure, not as sleep', async () => {
      const { queue, clock, log } = await setUp();
      const jobs = workAtOnce(queue, (job) => ({ wakeAt: job.failures === 0 ? Number.NaN : null }));
      await queue.nudge(aNudge(5));
      await quiet(queue);
      expect(log.warnings).toHaveLength(1);
      clock.windTo(START + 5 * SECOND);
      await quiet(queue);
      expect(jobs).toHaveLength(2);
    });
  });

  describe(`${name}: what it keeps`, () => {
    test('a letter comes with every pass until it is burnt, and once however often it was sent', async () => {
      const { queue } = await setUp();
      const jobs = workAtOnce(queue);
      await queue.nudge(aNudge(5), aLetter('a'));
      await queue.nudge(aNudge(5), aLetter('a'));
      await queue.nudge(aNudge(5), aLetter('b'));
      await queue.nudge(aNudge(6), aLetter('a'));
      await quiet(queue);
      await queue.burn(aNudge(5), ['a', 'unknown']);
      await queue.nudge(aNudge(5));
      await queue.nudge(aNudge(6));
      await quiet(queue);
      const letters = (issue: number) =>
        jobs.filter((job) => job.issue === issue).map((job) => job.letters.map(({ id }) => id));
      expect(letters(5).at(-2)).toEqual(['a', 'b']);
      expect(letters(5).at(-1)).toEqual(['b']);
      expect(letters(6).at(-1)).toEqual(['a']);
    });

    test('the last card of each issue', async () => {
      const { queue } = await setUp();
      const card = { card: { node: 'IC_1', comment: 11 }, revision: 1, text: 'one' };
      expect(await queue.kept(aNudge(5))).toBeNull();
      await queue.keep(aNudge(5), { ...card, card: null });
      expect(await queue.kept(aNudge(5))).toEqual({ ...card, card: null });
      await queue.keep(aNudge(5), card);
      await queue.keep(aNudge(5), { ...card, revision: 2, text: 'two' });
      expect(await queue.kept(aNudge(5))).toEqual({ ...card, revision: 2, text: 'two' });
      expect(await queue.kept(aNudge(6))).toBeNull();
    });

    test('page intents, by issue and id, with the first time and the answer', async () => {
      const { queue } = await setUp();
      const fresh = { id: 'response-overdue:1:on-call', at: START, answer: null };
      expect(await queue.intend(aNudge(5), fresh.id, START)).toEqual(fresh);
      expect(await queue.intend(aNudge(5), fresh.id, START + 9)).toEqual(fresh);
      await queue.answered(aNudge(5), fresh.id, 'accepted');
      expect(await queue.intend(aNudge(5), fresh.id, START + 9)).toEqual({
        ...fresh,
        answer: 'accepted',
      });
      expect(await queue.intend(aNudge(6), fresh.id, START)).toEqual(fresh);
      await expect(queue.answered(aNudge(5), 'never intended', 'ok')).rejects.toThrow(
        'never intended',
      );
    });

    test('which deliveries were completed, for the three days in which they may come again', async () => {
      const { queue, clock, reopen } = await setUp();
      expect(await queue.isCompleted('a')).toBe(false);
      await queue.complete('a');
      await queue.complete('a');
      expect([await queue.isCompleted('a'), await queue.isCompleted('b')]).toEqual([true, false]);
      clock.windTo(START + 3 * DAY);
      await queue.complete('b');
      await queue.close();
      const again = await reopen();
      expect(await again.isCompleted('a')).toBe(true);
      clock.windTo(START + 3 * DAY + 1);
      await again.complete('c');
      expect([await again.isCompleted('a'), await again.isCompleted('b')]).toEqual([false, true]);
    });

    test('a delivery is completed with the nudge that it brought, or not at all', async () => {
      const { queue } = await setUp();
      const jobs = workAtOnce(queue);
      const lost = aNudge(6, { installation: Number.NaN });
      await Promise.allSettled([
        queue.nudge(aNudge(5), aLetter('a'), 'stored'),
        queue.nudge(lost, null, 'lost'),
      ]);
      await quiet(queue);
      expect(jobs.map(({ issue }) => issue)).toEqual([5]);
      expect(await queue.isCompleted('stored')).toBe(true);
      expect(await queue.isCompleted('lost')).toBe(false);
    });

    test('what a delivery brought that was completed before is not stored again', async () => {
      const { queue } = await setUp();
      const jobs = workAtOnce(queue);
      const answers = await Promise.all([
        queue.nudge(aNudge(5), aLetter('a'), 'one'),
        queue.nudge(aNudge(5), aLetter('b'), 'one'),
      ]);
      await quiet(queue);
      answers.push(await queue.nudge(aNudge(5), aLetter('c'), 'one'));
      await queue.complete('two');
      answers.push(await queue.nudge(aNudge(6), aLetter('d'), 'two'));
      expect(answers).toEqual([true, false, false, false]);
      await moment();
      await quiet(queue);
      expect(jobs.map(({ letters }) => letters)).toEqual([[aLetter('a')]]);
    });

    test('small facts by name', async () => {
      const { queue } = await setUp();
      expect(await queue.recall('policy:7')).toBeNull();
      await queue.remember('policy:7', 'one');
      await queue.remember('policy:7', 'two');
      expect(await queue.recall('policy:7')).toBe('two');
      await queue.forget('policy:7');
      expect(await queue.recall('policy:7')).toBeNull();
    });

    test('facts until their time is over, or for good; who remembers again says anew until when', async () => {
      const { queue, clock, reopen } = await setUp();
      await queue.remember('for good', 'a');
      await queue.remember('a day', 'b', START + DAY);
      await queue.remember('again', 'c', START + DAY);
      await queue.remember('again', 'd', START + 2 * DAY);
      await queue.remember('after all', 'e', START + DAY);
      await queue.remember('after all', 'f');
      const left = async (of: Queue) => {
        const facts = await of.books.facts('');
        return facts.map(({ value }) => value).toSorted();
      };
      clock.windTo(START + DAY - SECOND);
      await queue.tidy();
      expect(await left(queue)).toEqual(['a', 'b', 'd', 'f']);
      clock.windTo(START + DAY);
      await queue.tidy();
      expect(await left(queue)).toEqual(['a', 'd', 'f']);
      clock.windTo(START + 2 * DAY);
      await queue.close();
      const again = await reopen();
      expect(await left(again)).toEqual(['a', 'f']);
      expect(await again.recall('again')).toBeNull();
      expect(await again.recall('for good')).toBe('a');
    });
  });

  describe(`${name}: books`, () => {
    test('say which issues wait for what, and how long', async () => {
      const { queue, clock } = await setUp();
      const work = workByHand(queue);
      for (const issue of [1, 2, 3]) await queue.nudge(aNudge(issue));
      await work.begun(3);
      const passOf = (issue: number) => work.jobs.findIndex((job) => job.issue === issue);
      expect(await queue.books.load(START)).toEqual({ waiting: 3, oldestDue: null });
      work.end(passOf(1), START + MINUTE);
      work.end(passOf(2));
      work.fail(passOf(3));
      await quiet(queue);
      const rows = [...(await queue.books.standing())].sort((a, b) => a.issue - b.issue);
      const { asOf: _asOf, ...target } = aNudge(1);
      const asleep = { ...target, failures: 0, nudged: false, touched: START };
      expect(rows).toEqual([
        { ...asleep, issue: 1, due: START + MINUTE },
        { ...asleep, issue: 2, due: null },
        { ...asleep, issue: 3, failures: 1, nudged: true, due: rows[2]?.due },
      ]);
      const late = START + MINUTE + SECOND;
      expect(await queue.books.load(late)).toEqual({ waiting: 2, oldestDue: rows[2]?.due });
      clock.windTo(START + SECOND);
    });

    test('say which pages have no answer; what is no answer is none', async () => {
      const { queue } = await setUp();
      for (const id of ['none', 'begun', 'sent', 'young'])
        await queue.intend(aNudge(5), id, id === 'young' ? START + MINUTE : START);
      await queue.answered(aNudge(5), 'begun', 'under way');
      await queue.answered(aNudge(5), 'sent', '{}');
      const open = await queue.books.unanswered(START + MINUTE, 'under way');
      const where = { repository: 7, issue: 5, at: START };
      expect([...open].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
        { ...where, id: 'begun' },
        { ...where, id: 'none' },
      ]);
    });

    test('list facts by how their names begin, and nothing else by it', async () => {
      const { queue } = await setUp();
      for (const name of ['seen:7#1', 'seen:7#12', 'seem:7#1', 'SEEN:7#1', 'see'])
        await queue.remember(name, name);
      const names = (await queue.books.facts('seen:')).map(({ name: called }) => called);
      expect(names.toSorted()).toEqual(['seen:7#1', 'seen:7#12']);
      expect(await queue.books.facts('seen:%')).toEqual([]);
    });
  });

  describe(`${name}: closing and opening again`, () => {
    test('close waits for the running pass, begins none, and takes nudges until then', async () => {
      const { queue, reopen } = await setUp();
      const work = workByHand(queue);
      await queue.nudge(aNudge(5));
      await work.begun(1);
      let isClosed = false;
      const closing = queue.close().then(() => {
        isClosed = true;
      });
      await queue.nudge(aNudge(5), aLetter('late'));
      await queue.nudge(aNudge(6));
      await moment();
      expect(isClosed).toBe(false);
      await queue.keep(aNudge(5), {
        card: { node: 'IC_1', comment: 11 },
        revision: 1,
        text: 'one',
      });
      work.end(0);
      await closing;
      expect(work.jobs).toHaveLength(1);
      expect(queue.idle()).toBe(true);
      await expect(queue.nudge(aNudge(7))).rejects.toThrow('closed');
      const again = await reopen();
      const jobs = workAtOnce(again);
      await quiet(again);
      const seen = jobs.map((job) => [job.issue, job.letters.length]);
      expect(seen.toSorted()).toEqual([
        [5, 1],
        [6, 0],
      ]);
    });

    test('what was stored is there again, under the same name; another store has another name', async () => {
      const { queue, clock, reopen } = await setUp();
      const work = workByHand(queue);
      const card = { card: { node: 'IC_1', comment: 11 }, revision: 1, text: 'one' };
      await queue.keep(aNudge(5), card);
      await queue.intend(aNudge(5), 'page', START);
      await queue.remember('fact', 'so');
      for (const issue of [1, 2, 3]) await queue.nudge(aNudge(issue, { asOf: START + issue }));
      await work.begun(3);
      const passOf = (issue: number) => work.jobs.findIndex((job) => job.issue === issue);
      work.end(passOf(1), START + MINUTE);
      work.end(passOf(2), START + 2 * MINUTE);
      work.fail(passOf(3));
      await quiet(queue);
      await queue.close();
      clock.windTo(START + MINUTE);

      const again = await reopen();
      expect(again.instance).toBe(queue.instance);
      expect((await setUp()).queue.instance).not.toBe(queue.instance);
      expect(await again.kept(aNudge(5))).toEqual(card);
      expect(again.bornAt).toBe(START);
      expect(await again.intend(aNudge(5), 'page', START + 9)).toMatchObject({ at: START });
      expect(await again.recall('fact')).toBe('so');
      expect(again.idle()).toBe(false);
      const jobs = workAtOnce(again);
      await quiet(again);
      const seen = jobs.map(({ issue, asOf, failures }) => ({ issue, asOf, failures }));
      expect(seen.toSorted((a, b) => a.issue - b.issue)).toEqual([
        { issue: 1, asOf: null, failures: 0 },
        { issue: 3, asOf: START + 3, failures: 1 },
      ]);
      clock.windTo(START + 2 * MINUTE);
      await quiet(again);
      expect(jobs[2]?.issue).toBe(2);
    });

    test('a failed wake-up does not wait for its next attempt when the store is opened again', async () => {
      const { queue, clock, reopen } = await setUp();
      const work = workByHand(queue);
      await queue.nudge(aNudge(1));
      await work.begun(1);
      work.end(0, START + MINUTE);
      await quiet(queue);
      clock.windTo(START + MINUTE);
      await work.begun(2);
      work.fail(1);
      await quiet(queue);
      await queue.close();
      const again = await reopen();
      const jobs = workAtOnce(again);
      await quiet(again);
      expect(clock.now()).toBe(START + MINUTE);
      expect(jobs).toMatchObject([{ issue: 1, failures: 1 }]);
    });

    test('answered intents and finished issues are forgotten after 30 days', async () => {
      const { queue, clock, reopen } = await setUp();
      workAtOnce(queue, (job) => ({ wakeAt: job.issue === 2 ? START + 90 * DAY : null }));
      const card = { card: { node: 'IC_1', comment: 11 }, revision: 1, text: 'one' };
      for (const issue of [1, 2, 3]) await queue.keep(aNudge(issue), card);
      await queue.nudge(aNudge(1));
      await queue.nudge(aNudge(2));
      await queue.nudge(aNudge(3), aLetter('a'));
      await quiet(queue);
      for (const id of ['answered', 'open']) await queue.intend(aNudge(1), id, START);
      await queue.intend(aNudge(2), 'open', START);
      await queue.answered(aNudge(1), 'answered', 'ok');
      await queue.close();

      clock.windTo(START + 29 * DAY);
      const sooner = await reopen();
      expect(await sooner.kept(aNudge(1))).toEqual(card);
      expect(await sooner.intend(aNudge(1), 'answered', START)).toMatchObject({ answer: 'ok' });
      await sooner.close();

      clock.windTo(START + 31 * DAY);
      const later = await reopen();
      expect(await later.kept(aNudge(1))).toBeNull();
      expect(await later.kept(aNudge(2))).toEqual(card);
      expect(await later.kept(aNudge(3))).toEqual(card);
      const now = clock.now();
      expect(await later.intend(aNudge(1), 'answered', now)).toMatchObject({
        at: now,
        answer: null,
      });
      // Of what the queue knows no more nobody waits for an answer; of what it knows somebody may.
      expect(await later.intend(aNudge(1), 'open', now)).toMatchObject({ at: now });
      expect(await later.intend(aNudge(2), 'open', now)).toMatchObject({ at: START });
      const jobs = workAtOnce(later);
      await later.nudge(aNudge(3));
      clock.windTo(START + 90 * DAY);
      await quiet(later);
      expect(jobs.map(({ issue }) => issue).toSorted()).toEqual([2, 3]);
      expect(jobs.find(({ issue }) => issue === 3)?.letters).toEqual([aLetter('a')]);
    });
  });

  describe(`${name}: laws`, () => {
    test('whatever comes in whenever: no two passes at once, and each letter meets a pass that succeeds', async () => {
      const step = fc.record({
        issue: fc.integer({ min: 1, max: 3 }),
        waits: fc.integer({ min: 0, max: 3 }),
        winds: fc.integer({ min: 0, max: 8 }),
      });
      const pass = fc.record({
        waits: fc.integer({ min: 0, max: 4 }),
        fails: fc.boolean(),
        sleeps: fc.option(fc.integer({ min: -1, max: 6 })),
      });
      const history = fc.record({ steps: fc.array(step), passes: fc.array(pass) });
      await fc.assert(
        fc.asyncProperty(history, async ({ steps, passes }) => {
          const { queue, clock } = await setUp({ concurrency: 2 });
          const running = new Set<number>();
          const met = new Set<string>();
          const plans = [...passes];
          let overlaps = 0;
          let most = 0;
          queue.work(async ({ issue, letters }) => {
            if (running.has(issue)) overlaps += 1;
            running.add(issue);
            most = Math.max(most, running.size);
            const plan = plans.shift() ?? { waits: 0, fails: false, sleeps: null };
            for (let i = 0; i < plan.waits; i++) await tick();
            running.delete(issue);
            if (plan.fails) throw new Error('as planned');
            for (const { id } of letters) met.add(id);
            await queue.burn(
              aNudge(issue),
              letters.map(({ id }) => id),
            );
            return { wakeAt: plan.sleeps === null ? null : clock.now() + plan.sleeps * SECOND };
          });
          for (const [index, { issue, waits, winds }] of steps.entries()) {
            await queue.nudge(aNudge(issue), aLetter(`${index}`));
            for (let i = 0; i < waits; i++) await tick();
            clock.windTo(clock.now() + winds * SECOND);
          }
          await quiet(queue);
          while (clock.next() !== null) {
            clock.windTo(clock.next() ?? START);
            await quiet(queue);
          }
          await queue.close();
          expect(met.size).toBe(steps.length);
          expect(overlaps).toBe(0);
          expect(most).toBeLessThanOrEqual(2);
        }),
        { numRuns: histories },
      );
    });
  });
}
