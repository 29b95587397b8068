import { z } from 'zod';
import type { Scene } from './story-scene.ts';

export type Words = Readonly<Record<string, string | undefined>>;

export interface Sentence {
  readonly says: RegExp;
  play(scene: Scene, words: Words, about: unknown): Promise<unknown> | unknown;
}

/** A kind of sentence: how it reads, what may stand behind its colon, and what it does. */
export function sentence<About>(
  says: RegExp,
  about: z.ZodType<About>,
  play: (scene: Scene, words: Words, about: About) => Promise<unknown> | unknown,
): Sentence {
  return {
    says,
    play: (scene, words, given) => {
      const read = about.safeParse(given);
      if (!read.success) throw new Error(z.prettifyError(read.error));
      return play(scene, words, read.data);
    },
  };
}

/** Nothing may stand behind the colon. */
export const alone = z.null();

/** How often, where a sentence says it. */
export const count = ({ count: written }: Words): number => Number(written ?? 1);
