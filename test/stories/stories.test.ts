import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { playStory } from '../support/story.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

test('there are stories', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
});

test.each(files)('%s', async (file) => {
  await expect(playStory(new URL(file, folder).pathname)).resolves.toBeUndefined();
});
