import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY, MINUTE } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

const INCIDENTS = 50;
const here = { owner: 'acme', repo: 'shop' };
const numbers = Array.from({ length: INCIDENTS }, (_, index) => index + 1);
let folder: string;
let stage: Stage;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-lost-'));
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

const issue = (number: number) => stage.sandbox.world.issue('acme/shop', number);
const say = (number: number, body: string) =>
  stage.as('ana').rest.issues.createComment({ ...here, issue_number: number, body });

/** What a person sees of an incident, and which acts of ours stand there. */
function shown(number: number) {
  const { state, labels, assignees, comments } = issue(number);
  const ours = comments.filter(({ author }) => author === 'tocsin[bot]');
  const commands = comments.filter(({ author }) => author === 'ana');
  const marks = ours.flatMap(({ body }) => [...body.matchAll(/tocsin:act (page:\d+)/g)]);
  return {
    number,
    state,
    labels: labels.map(({ name }) => name).toSorted(),
    assignees,
    cards: ours.filter(({ body }) => body.includes('tocsin:record')).length,
    calls: marks.map(([, act]) => act),
    reactions: commands.map(({ reactions }) => reactions.map(({ content }) => content)),
  };
}

/** What was asked for, whoever was there to hear it. */
function wanted(number: number): ReturnType<typeof shown> {
  const isOver = number % 5 === 0;
  const hasCommander = number % 2 === 1;
  return {
    number,
    state: isOver ? 'closed' : 'open',
    labels: [
      `SEV ${(number % 2) + 1}`,
      'incident',
      isOver ? 'status: resolved' : 'status: mitigating',
    ],
    assignees: hasCommander ? ['bob'] : [],
    cards: 1,
    calls: ['page:0'],
    reactions: hasCommander ? [['ROCKET'], ['ROCKET']] : [['ROCKET']],
  };
}

test('the queue is deleted in the middle of fifty incidents: all that GitHub knows converges', async () => {
  const start = Date.parse('2026-11-23T10:00:00Z');
  stage = await setStage({ start, queueFile: join(folder, 'queue'), sweepEvery: DAY });
  const { world, trouble } = stage.sandbox;
  world.repository('acme/shop', { collaborators: { ana: 'admin', bob: 'write' } });
  world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana, bob] }');
  world.installApp('acme');
  await stage.wind(MINUTE);
  for (const number of numbers) {
    const labels = ['incident', `SEV ${(number % 2) + 1}`];
    await stage.as('ana').rest.issues.create({ ...here, title: `Trouble ${number}`, labels });
  }
  await stage.settle();
  await stage.wind(MINUTE);
  for (const number of numbers) if (number % 2) await say(number, '/ic @bob');
  await stage.settle();
  await stage.wind(MINUTE);
  // Nobody hears of what is said now, and then the queue is gone with all that it knew.
  trouble.webhooks.drop(numbers.length);
  for (const number of numbers)
    await say(number, number % 5 ? '/mitigating rolled back' : '/resolve it is over');
  await stage.stopApp();
  await stage.startApp({ lose: true });
  await stage.settle();
  await stage.wind(MINUTE);
  expect(numbers.map(shown)).toEqual(numbers.map(wanted));
}, 240_000);
