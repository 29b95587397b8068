import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { playStory } from '../support/story.ts';

const folder = new URL('.', import.meta.url);
/** The number of files that play stories: jest gives each to a worker of its own. */
const PARTS = 3;

/** Plays every third story, from `part` (0, 1, 2) on. */
export function playThird(part: number): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

  test('there are stories', () => {
    expect(files.length).toBeGreaterThanOrEqual(30);
  });

  test.each(files.filter((_, index) => index % PARTS === part))('%s', async (file) => {
    await expect(playStory(new URL(file, folder).pathname)).resolves.toBeUndefined();
  });
}

/** Every part is played by a file, or some stories never are. */
export const parts = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .toSorted();
