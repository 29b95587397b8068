import { expect, test } from '@jest/globals';
import { isServed } from '../../src/core/served.ts';

test.each([
  [[], 'acme', true],
  [[], '', true],
  [['acme'], 'Acme', true],
  [['acme', 'b'], 'b', true],
  [['acme'], 'acme-x', false],
  [['acme'], '', false],
])('%j serves %j: %j', (served, owner, serves) => {
  expect(isServed(served, owner)).toBe(serves);
});
