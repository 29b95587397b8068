import { expect, test } from '@jest/globals';
import { parts, playThird } from './third.ts';

playThird(0);

test('each third has a file, so that no story is left out', () => {
  expect(parts()).toEqual(['stories-1.test.ts', 'stories-2.test.ts', 'stories-3.test.ts']);
});
