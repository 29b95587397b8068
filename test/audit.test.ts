import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAudit } from '../src/audit.ts';
import { encodeRecord } from '../src/core/record.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../src/core/time.ts';
import { pass as send } from '../src/post.ts';
import type { Job, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { isUntouched, noteSeen, noteUnseen } from '../src/seen.ts';
import { aDeclaration, aRecord, told } from './support/builders.ts';
import { aNudge, quiet, recordingLog, START, until } from './support/queue-contract.ts';
import { recordingMeter } from './support/recording-meter.ts';

describe('out of the queue’s books', () => {
  let clock: WoundClock;
  let queue: Queue;
  let log: ReturnType<typeof recordingLog>;
  let meter: ReturnType<typeof recordingMeter>;
  let jobs: Job[];
  let beats: Instant[];
  let audit: ReturnType<typeof createAudit>;
  /** What a pass notes, and what it tells the queue: the same, where nothing is lost. */
  let noted: Instant | null;
  let armed: Instant | null;
  let leads: boolean;
  let served: boolean;

  beforeEach(async () => {
    clock = new WoundClock(START);
    log = recordingLog();
    meter = recordingMeter();
    [jobs, beats, leads, served] = [[], [], true, true];
    queue = openSqliteQueue({ file: ':memory:', clock, log });
    queue.leads = async () => leads;
    noted = armed = START + 10 * MINUTE;
    queue.work(async (job) => {
      jobs.push(job);
      await queue.burn(
        job,
        job.letters.map(({ id }) => id),
      );
      await noteSeen(queue, job, { updatedAt: START, wakeAt: noted, now: clock.now() });
      return { wakeAt: armed };
    });
    audit = createAudit({
      clock,
      every: MINUTE,
      queue,
      log,
      meter,
      served: () => served,
      heartbeat: async () => void beats.push(clock.now()),
    });
    audit.start();
  });
  afterEach(async () => {
    audit.stop();
    await queue.close();
  });

  /** Winds on, a minute at a time, and lets what that begins come to its end. */
  async function pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.windTo(clock.now() + MINUTE);
      await until(() => !audit.busy() && queue.idle());
    }
  }
  const look = async (): Promise<void> => {
    await queue.nudge(aNudge(5));
    await quiet(queue);
  };
  const letters = () =>
    jobs.flatMap((job) => job.letters.map(({ id }) => id.replace(/:\d+:/, ' ')));
  const errors = () => log.errors.map(({ fields }) => `${fields.incident} ${fields.trouble}`);

  test('all being well the heartbeat goes out each minute', async () => {
    await look();
    await pass(3);
    expect(beats).toEqual([1, 2, 3].map((minute) => START + minute * MINUTE));
    expect(letters()).toEqual([]);
    expect(meter.told).toEqual(Array(3).fill('tocsin_audits_total passed'));
    expect(audit.found()).toEqual({});
  });

  test('a clock lost from the queue: no heartbeat, an error, one letter; set anew it is over', async () => {
    armed = null;
    await look();
    await pass(1);
    // Between the two notes of a pass it looks like this.
    expect(beats).toHaveLength(1);
    armed = noted;
    await pass(1);
    expect(beats).toHaveLength(1);
    expect(errors()).toEqual(['acme/shop#5 clock-lost']);
    expect(audit.found()).toEqual({ 'clock-lost': 1 });
    expect(meter.told).toContain('tocsin_audits_total failed');
    expect(letters()).toEqual(['trouble:clock-lost noticed']);
    await pass(1);
    expect(beats).toHaveLength(2);
    expect(letters()).toEqual(['trouble:clock-lost noticed', 'trouble:clock-lost over']);
    await pass(2);
    expect(letters()).toHaveLength(2);
    expect(await queue.books.facts('trouble:')).toEqual([]);
  });

  test('one that stays lost is told once, however often it is found', async () => {
    armed = null;
    await look();
    await pass(5);
    expect(beats).toHaveLength(1);
    expect(errors()).toHaveLength(4);
    expect(letters()).toEqual(['trouble:clock-lost noticed']);
  });

  test('another server goes on where one that told of it has gone', async () => {
    armed = null;
    await look();
    await pass(2);
    audit.stop();
    audit = createAudit({
      clock,
      every: MINUTE,
      queue,
      log,
      meter,
      served: () => true,
      heartbeat: async () => {},
    });
    audit.start();
    armed = noted;
    await look();
    await pass(2);
    expect(letters()).toEqual(['trouble:clock-lost noticed', 'trouble:clock-lost over']);
  });

  test('what the queue does not even know the next sweep is to find', async () => {
    const place = { repository: { id: 7 }, issue: 99 };
    await noteSeen(queue, place, { updatedAt: START, wakeAt: START + DAY, now: START });
    await pass(2);
    expect(beats).toHaveLength(1);
    expect(errors()).toEqual(['7#99 clock-lost']);
    expect(await isUntouched(queue, { ...place, updatedAt: START })).toBe(false);
    await pass(1);
    expect(beats).toHaveLength(2);
  });

  test('a page without an answer: told until there is one', async () => {
    await look();
    await queue.intend(aNudge(5), 'page:0:on-call:PagerDuty', START);
    await queue.answered(aNudge(5), 'page:0:on-call:PagerDuty', 'under way');
    await pass(2);
    expect(beats).toHaveLength(2);
    await pass(2);
    expect(beats).toHaveLength(2);
    expect(errors()[0]).toBe('acme/shop#5 call-unanswered');
    await queue.answered(aNudge(5), 'page:0:on-call:PagerDuty', '{}');
    await pass(1);
    expect(beats).toHaveLength(3);
    expect(letters()).toEqual(['trouble:call-unanswered noticed', 'trouble:call-unanswered over']);
  });

  test('nobody waits for the answer to a page of what is resolved or gone', async () => {
    for (const issue of [5, 6]) {
      await queue.nudge(aNudge(issue));
      await queue.intend(aNudge(issue), 'page:0', START);
    }
    await queue.intend(aNudge(5), 'tell:1', START);
    await quiet(queue);
    const resolved = told({ type: 'resolved', text: null, from: 'investigating' });
    const text = encodeRecord(aRecord([aDeclaration(), resolved]));
    await queue.keep(aNudge(5), { card: null, revision: 1, text });
    await noteUnseen(queue, aNudge(6), { wakeAt: null, now: START });
    await pass(5);
    expect(beats).toHaveLength(5);
    // One that was found to be done, after a crash, has its receipt in the record.
    const found = { 'page:0': { at: START, ref: 7, failed: null } };
    const done = encodeRecord(aRecord([aDeclaration()], { ledger: found }));
    await queue.keep(aNudge(5), { card: null, revision: 2, text: done });
    await pass(1);
    expect(beats).toHaveLength(6);
    const running = encodeRecord(aRecord([aDeclaration()]));
    await queue.keep(aNudge(5), { card: null, revision: 3, text: running });
    await pass(1);
    expect(beats).toHaveLength(6);
  });

  test('what was told of what is gone now is over without a word', async () => {
    armed = null;
    await look();
    await pass(2);
    expect(letters()).toHaveLength(1);
    await noteUnseen(queue, aNudge(5), { wakeAt: null, now: clock.now() });
    await pass(1);
    expect(letters()).toHaveLength(1);
    expect(beats).toHaveLength(2);
    expect(await queue.books.facts('trouble:')).toEqual([]);
  });

  test('an owner who is not served any more is nobody’s trouble', async () => {
    armed = null;
    served = false;
    await look();
    await pass(3);
    expect(beats).toHaveLength(3);
  });

  test('of several servers the one that leads looks', async () => {
    armed = null;
    leads = false;
    await look();
    await pass(3);
    expect([beats, errors(), audit.found()]).toEqual([[], [], null]);
    leads = true;
    await pass(2);
    expect(audit.found()).toEqual({ 'clock-lost': 1 });
  });

  test('where the books cannot be read all is not well', async () => {
    Object.assign(queue, {
      books: { ...queue.books, facts: () => Promise.reject(new Error('sick')) },
    });
    await pass(2);
    expect(beats).toEqual([]);
    expect(log.errors.map(({ message }) => message)).toEqual(
      Array(2).fill('the audit could not be made'),
    );
    expect(meter.told).toEqual(Array(2).fill('tocsin_audits_total failed'));
  });

  test('the books are tidied once a day', async () => {
    await queue.remember('old', 'x', START + MINUTE);
    clock.windTo(START + DAY - MINUTE);
    await until(() => !audit.busy());
    expect(await queue.recall('old')).toBe('x');
    await pass(2);
    expect(await queue.recall('old')).toBeNull();
  });

  test('its letters come by the ordinary way', async () => {
    await look();
    const letter = {
      kind: 'trouble',
      id: 'x',
      at: START,
      what: 'clock-lost',
      since: START,
    } as const;
    await send(queue, aNudge(5), { ...letter, over: true });
    await quiet(queue);
    expect(jobs.at(-1)?.letters[0]?.id).toBe('x');
  });
});

