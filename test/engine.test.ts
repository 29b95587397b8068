import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

const SHOP = 'acme/shop';
const here = { owner: 'acme', repo: 'shop' };
const issue = { ...here, issue_number: 1 };
const CARD = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
let stage: Stage;
let folder: string;

async function declare(policy: string): Promise<void> {
  const { world } = stage.sandbox;
  for (const login of ['ana', 'mia', 'dan']) world.person(login);
  world.repository(SHOP, { collaborators: { ana: 'admin', mia: 'write', dan: 'write' } });
  world.addFile(SHOP, '.github/incidents.yml', policy);
  world.installApp('acme');
  await stage.settle();
  await stage.wind(MINUTE);
  await stage
    .as('ana')
    .rest.issues.create({ ...here, title: 'Down', labels: ['incident', 'SEV 2'] });
  await stage.settle();
}

async function say(body: string): Promise<void> {
  await stage.wind(MINUTE);
  await stage.as('ana').rest.issues.createComment({ ...issue, body });
  await stage.settle();
}

const comments = () => stage.sandbox.world.issue(SHOP, 1).comments;
const ours = () => comments().filter(({ author }) => author === 'tocsin[bot]');
const card = () => ours().find(({ body }) => body.includes('tocsin:record'))?.body ?? '';
const calling = (login: string) =>
  ours().filter(({ body }) => body.includes(`@${login}`) && body.includes('tocsin:act page:'));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const start = Date.parse('2026-11-23T10:00:00Z');
  stage = await setStage({ start, queueFile: join(folder, 'queue'), sweepEvery: DAY });
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

const POLICY = 'responders: { on-call: [ana], eng-manager: [mia], director: [dan] }';

describe('a card never outgrows what GitHub takes', () => {
  test('however much is noted', async () => {
    await declare(POLICY);
    const note = () => `/note ${randomBytes(300).toString('base64')}`;
    for (let round = 0; round < 12; round += 1)
      await say(Array.from({ length: 10 }, note).join('\n'));
    await say('/note the last of them');
    expect(card().length).toBeLessThanOrEqual(65_536);
    expect(card()).toContain('the last of them');
    expect(card()).toMatch(/earlier entries are in this comment/);
    expect(comments().at(-1)?.reactions).toMatchObject([{ content: 'ROCKET' }]);
  });

  test('nor by one comment as long as GitHub allows', async () => {
    await declare(POLICY);
    await say(`/note ${randomBytes(45_000).toString('base64').slice(0, 60_000)}`);
    await say('/ic');
    expect(card()).toContain('**IC:** @ana');
  });
});

test('people are called though the card cannot be written, and once', async () => {
  await declare(POLICY);
  const [method = '', route = ''] = CARD.split(' ');
  stage.sandbox.trouble.fail({ method, route, times: 3, status: 403 });
  await say('/sev 1 all of it');
  expect(calling('dan')).toHaveLength(1);
  await stage.wind(5 * MINUTE);
  expect(calling('dan')).toHaveLength(1);
  expect(card()).toContain('**Incident Declared:** SEV 1');
});

test('a trifle that GitHub refuses for good is refused once, and said', async () => {
  await declare(POLICY);
  const route = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
  stage.sandbox.trouble.fail({ method: 'POST', route, times: 100, status: 403 });
  await say('/ic');
  await say('/ops @mia');
  await stage.wind(30 * MINUTE);
  const tried = stage.sandbox.requests.filter((request) => request.route === `POST ${route}`);
  expect(tried).toHaveLength(1);
  expect(card()).toContain('Comments could not be answered with a reaction');
});

test('what GitHub refuses three times running is said on the card, as long as it does', async () => {
  await declare(POLICY);
  const route = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
  stage.sandbox.trouble.fail({ method: 'POST', route, times: 4, status: 403 });
  const told = 'GitHub keeps refusing what Tocsin tries to do (add-label:SEV 1)';
  await say('/sev 1');
  // Tried again after 5 and 10 s: three times by then.
  await stage.wind(20 * SECOND);
  expect(card()).not.toContain(told);
  await stage.wind(20 * SECOND);
  expect(card()).toContain(told);
  await stage.wind(40 * SECOND);
  expect(stage.sandbox.world.issue(SHOP, 1).labels.map(({ name }) => name)).toContain('SEV 1');
  expect(card()).not.toContain('GitHub keeps refusing');
});

describe('where card and disk are lost', () => {
  async function lose(): Promise<void> {
    const lost = comments().find(({ body }) => body.includes('tocsin:record'));
    if (!lost) throw new Error('There was no card to lose');
    await stage.stopApp();
    stage.sandbox.world.deleteComment(lost.id);
    await stage.wind(90 * MINUTE);
    await stage.startApp({ lose: true });
    await stage.settle();
  }

  test('the record is read again and calls nobody, nor do the clocks that ran meanwhile', async () => {
    await declare(POLICY);
    await say('/ic');
    const before = ours().length;
    await lose();
    expect(card()).toContain('this record was read again from the issue');
    expect(card()).toContain('**IC:** @ana');
    await stage.wind(MINUTE);
    expect(ours()).toHaveLength(before);
  });

  test('what is called for afterwards is really called', async () => {
    await declare(POLICY);
    await say('/ic');
    await lose();
    const before = calling('dan').length;
    await say('/sev 1 worse');
    expect(calling('dan')).toHaveLength(before + 1);
  });
});

test('severities of one’s own survive a lost disk and a changed file', async () => {
  const own = `${POLICY}\nseverities: { 5: { name: Wish, meaning: Not even a bug, page: [director], respond: 1h } }`;
  await declare(own);
  await say('/sev 5 let us see');
  expect(card()).toContain('**SEV 5** Wish');
  await stage.stopApp();
  stage.sandbox.world.addFile(SHOP, '.github/incidents.yml', POLICY);
  await stage.startApp({ lose: true });
  await say('/ic');
  expect(card()).toContain('**SEV 5** Wish');
  expect(card()).toContain('**IC:** @ana');
});
