import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';

/**
 * The law of laws: kill the process before or after any of its requests and start it again: the world
 * ends as if nobody had killed it, and nothing is said twice.
 */
const START = Date.parse('2026-11-23T10:00:00Z');
/** Every how-manyth request is tried: `KILL_EVERY=1` tries them all, in some minutes. */
const STEP = Number(process.env.KILL_EVERY ?? 90);
const SHOP = 'acme/shop';
const folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = { owner: 'acme', repo: 'shop' };
const issue = { ...here, issue_number: 1 };

/** What people do; between two of these the app comes to rest. */
const acts: readonly ((stage: Stage) => Promise<unknown>)[] = [
  (stage) =>
    stage
      .as('ben')
      .rest.issues.create({ ...here, title: 'Checkout is down', labels: ['incident'] }),
  (stage) => stage.as('ana').rest.issues.createComment({ ...issue, body: '/ic\n/sev 1 all of it' }),
  async (stage) => {
    await stage.as('ben').rest.issues.removeLabel({ ...issue, name: 'SEV 1' });
    await stage.as('ben').rest.issues.addLabels({ ...issue, labels: ['SEV 2'] });
  },
  (stage) =>
    stage.as('ana').rest.issues.createComment({ ...issue, body: '/action @ben add an index' }),
  (stage) => stage.as('ana').rest.issues.createComment({ ...issue, body: '/resolve rolled back' }),
];

async function play(name: string, arm: (stage: Stage) => void, lose = false): Promise<World> {
  const stage = await setStage({ start: START, queueFile: join(folder, name) });
  try {
    const { world } = stage.sandbox;
    for (const login of ['ana', 'ben', 'mia']) world.person(login);
    world.repository(SHOP, { collaborators: { ana: 'write', ben: 'admin', mia: 'write' } });
    world.addLabels(SHOP, ['incident', 'SEV 2']);
    world.addFile(
      SHOP,
      '.github/incidents.yml',
      'responders:\n  on-call: [ana]\n  director: [mia]\n',
    );
    world.installApp('acme');
    await rest(stage, lose);
    arm(stage);
    for (const act of acts) {
      await stage.wind(MINUTE);
      await act(stage);
      await rest(stage, lose);
    }
    await stage.wind(6 * MINUTE);
    return worldOf(stage);
  } finally {
    await stage.close();
  }
}

/** Lets everything come to an end; whoever was killed is started again. */
async function rest(stage: Stage, lose = false): Promise<void> {
  await stage.settle();
  if (!stage.crashed()) return;
  await stage.startApp({ lose });
  await stage.settle();
}

type World = ReturnType<typeof worldOf>;

/** All that people see, but for addresses and for the seconds that recovery takes. */
function worldOf(stage: Stage) {
  const requests = stage.sandbox.requests.filter(({ by }) => by === 'app').length;
  const plain = (text: string): string =>
    text
      .replaceAll(/<!-- tocsin:record \S+ \S+ -->/g, '')
      .replaceAll(/http\S+/g, 'URL')
      .replaceAll(/clock:\d+/g, 'clock');
  const issues = stage.sandbox.world.issues(SHOP).map((one) => ({
    state: one.state,
    title: one.title,
    labels: one.labels.map(({ name }) => name).sort(),
    assignees: [...one.assignees].sort(),
    milestone: one.milestone,
    isPinned: one.isPinned,
    parent: one.parent,
    body: plain(one.body),
    // 👀 says that a command takes its time: recovering does.
    comments: one.comments.map(({ body, reactions }) => ({
      body: plain(body),
      reactions: reactions.filter(({ content }) => content !== 'EYES'),
    })),
  }));
  return { requests, issues };
}

describe('killed at any request and started again, the world ends the same', () => {
  const quietly = play('calm', () => {});

  test('the undisturbed run is a whole incident', async () => {
    const { issues, requests } = await quietly;
    expect(issues).toHaveLength(3);
    expect(issues[0]).toMatchObject({ state: 'closed', assignees: ['ana'] });
    expect(issues[1]).toMatchObject({ title: 'add an index', assignees: ['ben'], parent: 3 });
    expect(issues[2]).toMatchObject({ state: 'open', parent: 1 });
    expect(requests).toBeGreaterThan(40);
  });

  const ends = [
    { title: 'before a request', when: 'before', lose: false },
    { title: 'after a request', when: 'after', lose: false },
    { title: 'before a request, its disk lost', when: 'before', lose: true },
    { title: 'after a request, its disk lost', when: 'after', lose: true },
  ] as const;

  test.each(ends)('killed $title', async ({ title, when, lose }) => {
    const calm = await quietly;
    const wrong: unknown[] = [];
    for (let request = first(title); request <= calm.requests; request += STEP) {
      const crash = (stage: Stage): void => stage.crashAt(request, when);
      const disturbed = await play(`${title}-${request}`, crash, lose);
      if (!isDeepStrictEqual(disturbed.issues, calm.issues))
        wrong.push({ request, ended: disturbed.issues });
    }
    expect(wrong).toEqual([]);
  });
});

/** Each kind of end begins elsewhere, so that together they come by more requests. */
const first = (title: string): number => 1 + (title.length % STEP);
