import { afterEach, describe, expect, test } from '@jest/globals';
import { play, SCENES } from '../../src/sandbox/demo-play.ts';
import { setScene } from '../../src/sandbox/demo-world.ts';
import type { Stage } from '../../src/sandbox/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

describe('the demo', () => {
  test('plays a SEV 1 to its postmortem, and all of it holds', async () => {
    stage = await setScene();
    const told: string[] = [];
    expect(await play(stage, (line) => told.push(line))).toEqual([]);
    const text = told.join('\n');
    for (const { title } of SCENES) expect(text).toContain(title);
    expect(text).toContain('Nobody was called for execs');
    expect(text).not.toContain('<!--');
  });

  test('says what did not hold where the app is not running', async () => {
    stage = await setScene();
    await stage.stopApp();
    const told: string[] = [];
    const failures = await play(stage, (line) => told.push(line));
    // Scenes in which the app has nothing to do hold without it; the others must not.
    const scenes = SCENES.filter(({ title }) => failures.some((one) => one.startsWith(title)));
    expect(scenes.map(({ title }) => title)).toEqual(SCENES.map(({ title }) => title));
    expect(told.join('\n')).toContain('NOT SO');
  });
});
