import { expect, test } from '@jest/globals';
import { askedFor } from '../../src/core/asked-for.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';

test.each([
  ['', null, null],
  ['1', 1, null],
  ['SEV3', 3, null],
  ['sev 2 checkout is down', 2, 'checkout is down'],
  ['2: checkout is down', 2, 'checkout is down'],
  ['checkout is down', null, 'checkout is down'],
  ['12345', null, '12345'],
  ['1.5k people cannot pay', null, '1.5k people cannot pay'],
  ['7 nodes are gone', null, '7 nodes are gone'],
])('"%s" behind /incident is severity %s, title %j', (words, severity, title) => {
  expect(askedFor({ words }, DEFAULT_POLICY)).toEqual({ severity, title });
});

test('a title is no longer than GitHub takes', () => {
  expect(askedFor({ words: 'x'.repeat(300) }, DEFAULT_POLICY).title).toHaveLength(256);
});
