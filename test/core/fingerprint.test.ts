import { expect, test } from '@jest/globals';
import { fingerprint } from '../../src/core/fingerprint.ts';

test('is the same for the same text, and another for another', () => {
  const texts = Array.from({ length: 20_000 }, (_, number) => `SEV 1 · ${number}`);
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
  expect(texts.map(fingerprint)).toEqual(texts.map(fingerprint));
  expect(texts.map(fingerprint).every(Number.isSafeInteger)).toBe(true);
});
