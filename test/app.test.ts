import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Probot } from 'probot';
import { type AppParts, tocsinApp } from '../src/app.ts';
import { SECOND } from '../src/core/time.ts';
import { createDeliveries } from '../src/deliveries.ts';
import { NO_METER } from '../src/metrics/catalogue.ts';
import type { Job, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { examplesOf, type Payload, payloadOf } from './app/edge.ts';

let clock: WoundClock;
let queue: Queue;
beforeEach(() => {
  clock = new WoundClock(Date.parse('2026-11-23T10:00:00Z'));
  queue = openSqliteQueue({ file: ':memory:', clock, log: pino({ level: 'silent' }) });
});
afterEach(() => queue.close());

const never = (): Promise<never> => new Promise(() => {});

/** Delivers a webhook to the app; resolves when GitHub would be answered. */
async function deliver(name: string, payload: Payload, parts: Partial<AppParts>): Promise<void> {
  const probot = new Probot({ githubToken: 'none', logLevel: 'fatal' });
  const all = {
    deliveries: createDeliveries(),
    meter: NO_METER,
    pages: [],
    served: () => true,
    trusted: never,
    repositories: async () => [],
    repositoryOf: async () => null,
    joined: async () => {},
  };
  const app = tocsinApp({ clock, queue, ...all, ...parts });
  await app(probot, { cwd: '.', addHandler: () => {} });
  // What GitHub sends is what the examples hold; only the type of the payload is not known here.
  await probot.receive({ id: 'one', name, payload } as unknown as Parameters<Probot['receive']>[0]);
}

/** The issues that are looked at. */
async function looked(): Promise<readonly number[]> {
  const jobs: Job[] = [];
  queue.work(async (job) => {
    jobs.push(job);
    return { wakeAt: null };
  });
  while (!queue.idle()) await new Promise((resolve) => setImmediate(resolve));
  return jobs.map(({ issue }) => issue);
}

const incident: Payload = { ...payloadOf('issues', 'labeled'), label: { name: 'incident' } };

test('a new installation is answered before it is swept, and it alone is', async () => {
  const created = examplesOf('installation').find(({ action }) => action === 'created');
  const swept: number[] = [];
  const joined = (installation: number): Promise<never> => {
    swept.push(installation);
    return never();
  };
  const payload = { ...created, installation: { id: 5 } };
  await deliver('installation', payload, { trusted: async () => new Set(), joined });
  expect(swept).toEqual([5]);
});

test('a sweep that fails is none of the webhook’s', async () => {
  const payload = { ...examplesOf('installation')[0], action: 'created', installation: { id: 5 } };
  const joined = (): Promise<never> => Promise.reject(new Error('no network'));
  await deliver('installation', payload, { trusted: async () => new Set(), joined });
});

test('who we are cannot be asked: it is looked at all the same', async () => {
  await deliver('issues', incident, { trusted: () => Promise.reject(new Error('502')) });
  expect(await looked()).toEqual([1]);
});

test('who we are is long in coming: it is looked at all the same', async () => {
  const delivered = deliver('issues', incident, { trusted: never });
  while (clock.next() === null) await new Promise((resolve) => setImmediate(resolve));
  clock.windTo(clock.now() + 2 * SECOND);
  await delivered;
  expect(await looked()).toEqual([1]);
});

test('our own webhook is dropped, and nothing is left to wait for', async () => {
  const trusted = async (): Promise<Set<number>> => new Set([incident.sender?.id ?? 0]);
  await deliver('issues', incident, { trusted });
  expect(await looked()).toEqual([]);
  expect(clock.next()).toBeNull();
});

test('a webhook of an owner who is not served is dropped before anything is read or stored', async () => {
  const asked: string[] = [];
  const served = (owner: string): boolean => {
    asked.push(owner);
    return false;
  };
  const trusted = (): Promise<never> => Promise.reject(new Error('was asked who we are'));
  await queue.close();
  await deliver('issues', incident, { served, trusted });
  const created = examplesOf('installation').find(({ action }) => action === 'created');
  const joined = (): Promise<never> => Promise.reject(new Error('was swept'));
  await deliver('installation', { ...created }, { served, trusted, joined });
  expect(asked).toEqual(['Codertocat', 'Codertocat']);
});

test('what can concern no incident is dropped before anything is read or stored', async () => {
  let asked = 0;
  const trusted = async (): Promise<Set<number>> => {
    asked += 1;
    return new Set();
  };
  await queue.close();
  const onPull = { ...payloadOf('issue_comment', 'created') };
  const pull = { ...(onPull.issue as object), pull_request: { url: 'https://x' } };
  await deliver('issue_comment', { ...onPull, issue: pull }, { trusted });
  await deliver('push', { ...examplesOf('push')[0], installation: { id: 5 } }, { trusted });
  await deliver('label', { ...examplesOf('label')[0], installation: { id: 5 } }, { trusted });
  const { installation: _none, ...ofNobody } = incident;
  await deliver('issues', ofNobody, { trusted });
  expect(asked).toBe(0);
});
