import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/clock.ts';
import { HOUR, SECOND } from '../src/core/time.ts';
import { openLog } from '../src/log/open.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { freePort } from '../src/sandbox/free-port.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import { type Services, startServices } from '../src/sandbox/services.ts';
import { environmentFor } from '../src/sandbox/stage.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { type Running, startTocsin } from '../src/tocsin.ts';
import { startBarePager } from './bare-pager.ts';
import { type Figure, inTurns, quantile, type Row } from './figure.ts';
import { inFolder } from './servers.ts';

const INCIDENTS = 25;
const LONGEST = 20 * SECOND;
const FORM = new URL('../.github/ISSUE_TEMPLATE/incident.yml', import.meta.url);
const POLICY = "responders: { on-call: { people: [ana], pagerduty: '${PAGER}' } }";

export const paging: Figure = {
  name: 'page',
  about: `From the form of a SEV 1 to the trigger at the pager, over a GitHub and a pager on loopback that take no time of their own, ${INCIDENTS} times; the baseline is a Probot app that does nothing but trigger, and remembers nothing`,
  measure: () => inFolder(measured),
};

/** Both, and all that they speak to, are in this one process: none has more of the machine than the other. */
async function measured(folder: string): Promise<readonly Row[]> {
  // The app was installed an hour ago.
  const clock = new WoundClock(Date.now() - HOUR);
  const sandbox = await startSandbox({ clock });
  const services = await startServices(() => Date.now());
  const file = join(folder, 'queue.sqlite');
  const log = openLog({ level: process.env.BENCH_LOG ?? 'fatal', secrets: [] });
  // As was its store: one that was just made does not believe at once what is older.
  await openSqliteQueue({ file, clock, log }).close();
  const queue = openSqliteQueue({ file, clock: systemClock, log });
  const env = { ...environmentFor(sandbox, services), port: await freePort() };
  const tocsin = await startTocsin(env, { clock: systemClock, queue, log, throttled: false });
  const bare = await startBarePager(sandbox, services.pagerDuty.url);
  try {
    const { world } = sandbox;
    world.repository('acme/shop', { collaborators: { ana: 'admin' } });
    world.addFile('acme/shop', '.github/incidents.yml', POLICY);
    world.addFile('acme/shop', '.github/ISSUE_TEMPLATE/incident.yml', readFileSync(FORM, 'utf8'));
    world.addLabels('acme/shop', ['incident']);
    world.installApp('acme');
    const ours: number[] = [];
    const theirs: number[] = [];
    const take = async (url: string, into: number[]): Promise<void> => {
      sandbox.deliverTo(url);
      into.push(await latency({ clock, sandbox, services }));
      await idle(sandbox, tocsin);
    };
    // The first of each loads and asks what is known from then on, and is not counted.
    for (let round = 0; round <= INCIDENTS; round += 1) {
      await take(`${tocsin.url}${env.webhookPath}`, ours);
      await take(bare.url, theirs);
    }
    const row = (what: string, share: number): Row => {
      const [own, other] = [ours, theirs].map((all) => quantile(all.slice(1), share));
      const [figure = Number.NaN, baseline = Number.NaN] = [own, other];
      return { what, unit: 'ms', ours: figure, baseline, ratio: figure / baseline };
    };
    return [
      inTurns({ what: 'p50', unit: 'ms' }, ours.slice(1), theirs.slice(1)),
      row('the slowest', 1),
    ];
  } finally {
    await tocsin.stop();
    await bare.stop();
    await sandbox.close();
    await services.close();
  }
}

interface Scene {
  readonly clock: WoundClock;
  readonly sandbox: Sandbox;
  readonly services: Services;
}

/** Declares an incident; ms until the pager hears of it. */
async function latency({ clock, sandbox, services }: Scene): Promise<number> {
  const { world } = sandbox;
  const { pagerDuty } = services;
  const before = pagerDuty.heard.length;
  clock.windTo(Date.now());
  const began = performance.now();
  world.openForm('acme/shop', 'incident.yml', {
    by: 'ana',
    title: 'Checkout is down',
    answers: { 'What is broken?': 'Nobody can pay', Severity: 'SEV 1' },
  });
  while (pagerDuty.heard.length === before) {
    if (performance.now() - began > LONGEST) throw new Error('nobody was called');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return performance.now() - began;
}

async function idle(sandbox: Sandbox, tocsin: Running): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await sandbox.settled();
    await pause(5);
    if (!tocsin.idle()) quiet = -1;
  }
}
