import { seen } from './demo-checks.ts';
import { narrate } from './demo-narrator.ts';
import { SCENES } from './demo-scenes.ts';
import type { Stage } from './stage.ts';

/**
 * Plays the demo's incident on a stage that `setScene` has set, and prints it as it happens.
 * Answers what did not hold, as sentences with their scene: empty where all of it did.
 */
export async function play(stage: Stage, print: (line: string) => void): Promise<string[]> {
  const narrator = narrate(print);
  const { store } = stage.sandbox.world;
  store.listen((news) => narrator.news(news, store.now()));
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
    for (const { that, holds } of checks) {
      const held = holds(seen(stage));
      narrator.check(that, held);
      if (!held) failures.push(`${title}: not so: ${that}`);
    }
  }
  return failures;
}
