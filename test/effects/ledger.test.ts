import { expect, test } from '@jest/globals';
import type { Effect } from '../../src/core/effects.ts';
import type { Found } from '../../src/core/snapshot.ts';
import type { Clock } from '../../src/core/time.ts';
import { lookFor } from '../../src/effects/ledger.ts';

const say: Effect = { kind: 'comment', once: 'say:1', issue: 1, parts: [], page: false };
const open: Effect = {
  kind: 'open-issue',
  once: 'postmortem',
  title: 'Postmortem',
  parts: [],
  labels: [],
};

/** Looks at what GitHub shows on each read, and tells when it was read. */
async function search(effects: readonly Effect[], reads: readonly Found[]) {
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: async (length) => {
      now += length;
    },
    at: () => () => {},
  };
  const times: number[] = [];
  const found = await lookFor(effects, {
    clock,
    look: async () => {
      times.push(now / 1_000);
      return reads[times.length - 1] ?? {};
    },
  });
  return { found, times };
}

test('an act is looked for during ten seconds before it is done again', async () => {
  expect(await search([say], [])).toEqual({ found: {}, times: [0, 1, 3, 7, 10] });
});

test('what is found at once is not looked for again', async () => {
  expect(await search([say], [{ 'say:1': 492 }])).toEqual({
    found: { 'say:1': { at: 0, ref: 492, failed: null } },
    times: [0],
  });
});

test('a read that lags does not hide it', async () => {
  const { found, times } = await search([say, open], [{}, { postmortem: 7 }, {}, { 'say:1': 492 }]);
  expect(found).toEqual({
    postmortem: { at: 1_000, ref: 7, failed: null },
    'say:1': { at: 7_000, ref: 492, failed: null },
  });
  expect(times).toEqual([0, 1, 3, 7]);
});

test('what is not a creation needs no search: done twice is done once', async () => {
  const effects: readonly Effect[] = [
    { kind: 'pin-card', once: 'pin-card' },
    { kind: 'pin-issue', once: 'pin-issue:1' },
    { kind: 'add-label', name: 'SEV 1' },
  ];
  expect(await search(effects, [{ 'pin-card': 1 }])).toEqual({ found: {}, times: [] });
});
