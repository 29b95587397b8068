import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import type { Nudge, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';
import { type Figure, inTurns } from './figure.ts';
import { inFolder } from './servers.ts';

const NUDGES = 2_000;
const ROUNDS = 5;
const log = { warn: () => {}, error: () => {} };

const nudge = (issue: number): Nudge => ({
  installation: 1,
  repository: { id: 7, owner: 'acme', name: 'shop' },
  issue,
  asOf: null,
});

/** So many at a time, none waiting for its neighbours; durable nudges a second. */
async function rate(file: string, together: number): Promise<number> {
  const queue: Queue = openSqliteQueue({ file, clock: systemClock, log });
  const began = performance.now();
  for (let issue = 0; issue < NUDGES; issue += together)
    await Promise.all(
      Array.from({ length: together }, (_, place) => queue.nudge(nudge(issue + place))),
    );
  const seconds = (performance.now() - began) / 1_000;
  await queue.close();
  return NUDGES / seconds;
}

export const commits: Figure = {
  name: 'commits',
  about: `${NUDGES.toLocaleString('en')} durable nudges on SQLite that come in together, against one commit each, in ${ROUNDS} turns`,
  measure: () =>
    inFolder(async (folder) => {
      const rates = new Map([1, 8, 32].map((together) => [together, [] as number[]]));
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [together, measured] of rates)
          measured.push(await rate(join(folder, `${round}-${together}`), together));
      const singly = rates.get(1) ?? [];
      return [8, 32].map((together) =>
        inTurns(
          { what: `${together} at a time`, unit: 'nudges/s' },
          rates.get(together) ?? [],
          singly,
        ),
      );
    }),
};
