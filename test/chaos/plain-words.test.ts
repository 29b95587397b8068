import { expect, test } from '@jest/globals';
import { plainWords } from './plain-words.ts';

test.each([
  ['Called 10:02 UTC, on 2026-11-23', 'Called TIME UTC, on DAY'],
  ['resolved after 1h 18m, within 15m or 20 s', 'resolved after SPAN, within SPAN or SPAN'],
  ['see #12 and http://127.0.0.1:4711/acme/shop/issues/1', 'see #N and URL'],
  ['"at":1795428760000,"via":"comment:4102938471:1"', '"at":N,"via":"comment:N:1"'],
  ['a <!-- tocsin:record v1 abc= -->', 'a'],
])('%s → %s', (text, plain) => {
  expect(plainWords(text)).toBe(plain);
});

test.each([
  ['SEV 1 → SEV 2', 'SEV 2 → SEV 1'],
  ['page:0', 'page:1'],
  ['2 of 3 updates on time', '3 of 3 updates on time'],
  ['@ana', '@ben'],
])('%s is not %s', (one, other) => {
  expect(plainWords(one)).not.toBe(plainWords(other));
});
