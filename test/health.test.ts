import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

const here = { owner: 'acme', repo: 'shop' };
const TOKEN = 'a-token-of-sixteen';
let stage: Stage;

beforeEach(async () => {
  const start = Date.parse('2026-11-23T10:00:00Z');
  stage = await setStage({ start, settings: { metricsToken: TOKEN } });
  const { world } = stage.sandbox;
  world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
  world.installApp('acme');
  await stage.settle();
  await stage.wind(MINUTE);
});
afterEach(() => stage.close());

const get = (path: string): Promise<Response> =>
  fetch(`${stage.url()}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });

/** What the server counts, name and labels by value. */
async function counted(): Promise<Readonly<Record<string, number>>> {
  const text = await (await get('/metrics')).text();
  return Object.fromEntries(
    [...text.matchAll(/^(tocsin_\S+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

test('an incident is counted: what came in, what was done, how long people waited', async () => {
  await stage.as('ana').rest.issues.create({ ...here, title: 'Down', labels: ['incident'] });
  await stage.settle();
  await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 1, body: '/ic' });
  await stage.settle();
  const now = await counted();
  expect(now['tocsin_webhooks_total{event="issue_comment",result="taken"}']).toBe(1);
  expect(now['tocsin_webhooks_total{event="issues",result="ignored"}']).toBeGreaterThan(0);
  expect(now['tocsin_nudges_total{source="webhook"}']).toBeGreaterThan(1);
  expect(now['tocsin_passes_total{result="done"}']).toBeGreaterThan(1);
  expect(now.tocsin_pass_duration_seconds_count).toBe(now['tocsin_passes_total{result="done"}']);
  expect(now['tocsin_effects_total{kind="card",result="applied"}']).toBeGreaterThan(1);
  expect(now['tocsin_effects_total{kind="react",result="applied"}']).toBe(1);
  expect(now['tocsin_page_delay_seconds_count{by="mention"}']).toBe(1);
  expect(now.tocsin_queue_waiting_issues).toBe(0);
  expect(now.tocsin_clock_overdue_seconds).toBe(0);
  expect(now['tocsin_github_budget_remaining{resource="graphql"}']).toBeGreaterThan(1_000);
  expect(now.tocsin_last_sweep_timestamp_seconds).toBe(Date.parse('2026-11-23T10:00:00Z') / 1_000);
  expect(Object.keys(now).filter((name) => /shop|acme|ana|#/.test(name))).toEqual([]);
});

test('the pages answer who asks; nobody else reads the metrics', async () => {
  expect((await fetch(`${stage.url()}/healthz`)).status).toBe(200);
  const ready = await fetch(`${stage.url()}/readyz`);
  expect(await ready.json()).toEqual({ ready: true, notReady: [] });
  expect((await fetch(`${stage.url()}/metrics`)).status).toBe(401);
  expect((await fetch(`${stage.url()}/metrics`, { method: 'POST' })).status).toBe(404);
  const text = await (await fetch(`${stage.url()}/metrics`)).text();
  expect(text).not.toContain('tocsin_passes');
});
