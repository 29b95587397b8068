import { expect, test } from '@jest/globals';
import { disturbancesFor } from './disturbances.ts';
import { failureOf, figuresOf } from './report.ts';
import type { Round } from './round.ts';
import { scenarioFor } from './scenario.ts';
import { emptyTally } from './tally.ts';

const scenario = scenarioFor('a-7');
const traffic = scenario.steps.map(() => ({ requests: 9, webhooks: 3 }));
const good: Round = {
  seed: 'a-7',
  scenario,
  trials: disturbancesFor('a-7', { scenario, traffic, servers: 1 }),
  tally: { ...emptyTally(), kills: 2, lost: 1 },
  differences: [],
  folder: null,
};
const bad: Round = { ...good, differences: ['lost: a comment'], folder: '/tmp/here' };

test('a failing round says what was otherwise, what was done, and the one line that repeats it', () => {
  const told = failureOf(bad, false).split('\n');
  expect(told).toContain('  lost: a comment');
  expect(told.filter((line) => /^ {2}\d+\. /.test(line))).toHaveLength(scenario.steps.length);
  expect(told.join('\n')).toMatch(/ {5}(?:request|webhook) \d+: /);
  expect(told.at(-1)).toBe('Again: npm run chaos -- --round a-7');
  expect(failureOf(bad, true)).toContain('npm run chaos -- --round a-7 --cluster');
});

test('the figures are sums', () => {
  const figures = figuresOf([good, bad], { isCluster: true, seed: 'a', seconds: 3.4 });
  expect(figures).toMatchObject({ rounds: 2, wrong: 1, kills: 4, lost: 2, seconds: 3 });
  expect(figures.mode).toContain('PostgreSQL');
});
