import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import type { Nudge, Queue } from '../src/queue/queue.ts';
import { openSqliteQueue } from '../src/queue/sqlite.ts';

/** What a burst of webhooks costs when its nudges share commits, against one commit each. */

const NUDGES = 2_000;
const ROUNDS = 5;
const log = { warn: () => {}, error: () => {} };

const nudge = (issue: number): Nudge => ({
  installation: 1,
  repository: { id: 7, owner: 'acme', name: 'shop' },
  issue,
  asOf: null,
});

/** Nudges a second. */
async function rate(queue: Queue, store: (queue: Queue) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await store(queue);
  return (NUDGES / (performance.now() - began)) * 1_000;
}

async function singly(queue: Queue): Promise<void> {
  for (let issue = 1; issue <= NUDGES; issue += 1) await queue.nudge(nudge(issue));
}

/** As a server meets them: some in each turn of the event loop, none waiting for another. */
async function inTurns(queue: Queue, together: number): Promise<void> {
  const answers: Promise<void>[] = [];
  for (let issue = 1; issue <= NUDGES; issue += 1) {
    answers.push(queue.nudge(nudge(issue)));
    if (issue % together === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(answers);
}

const WAYS: Readonly<Record<string, (queue: Queue) => Promise<unknown>>> = {
  'one commit each': singly,
  '8 in a turn': (queue) => inTurns(queue, 8),
  '32 in a turn': (queue) => inTurns(queue, 32),
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const rates = new Map<string, number[]>(Object.keys(WAYS).map((way) => [way, []]));
for (let round = 0; round < ROUNDS; round += 1)
  for (const [way, store] of Object.entries(WAYS)) {
    const file = join(folder, `${round}-${way}`);
    const queue = openSqliteQueue({ file, clock: systemClock, log });
    rates.get(way)?.push(await rate(queue, store));
    await queue.close();
  }
rmSync(folder, { recursive: true });

const base = median(rates.get('one commit each') ?? []);
const table = [...rates].map(([way, measured]) => ({
  'durable nudges': way,
  'a second': Math.round(median(measured)),
  ratio: Number((median(measured) / base).toFixed(1)),
}));
console.table(table);
console.log(JSON.stringify(table));