describe('on the issue', () => {
  const here = { owner: 'acme', repo: 'shop' };
  let stage: Stage;
  let heart: Server;
  let beats: number;
  beforeEach(async () => {
    beats = 0;
    heart = createServer((_request, response) => {
      beats += 1;
      response.end();
    });
    await new Promise<void>((resolve) => heart.listen(0, '127.0.0.1', resolve));
    const address = heart.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const settings = { heartbeatUrl: `http://127.0.0.1:${port}/` };
    stage = await setStage({ start: START, sweepEvery: DAY, auditEvery: MINUTE, settings });
    const { world } = stage.sandbox;
    world.repository('acme/shop', { collaborators: { ana: 'admin' } });
    world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
    world.installApp('acme');
    await stage.settle();
    await stage.wind(MINUTE);
  });
  afterEach(async () => {
    await stage.close();
    heart.closeAllConnections();
    await new Promise((resolve) => heart.close(resolve));
  });

  test('a call that GitHub made and answered 502 is found, and nobody waits for its answer', async () => {
    const { world, trouble } = stage.sandbox;
    const route = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
    const isCall = (body: unknown): boolean => JSON.stringify(body).includes('tocsin:act page:0');
    trouble.failAfterSuccess({ method: 'POST', route, when: isCall });
    const ana = stage.as('ana').rest.issues;
    const here = { owner: 'acme', repo: 'shop' };
    const { data } = await ana.create({ ...here, title: 'Down', labels: ['incident', 'SEV 1'] });
    await stage.settle();
    await stage.wind(5 * MINUTE);
    const said = world.issue('acme/shop', data.number).comments.map(({ body }) => body);
    expect(said.filter((body) => body.includes('tocsin:act page:0'))).toHaveLength(1);
    expect(said.filter((body) => body.includes('has no answer'))).toEqual([]);
  });

  test('a reminder that could not go out in time is told on the card, and that it is mended', async () => {
    await stage
      .as('ana')
      .rest.issues.create({ ...here, title: 'Down', labels: ['incident', 'SEV 1'] });
    await stage.settle();
    await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 1, body: '/ic' });
    await stage.settle();
    // The prompt comes ten minutes after: until then GitHub answers nothing.
    await stage.wind(9 * MINUTE);
    stage.sandbox.trouble.fail({ route: 'GraphQL Snapshot', times: 1_000 });
    await stage.wind(5 * MINUTE);
    // Not while it was late.
    const inTime = beats;
    expect(inTime).toBeGreaterThan(8);
    expect(inTime).toBeLessThan(14);
    stage.sandbox.trouble.clear();
    await stage.wind(6 * MINUTE + SECOND);
    const card = stage.sandbox.world
      .issue('acme/shop', 1)
      .comments.find(({ body }) => body.includes('tocsin:record'));
    expect(card?.body).toMatch(
      /`10:1\d` Tocsin noticed that it was late with what was due at 10:1\d UTC/,
    );
    expect(card?.body).toMatch(/`10:\d\d` Tocsin is on time again/);
    expect(beats).toBeGreaterThan(inTime);
    expect(card?.body).not.toContain('not looked here');
    expect(card?.body).not.toContain('until this line is gone');
  });
});
