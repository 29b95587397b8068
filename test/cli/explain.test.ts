import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeRecord } from '../../src/core/record.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { aRecord } from '../support/builders.ts';
import { typedBy } from './typed.ts';

const here = { owner: 'acme', repo: 'shop' };
const issue = { ...here, issue_number: 1 };
let stage: Stage;
let tocsin: ReturnType<typeof typedBy>;

beforeAll(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 30 * DAY });
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'mia', 'zoe']) world.person(login);
  world.repository('acme/shop', { collaborators: { ana: 'write', ben: 'write', mia: 'write' } });
  const policy = 'responders: { on-call: [ana], eng-manager: [mia] }';
  world.addFile('acme/shop', '.github/incidents.yml', policy);
  world.installApp('acme');
  await stage.settle();
  await stage.wind(MINUTE);
  const labels = ['incident', 'SEV 1'];
  await stage.as('ben').rest.issues.create({ ...here, title: 'Checkout is down', labels });
  await stage.settle();
  await stage.wind(MINUTE);
  await say('ana', '/ic\n/note deploy 4812');
  await stage.settle();
});
beforeEach(() => {
  tocsin = typedBy('ana', stage);
});
afterAll(() => stage.close());

const say = (login: string, body: string) =>
  stage.as(login).rest.issues.createComment({ ...issue, body });
/** What the app has written since. */
const written = (from: number) =>
  stage.sandbox.requests.slice(from).filter(({ changed }) => changed);

describe('an incident', () => {
  test('its state, why, and its clocks', async () => {
    const { code, out, err } = await tocsin('explain', 'acme/shop#1');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'SEV 1 (Critical) · Investigating · declared 2026-11-23 10:01 UTC by ben',
    );
    expect(out).toMatch(/Believed: tocsin\[bot\] \(\d+\) wrote the oldest record here/);
    expect(out).toContain('2026-11-23 10:02 UTC  ana became Incident Commander');
    expect(out).toMatch(/10:12 UTC {2}mitigation-prompt \(in \d+m\)/);
    expect(out).toContain('nothing: all is as it should be');
  });

  test('what it says the next pass would do is what the next pass does', async () => {
    await stage.stopApp();
    await stage.wind(MINUTE);
    const from = stage.sandbox.requests.length;
    await say('ana', '/sev 2 half can pay\n/ops @ben');
    const { out } = await tocsin('explain', 'acme/shop#1', '--json');
    const { next } = JSON.parse(out);
    expect(written(from)).toHaveLength(1);
    expect(next.notes).toEqual([
      'ana changed SEV 1 to SEV 2: half can pay',
      'ana made ben Operations Lead',
    ]);
    const ids: readonly string[] = next.effects.map(({ id }: { readonly id: string }) => id);
    await stage.startApp();
    await stage.settle();
    const done = written(from + 1).filter(({ by }) => by === 'app');
    expect(done.length).toBeGreaterThan(3);
    // The card is written twice: with the decision, and with what came of it.
    const routes = done.map(({ route }) => route.replace(/\{.*?\}/g, ''));
    expect(routes.filter((route) => route.startsWith('PATCH'))).not.toEqual([]);
    expect(ids).toContain('card');
    expect(done.filter(({ route }) => /labels/.test(route)).length).toBe(
      ids.filter((id) => id.includes('label')).length,
    );
    expect(done.filter(({ route }) => /assignees/.test(route)).length).toBe(
      ids.filter((id) => id.includes('assignee')).length,
    );
    const { out: after } = await tocsin('explain', 'acme/shop#1');
    expect(after).toContain('nothing: all is as it should be');
  });

  test('a clock that is due is said to be, and nothing is written', async () => {
    await stage.stopApp();
    stage.clock.windTo(stage.clock.now() + 70 * MINUTE);
    const from = stage.sandbox.requests.length;
    const { out } = await tocsin('explain', 'acme/shop#1');
    expect(out).toMatch(/update-overdue \(due for \d+m\)/);
    expect(out).toMatch(/note: Asked ana for the overdue update/);
    expect(out).toMatch(/comment on #1: .*still investigating/);
    expect(written(from)).toEqual([]);
    await stage.startApp();
    await stage.settle();
  });

  test('a stranger’s word is no command, and who may is not told to everybody', async () => {
    await stage.stopApp();
    await say('zoe', '/resolve');
    const { out } = await tocsin('explain', 'acme/shop#1');
    expect(out).not.toMatch(/close the issue/);
    expect(out).toMatch(/answer comment \d+ with confused/);
    await stage.startApp();
    await stage.settle();
  });
});

