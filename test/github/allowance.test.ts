import { expect, test } from '@jest/globals';
import { createAllowance } from '../../src/github/allowance.ts';

const headers = (resource: string, remaining: number, reset = 3_600) => ({
  'x-ratelimit-resource': resource,
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(reset),
});

test('of all installations the one with the least left is told, of each resource by itself', () => {
  const allowance = createAllowance();
  allowance.note(1, headers('core', 4_000));
  allowance.note(2, headers('core', 12));
  allowance.note(1, headers('graphql', 4_990));
  expect(allowance.left(0)).toEqual([
    { resource: 'core', remaining: 12 },
    { resource: 'graphql', remaining: 4_990 },
  ]);
  allowance.note(2, headers('core', 5_000));
  expect(allowance.left(0)).toContainEqual({ resource: 'core', remaining: 4_000 });
});

test('what was left in an hour that is over is not told', () => {
  const allowance = createAllowance();
  allowance.note(1, headers('core', 1, 60));
  expect(allowance.left(59_999)).toHaveLength(1);
  expect(allowance.left(60_000)).toEqual([]);
});

test.each([
  ['another resource', headers('search', 1)],
  ['no number', { ...headers('core', 1), 'x-ratelimit-remaining': 'some' }],
  ['no headers', {}],
])('%s is passed over', (_what, given) => {
  const allowance = createAllowance();
  allowance.note(1, given);
  expect(allowance.left(0)).toEqual([]);
});
