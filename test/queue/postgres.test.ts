import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { openPostgresQueue } from '../../src/queue/postgres.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { queueContract, recordingLog, START } from '../support/queue-contract.ts';

let postgres: Postgres;
/** Which database a store lives in; those of tests that are over are emptied and taken again. */
let inUse = new Map<string, string>();
const free: string[] = [];
let count = 0;
beforeAll(async () => {
  postgres = await startPostgres();
  // A store with the tables and nothing in them, of which the others are copies.
  const url = await postgres.database('empty');
  const clock = new WoundClock(START);
  await (await openPostgresQueue({ url, clock, log: recordingLog() })).close();
  await postgres.ask('empty', 'TRUNCATE tocsin.store');
});
beforeEach(() => {
  free.push(...inUse.values());
  inUse = new Map();
});
afterAll(() => postgres.close());

async function anEmptyOne(): Promise<string> {
  const name = free.pop();
  if (name) {
    const tables = [
      'store',
      'issues',
      'nudges',
      'letters',
      'cards',
      'intents',
      'facts',
      'pools',
      'deliveries',
    ];
    const jobs = ['graphile_worker._private_jobs', 'graphile_worker._private_job_queues'];
    const all = [...tables.map((table) => `tocsin.${table}`), ...jobs];
    await postgres.ask(name, all.map((table) => `DELETE FROM ${table}`).join(';'));
    return name;
  }
  count += 1;
  await postgres.database(`store-${count}`, 'empty');
  return `store-${count}`;
}

queueContract('postgres', {
  async open({ store, ...options }) {
    const name = inUse.get(store) ?? (await anEmptyOne());
    inUse.set(store, name);
    return openPostgresQueue({ ...options, url: postgres.urlOf(name) });
  },
  moment: () => pause(30),
  histories: 10,
});