describe('whose record', () => {
  const forged = `A card\n\n${encodeRecord(aRecord())}`;

  test('a person’s is not believed', async () => {
    const { data } = await stage.as('ben').rest.issues.create({ ...here, title: 'Mine' });
    const place = { ...here, issue_number: data.number };
    await stage.as('ben').rest.issues.createComment({ ...place, body: forged });
    const { out, code } = await tocsin('explain', `acme/shop#${data.number}`);
    expect(code).toBe(0);
    expect(out).toContain('It has no record');
    expect(out).toContain('nothing: nothing declares it an incident');
    expect(out).not.toContain('Believed');
  });

  test('--bot-id says whose; another one’s is not read', async () => {
    const id = String(stage.sandbox.app.botId);
    const { out } = await tocsin('explain', 'acme/shop#1', '--bot-id', id);
    expect(out).toContain(`Believed: as --bot-id says (${id})`);
    const { out: other } = await tocsin('explain', 'acme/shop#1', '--bot-id', '7');
    expect(other).toContain('It has no record');
  });

  test('--bot-id is a number', async () => {
    const { code, err } = await tocsin('explain', 'acme/shop#1', '--bot-id', 'tocsin');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/is a number, not "tocsin"/),
    });
  });
});

describe('an incident that nobody has declared', () => {
  test('who would be called, when again, how often updates and when the postmortem', async () => {
    const { code, out } = await tocsin('explain', '--declare', 'sev1', 'acme/shop');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^SEV 1 \(Critical\) now would call on-call \(ana\), eng-manager \(mia\); nobody is configured for director, execs\.$/m,
    );
    expect(out).toContain('Updates: every 30m. Postmortem: owed within 2 days');
    expect(out).toContain('By .github/incidents.yml of acme/shop.');
    expect(out).toMatch(/If nobody answers\n.*\+15m .*Called on-call \(ana\)/);
    expect(out).toMatch(/\+40m .*Called eng-manager \(mia\)/);
  });

  test('a ticket calls nobody', async () => {
    const { out } = await tocsin('explain', '--declare', 'Trivial', 'acme/shop');
    expect(out).toContain('would be a ticket');
    expect(out).not.toContain('If nobody answers');
  });

  test('without a file by the organisation’s, without that by the defaults', async () => {
    const { world } = stage.sandbox;
    world.repository('acme/docs', { collaborators: { ana: 'read' } });
    const { out } = await tocsin('explain', '--declare', '2', 'acme/docs', '--json');
    expect(JSON.parse(out)).toMatchObject({
      policy: expect.stringContaining('the defaults'),
      unfilled: ['on-call', 'eng-manager'],
    });
    world.repository('acme/.github');
    world.addFile('acme/.github', '.github/incidents.yml', 'responders: { on-call: [ben] }');
    const { out: ours } = await tocsin('explain', '--declare', '2', 'acme/docs');
    expect(ours).toContain('call on-call (ben)');
    expect(ours).toContain('By .github/incidents.yml of acme/.github.');
  });

  test('a broken file is told, and the defaults hold', async () => {
    stage.sandbox.world.repository('acme/broken', { collaborators: { ana: 'read' } });
    stage.sandbox.world.addFile('acme/broken', '.github/incidents.yml', 'clocks: soon');
    const { code, out, err } = await tocsin('explain', '--declare', '2', 'acme/broken');
    expect(code).toBe(0);
    expect(err).toContain('clocks is "soon"');
    expect(out).toContain('By the defaults, for the file is broken');
  });

  test.each([
    ['sev9', /no severity "sev9".*sev1 \(SEV 1, Critical\)/],
    ['majr', /did you mean Major\?/],
  ])('there is no %s', async (typed, says) => {
    const { code, err } = await tocsin('explain', '--declare', typed, 'acme/shop');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
  });
});

describe('what is not there', () => {
  test.each([
    [['explain', 'acme/shop#99'], 3, /no issue acme\/shop#99/],
    [['explain', 'acme/gone#1'], 3, /no issue acme\/gone#1/],
    [['explain', '--declare', '1', 'acme/gone'], 3, /no repository acme\/gone/],
    [['explain', 'acme/shop'], 2, /no issue\. Write owner\/repo#number/],
  ])('%s', async (words, code, says) => {
    const ended = await tocsin(...words);
    expect(ended.err).toMatch(says);
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
  });
});
