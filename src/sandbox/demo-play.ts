import { seen } from './demo-checks.ts';
import { narrate } from './demo-narrator.ts';
import { NIGHT_SCENES } from './demo-night.ts';
import { DAY_SCENES } from './demo-scenes.ts';
import { received } from './received.ts';
import type { Stage } from './stage.ts';

/** All of it, in order. */
export const SCENES = [...DAY_SCENES, ...NIGHT_SCENES];

/**
 * Plays the demo's incident on a stage that `setScene` has set, and prints it as it happens.
 * Answers what did not hold, as sentences with their scene: empty where all of it did.
 */
export async function play(stage: Stage, print: (line: string) => void): Promise<string[]> {
  const narrator = narrate(print);
  const { store } = stage.sandbox.world;
  const told = new Set<string>();
  const tellOutside = (): void => {
    for (const one of received(stage.services)) {
      if (!told.has(one.id)) narrator.outside(one);
      told.add(one.id);
    }
  };
  store.listen((news) => {
    tellOutside();
    narrator.news(news, store.now());
  });
  const failures: string[] = [];
  for (const { title, after, act, checks } of SCENES) {
    narrator.scene(title);
    await stage.wind(after);
    try {
      await act?.(stage);
    } catch (error) {
      // One act may need what the one before it made; what it should have led to is then checked all the same.
      failures.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await stage.settle();
    tellOutside();
    for (const { that, holds } of checks) {
      const held = holds(seen(stage));
      narrator.check(that, held);
      if (!held) failures.push(`${title}: not so: ${that}`);
    }
  }
  return failures;
}
