import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { freePort } from '../src/sandbox/free-port.ts';
import { environmentFor, type Stage, setStage } from '../src/sandbox/stage.ts';
import { type Running, startTocsin } from '../src/tocsin.ts';

const shop = { owner: 'acme', repo: 'shop' };
let stage: Stage;
let second: Running;
afterEach(async () => {
  await second.stop();
  await stage.close();
});

/** One more server beside the stage's own, that knows nothing of it: as where a new version is tried out. */
async function startBeside({ clock, sandbox, services }: Stage): Promise<Running> {
  const log = pino({ level: 'silent' });
  const queue = openSqliteQueue({ file: ':memory:', clock, log });
  const env = { ...environmentFor(sandbox, services), port: await freePort() };
  const { settings: notifiers } = services;
  return startTocsin(env, { clock, queue, log, notifiers, throttled: false, retryPause: 1 });
}

test('two servers that know nothing of each other ring once for an incident, and make one channel', async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z') });
  const { sandbox, services, clock } = stage;
  sandbox.world.repository('acme/shop', { collaborators: { ana: 'write' } });
  sandbox.world.addFile(
    'acme/shop',
    '.github/incidents.yml',
    "responders: { on-call: { people: [ana], pagerduty: '${PAGER}' } }\nslack: { token: '${SLACK}' }\n",
  );
  sandbox.world.installApp('acme');
  second = await startBeside(stage);
  await stage.settle();
  const labels = ['incident', 'SEV 2'];
  await stage.as('ana').rest.issues.create({ ...shop, title: 'Checkout is down', labels });
  // The one hears of it by webhook, the other finds it, at the same time.
  await second.sweep();
  for (let quiet = 0; quiet < 5; ) {
    await stage.settle();
    await pause(2);
    quiet = second.idle() && clock.sleepers === 0 ? quiet + 1 : 0;
    const next = clock.next();
    if (quiet === 0 && clock.sleepers > 0 && next !== null) clock.windTo(next);
  }
  const { pagerDuty, slack } = services;
  expect(pagerDuty.rings).toHaveLength(1);
  expect(slack.world.rooms.map(({ name }) => name)).toEqual(['incident-1']);
  const [room] = slack.world.rooms;
  expect(room?.purpose).toContain('/acme/shop/issues/1');
});
