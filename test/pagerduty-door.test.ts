import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pagerPlace } from '../src/core/pagers.ts';
import { readSecret } from '../src/core/secret.ts';
import { pagerDutyDoor } from '../src/pagerduty-door.ts';
import type { Job, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';

const SECRET = 'a webhook secret of the tests';
const START = Date.parse('2026-11-23T03:10:00Z');
const PLACE = { installation: 3, repository: { id: 77, owner: 'Acme', name: 'shop' }, issue: 12 };
const silent = { info: () => {}, warn: () => {}, error: () => {} };
let warned: object[];
let server: Server;
let queue: Queue;
let address: string;

beforeEach(async () => {
  const clock = new WoundClock(START);
  queue = openSqliteQueue({ file: ':memory:', clock, log: silent });
  await queue.remember(pagerPlace({ repository: 77, issue: 12 }), JSON.stringify(PLACE));
  const secrets = {
    TOCSIN_SECRET_ACME_PAGERDUTY_WEBHOOK: SECRET,
    TOCSIN_SECRET_OTHER_PAGERDUTY_WEBHOOK: SECRET,
  };
  const secret = (owner: string, name: string) => readSecret(secrets, [], { owner, name });
  warned = [];
  const log = { ...silent, warn: (fields: object) => void warned.push(fields) };
  const door = pagerDutyDoor({ clock, queue, secret, log });
  server = createServer(async (request, response) => {
    if (!(await door(request, response))) response.writeHead(404).end('no page');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const where = server.address();
  address = `http://127.0.0.1:${typeof where === 'object' ? where?.port : 0}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await queue.close();
});

const told = (event: object = {}, data: object = {}) =>
  JSON.stringify({
    event: {
      id: '01ABC',
      event_type: 'incident.acknowledged',
      occurred_at: '2026-11-23T03:04:05Z',
      agent: { type: 'user_reference', summary: 'Ana Alves' },
      data: { incident_key: 'gh:77:12', ...data },
      ...event,
    },
  });
const signed = (body: string): string =>
  `v1=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

async function post(body: string, { path = '/api/pagerduty/acme', header = signed(body) } = {}) {
  const headers = { 'x-pagerduty-signature': header };
  const response = await fetch(address + path, { method: 'POST', body, headers });
  return `${response.status} ${(await response.text()).trim()}`;
}

/** What waits for a pass, once no more comes. */
async function letters(): Promise<readonly unknown[]> {
  const jobs: Job[] = [];
  queue.work(async (job) => {
    jobs.push(job);
    await queue.burn(
      job,
      job.letters.map(({ id }) => id),
    );
    return { wakeAt: null };
  });
  while (!queue.idle()) await new Promise((resolve) => setTimeout(resolve, 1));
  return jobs.flatMap((job) =>
    job.letters.map(({ body }) => [job.repository.name, job.issue, JSON.parse(body)]),
  );
}

test('what somebody did in PagerDuty is a letter to the incident that it is about', async () => {
  expect(await post(told())).toBe('202 Taken in.');
  // Delivered again, it is the same letter.
  expect(await post(told())).toBe('202 Taken in.');
  expect(await letters()).toEqual([
    [
      'shop',
      12,
      {
        kind: 'pager',
        id: 'pagerduty:01ABC',
        at: Date.parse('2026-11-23T03:04:05Z'),
        alert: null,
        did: 'acknowledged',
        by: 'Ana Alves',
      },
    ],
  ]);
});

describe('nothing is taken in', () => {
  const UNSIGNED =
    /^401 The signature does not fit: TOCSIN_SECRET_\w+_PAGERDUTY_WEBHOOK must be set on the server/;
  test.each<[what: string, body: string, given: Parameters<typeof post>[1], answer: RegExp]>([
    ['that is not signed', told(), { header: '' }, UNSIGNED],
    ['that is signed by another', told(), { header: signed('other') }, UNSIGNED],
    ['of an owner without a secret', told(), { path: '/api/pagerduty/nobody' }, UNSIGNED],
    [
      'of an owner that cannot be',
      told(),
      { path: '/api/pagerduty/a%2Fb' },
      /^404 There is no such/,
    ],
    ['that is none of ours', told({}, { incident_key: 'nagios' }), {}, /^200 Heard\. Nothing/],
    ['that tries whether it works', told({ event_type: 'pagey.ping' }), {}, /^200 Heard\. Nothing/],
    ['that is no JSON', 'hello', {}, /^200 Heard\. Nothing/],
    ['that we did ourselves', told({ agent: null }), {}, /^200 Heard\. No person/],
    ['of an issue that called nobody', told({}, { incident_key: 'gh:77:13' }), {}, /^200 .*No inc/],
    // Its own secret is right, and the repository is not its own.
    ['of another owner’s incident', told(), { path: '/api/pagerduty/other' }, /^200 .*No inc/],
    ['that is too long', 'x'.repeat(256 * 1024 + 1), {}, /^413 More than 256 KB/],
  ])('%s', async (_, body, given, answer) => {
    expect(await post(body, given)).toMatch(answer);
    expect(await letters()).toEqual([]);
  });

  test('that comes in pieces and is too long', async () => {
    const piece = new TextEncoder().encode('x'.repeat(64 * 1024));
    // Bounded: nothing holds back a sender whose connection was broken off.
    let left = 64;
    const body = new ReadableStream({
      pull: (stream) => {
        left -= 1;
        if (left > 0) stream.enqueue(piece);
        else stream.close();
      },
    });
    const asked = fetch(`${address}/api/pagerduty/acme`, { method: 'POST', body, duplex: 'half' });
    const said = await asked.then(
      ({ status }) => status,
      () => 'broken off',
    );
    expect([413, 'broken off']).toContain(said);
    expect(await letters()).toEqual([]);
  });

  test('by another method', async () => {
    expect((await fetch(`${address}/api/pagerduty/acme`)).status).toBe(405);
  });
});

test('the log says which secret is missing, and holds none', async () => {
  await post(told(), { path: '/api/pagerduty/nobody' });
  expect(warned).toEqual([
    expect.objectContaining({
      status: 401,
      because: expect.stringContaining('set TOCSIN_SECRET_NOBODY_PAGERDUTY_WEBHOOK'),
    }),
  ]);
  await post(told(), { header: 'v1=00' });
  expect(JSON.stringify(warned)).not.toContain(SECRET);
});

test('other addresses are not its own', async () => {
  expect(await post(told(), { path: '/api/pagerduty' })).toBe('404 no page');
});

test('what cannot be stored is to come again', async () => {
  await queue.close();
  expect(await post(told())).toMatch(/^503 This cannot be stored now/);
});
