import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';

/** Each makes two comments: more than GitHub allows a minute. */
const INCIDENTS = process.env.LAWS ? 120 : 40;
const numbers = Array.from({ length: INCIDENTS }, (_, index) => index + 1);
const here = { owner: 'acme', repo: 'shop' };
const CREATIONS = [
  'POST /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
];
let stage: Stage;
afterEach(() => stage.close());

type Counted = (request: Stage['sandbox']['requests'][number]) => boolean;

/** How many incidents have a comment of ours that says so. */
const saying = (text: string): number =>
  numbers.filter((number) =>
    stage.sandbox.world.issue('acme/shop', number).comments.some(({ body }) => body.includes(text)),
  ).length;

/** The most requests of the app within a minute, by GitHub's clock. */
function most(isCounted: Counted): number {
  const times = stage.sandbox.requests
    .filter((request) => request.by === 'app' && isCounted(request))
    .map(({ at }) => at);
  const within = (from: number) => times.filter((at) => at >= from && at < from + MINUTE).length;
  return Math.max(...times.map(within));
}

const isCreation: Counted = ({ route }) => CREATIONS.includes(route);
const isWrite: Counted = ({ method, route }) =>
  route.startsWith('GraphQL') ? /Pin/.test(route) : method !== 'GET';

/** That many are declared within one second. */
async function declare(count: number, queueFile?: string): Promise<void> {
  const start = Date.parse('2026-11-23T10:00:00Z');
  const options = { start, sweepEvery: 12 * HOUR, budgeted: true };
  stage = await setStage(queueFile ? { ...options, queueFile } : options);
  const { world } = stage.sandbox;
  world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  world.addLabels('acme/shop', ['incident', 'SEV 2']);
  const groups = "on-call: { people: [ana], pagerduty: '${PAGER}' }, eng-manager: ana";
  world.addFile('acme/shop', '.github/incidents.yml', `responders: { ${groups} }`);
  world.installApp('acme');
  await stage.wind(MINUTE);
  for (const number of numbers.slice(0, count)) {
    const issue = { title: `Trouble ${number}`, labels: ['incident', 'SEV 2'] };
    await stage.as('ana').rest.issues.create({ ...here, ...issue });
  }
  await stage.settle();
}

/** All that an incident wants is there, and nothing twice. */
function expectWhole(count: number): void {
  for (const number of numbers.slice(0, count)) {
    const { labels, comments } = stage.sandbox.world.issue('acme/shop', number);
    const marks = comments.flatMap(({ body }) => body.match(/tocsin:(?:act \S+|record)/g) ?? []);
    expect(marks).toContain('tocsin:act page:0');
    expect(marks).toContain('tocsin:record');
    expect(new Set(marks).size).toBe(marks.length);
    expect(labels.map(({ name }) => name)).toContain('status: investigating');
    expect(comments.some(({ isPinned }) => isPinned)).toBe(true);
  }
  expect(stage.services.pagerDuty.rings).toHaveLength(count);
}

test('a burst of incidents: pagers ring at once, the rest comes as GitHub allows, and all of it', async () => {
  await declare(INCIDENTS);
  expect(stage.services.pagerDuty.rings).toHaveLength(INCIDENTS);
  const said = saying('tocsin:record') + saying('tocsin:act page:0');
  expect(said).toBeGreaterThan(70);
  expect(said).toBeLessThan(2 * INCIDENTS);

  // Two creations an incident, some seventy a minute.
  await stage.wind(Math.ceil(INCIDENTS / 30) * MINUTE);
  expect(saying('tocsin:record')).toBe(INCIDENTS);
  expect(saying('tocsin:act page:0')).toBe(INCIDENTS);

  await stage.wind(Math.ceil(INCIDENTS / 8) * MINUTE);
  expectWhole(INCIDENTS);
  expect(most(isCreation)).toBeLessThanOrEqual(80);
  // 900 points a minute, a write costs five.
  expect(most(isWrite)).toBeLessThanOrEqual(180);
  expect(stage.sandbox.requests.filter(({ status }) => status === 403)).toEqual([]);
}, 240_000);

// Forgotten is what was counted, and then GitHub's word is all there is.
test('restarted in the middle of it, GitHub’s word is kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-burst-'));
  const { length } = numbers.slice(0, process.env.LAWS ? 45 : 40);
  await declare(length, join(folder, 'queue'));
  await stage.stopApp();
  const headers = { 'retry-after': '50' };
  const [, comments = ''] = CREATIONS;
  const route = comments.replace('POST ', '');
  stage.sandbox.trouble.fail({ method: 'POST', route, status: 403, headers, times: 5 });
  await stage.startApp();
  await stage.settle();
  await stage.wind(10 * MINUTE);
  expectWhole(length);
  const refused = stage.sandbox.requests.filter(({ status }) => status === 403);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(5);
  rmSync(folder, { recursive: true });
});
