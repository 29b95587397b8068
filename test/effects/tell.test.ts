import { expect, test } from '@jest/globals';
import type { Effect } from '../../src/core/effects.ts';
import { tellOthers } from '../../src/effects/tell.ts';
import { NO_METER } from '../../src/metrics/catalogue.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';

test('a letter wakes the other incident; told twice it is one letter', async () => {
  const clock = new WoundClock(1_000_000);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const queue = openSqliteQueue({ file: ':memory:', clock, log });
  const target = { installation: 5, repository: { id: 7, owner: 'acme', name: 'shop' }, issue: 1 };
  const letter = {
    kind: 'duplicate',
    id: 'duplicate:1:9',
    by: 'ana',
    at: 9,
    number: 1,
    title: 'x',
  } as const;
  const effects: readonly Effect[] = [
    { kind: 'tell-incident', once: 'duplicate:1:9:7', issue: 7, letter },
    { kind: 'unpin-issue' },
  ];
  const from = { queue, clock, target, log, meter: NO_METER };
  expect(await tellOthers(effects, from)).toEqual({
    'duplicate:1:9:7': { at: 1_000_000, ref: 7, failed: null },
  });
  await tellOthers(effects, from);
  const jobs: unknown[] = [];
  queue.work(async ({ issue, letters }) => {
    jobs.push([issue, letters.map(({ id }) => id)]);
    return { wakeAt: null };
  });
  for (let turn = 0; turn < 50 && jobs.length === 0; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  expect(jobs).toEqual([[7, ['duplicate:1:9']]]);
  await queue.close();
});
