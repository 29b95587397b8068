import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

const START = Date.parse('2026-11-23T10:00:00Z');
let stage: Stage;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
  stage = await setStage({ start: START, queueFile: join(folder, 'queue.sqlite') });
  const { world } = stage.sandbox;
  world.repository('acme/shop', { private: true, collaborators: { ana: 'write' } });
  world.addFile(
    'acme/shop',
    '.github/incidents.yml',
    "responders: {on-call: {people: [ana], pagerduty: '${PAGER}'}}\n",
  );
  world.installApp('acme');
  await declare();
  await stage.settle();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const declare = () =>
  stage
    .as('ana')
    .rest.issues.create({ owner: 'acme', repo: 'shop', title: 'Down', labels: ['incident'] });
const rings = (): number => stage.services.pagerDuty.rings.length;
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
/** Waits in real time; nobody winds the clock meanwhile. */
async function until(holds: () => boolean): Promise<void> {
  for (let left = 400; left > 0 && !holds(); left -= 1) await aMoment();
}

test('people are called three seconds after GitHub was asked, not before', async () => {
  expect(rings()).toBe(1);
  stage.sandbox.trouble.goAway(600 * SECOND);
  await declare();
  await stage.sandbox.settled();
  await until(() => stage.clock.sleepers > 0);
  stage.clock.windTo(START + 3 * SECOND - 1);
  for (let turn = 0; turn < 20; turn += 1) await aMoment();
  expect(rings()).toBe(1);
  stage.clock.windTo(START + 3 * SECOND);
  await until(() => rings() > 1);
  expect(rings()).toBe(2);
  stage.sandbox.trouble.clear();
  await stage.settle();
  await stage.sweep();
  await stage.settle();
  expect(rings()).toBe(2);
});
