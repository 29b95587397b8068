import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Probot } from 'probot';
import { DAY, MINUTE } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

const SHOP = 'acme/shop';
const here = { owner: 'acme', repo: 'shop' };
const LIST = 'GET /app/hook/deliveries';
const AGAIN = 'POST /app/hook/deliveries/{delivery_id}/attempts';
let stage: Stage;
let said: string[];

beforeEach(async () => {
  said = [];
  const write = (line: string): void => void said.push(JSON.parse(line).msg);
  stage = await setStage({
    start: Date.parse('2026-11-23T10:00:00Z'),
    sweepEvery: 30 * DAY,
    log: pino({ level: 'info' }, { write }),
  });
  stage.sandbox.world.repository(SHOP, { collaborators: { ana: 'admin' } });
  stage.sandbox.world.installApp('acme');
  await stage.settle();
  await stage.wind(MINUTE);
  await stage.as('ana').rest.issues.create({ ...here, title: 'Nobody can pay' });
  await stage.settle();
});
afterEach(() => stage.close());

const issue = () => stage.sandbox.world.issue(SHOP, 1);
const labels = (): readonly string[] => issue().labels.map(({ name }) => name);

/** Ana declares while nobody hears of it. */
async function declareUnheard(): Promise<void> {
  stage.sandbox.trouble.webhooks.drop(1);
  await stage
    .as('ana')
    .rest.issues.createComment({ ...here, issue_number: 1, body: '/incident 2' });
  await stage.settle();
  expect(labels()).toEqual([]);
}

/** Sweeps, and answers what it asked about deliveries. */
async function sweep(): Promise<readonly string[]> {
  const from = stage.sandbox.requests.length;
  await stage.sweep();
  await stage.settle();
  return stage.sandbox.requests
    .slice(from)
    .flatMap(({ route, query }) =>
      route === LIST ? [`${route} ${query.status}`] : route === AGAIN ? [route] : [],
    );
}

const LOOKED = `${LIST} failure`;

test('where nothing failed it costs one request', async () => {
  expect(await sweep()).toEqual([LOOKED]);
});

test('a lost `/incident` on an ordinary issue is delivered again, and done once', async () => {
  await declareUnheard();
  expect(await sweep()).toEqual([LOOKED, `${LIST} success`, AGAIN]);
  expect(labels()).toContain('SEV 2');
  const { length } = issue().comments;
  await stage.wind(MINUTE);
  expect(await sweep()).toEqual([LOOKED]);
  expect(issue().comments).toHaveLength(length);
});

test('one that came after the app was down is found at its start', async () => {
  await stage.stopApp();
  await stage
    .as('ana')
    .rest.issues.createComment({ ...here, issue_number: 1, body: '/incident 2' });
  await stage.settle();
  await stage.startApp();
  await stage.settle();
  expect(labels()).toContain('SEV 2');
});

test('what somebody had delivered again by hand is left alone, though our disk is lost', async () => {
  await declareUnheard();
  const { sandbox } = stage;
  const { id, privateKey, webhookSecret } = sandbox.app;
  const probot = new Probot({ appId: id, privateKey, secret: webhookSecret, logLevel: 'fatal' });
  const { rest } = await probot.auth();
  const baseUrl = sandbox.apiUrl;
  const { data } = await rest.apps.listWebhookDeliveries({ baseUrl, status: 'failure' });
  await rest.apps.redeliverWebhookDelivery({ baseUrl, delivery_id: Number(data[0]?.id) });
  await stage.settle();
  expect(labels()).toContain('SEV 2');
  await stage.stopApp();
  const from = sandbox.requests.length;
  await stage.startApp();
  await stage.settle();
  const asked = sandbox.requests.slice(from).map(({ route }) => route);
  expect(asked.filter((route) => route === LIST || route === AGAIN)).toEqual([LIST, LIST]);
});

describe('it is no part of the sweep that could stop it', () => {
  test('a server without the list is asked again a day later', async () => {
    stage.sandbox.trouble.fail({ method: 'GET', route: '/app/hook/deliveries', status: 404 });
    expect(await sweep()).toEqual([LOOKED]);
    expect(said).toContain('failed webhooks could not be looked at');
    expect(said.filter((line) => line === 'sweep failed; the next one tries again')).toEqual([]);
    expect(await sweep()).toEqual([]);
    await stage.wind(DAY);
    expect(await sweep()).toEqual([LOOKED]);
  });

  test('a server that stumbles is asked again at the next sweep', async () => {
    await declareUnheard();
    stage.sandbox.trouble.fail({ method: 'GET', route: '/app/hook/deliveries', times: 4 });
    await sweep();
    expect(labels()).toEqual([]);
    await sweep();
    expect(labels()).toContain('SEV 2');
  });

  test.each([
    [502, 4, true],
    [422, 1, false],
  ])('a no to the one delivery, %i: asked again %#', async (status, times, isAsked) => {
    await declareUnheard();
    const route = '/app/hook/deliveries/{delivery_id}/attempts';
    stage.sandbox.trouble.fail({ method: 'POST', route, status, times });
    await sweep();
    expect(said).toContain('a webhook could not be delivered again');
    expect((await sweep()).includes(AGAIN)).toBe(isAsked);
    expect(labels().includes('SEV 2')).toBe(isAsked);
  });
});
