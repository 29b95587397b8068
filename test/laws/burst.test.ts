import { afterEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';

/** Each makes two comments: more than GitHub allows a minute. */
const INCIDENTS = process.env.LAWS ? 120 : 45;
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

test('a burst of incidents: pagers ring at once, the rest comes as GitHub allows, and all of it', async () => {
  const start = Date.parse('2026-11-23T10:00:00Z');
  stage = await setStage({ start, sweepEvery: 12 * HOUR, budgeted: true });
  const { sandbox, services, wind, settle } = stage;
  sandbox.world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  sandbox.world.addLabels('acme/shop', ['incident', 'SEV 2']);
  const groups = "on-call: { people: [ana], pagerduty: '${PAGER}' }, eng-manager: ana";
  sandbox.world.addFile('acme/shop', '.github/incidents.yml', `responders: { ${groups} }`);
  sandbox.world.installApp('acme');
  await wind(MINUTE);
  for (const number of numbers) {
    const issue = { title: `Trouble ${number}`, labels: ['incident', 'SEV 2'] };
    await stage.as('ana').rest.issues.create({ ...here, ...issue });
  }
  await settle();
  expect(services.pagerDuty.rings).toHaveLength(INCIDENTS);
  expect(saying('tocsin:record')).toBeLessThan(INCIDENTS);

  // Two creations an incident, some seventy a minute.
  await wind(Math.ceil(INCIDENTS / 30) * MINUTE);
  expect(saying('tocsin:record')).toBe(INCIDENTS);
  expect(saying('tocsin:act page:0')).toBe(INCIDENTS);

  await wind(Math.ceil(INCIDENTS / 8) * MINUTE);
  for (const number of numbers) {
    const { labels, comments } = sandbox.world.issue('acme/shop', number);
    const marks = comments.flatMap(({ body }) => body.match(/tocsin:(?:act \S+|record)/g) ?? []);
    expect(new Set(marks).size).toBe(marks.length);
    expect(labels.map(({ name }) => name)).toContain('status: investigating');
    expect(comments.some(({ isPinned }) => isPinned)).toBe(true);
  }
  expect(services.pagerDuty.rings).toHaveLength(INCIDENTS);
  expect(most(isCreation)).toBeLessThanOrEqual(80);
  // 900 points a minute, a write costs five.
  expect(most(isWrite)).toBeLessThanOrEqual(180);
  expect(sandbox.requests.filter(({ status }) => status === 403)).toEqual([]);
});
