import { breachesIn } from '../contract/github-api.ts';
import { readStory, type Step, type Story } from './story-file.ts';
import { onScene, type Scene } from './story-scene.ts';
import { say } from './story-sentences.ts';

/**
 * Plays a story (`test/stories/*.yml`) through the real app on the sandbox, and rejects where something
 * is not as it says. Whatever the story, at its end the app has nothing left to do, has said nothing
 * twice, and has asked nothing of GitHub in a way that GitHub does not describe.
 */
export async function playStory(file: string): Promise<void> {
  const story = readStory(file);
  await onScene(story.given, async (scene) => {
    for (const [index, step] of story.steps.entries()) await tell(scene, story, { index, step });
    await atRest(scene, story);
    asDescribed(scene, story);
  });
}

async function tell(
  scene: Scene,
  story: Story,
  { index, step }: { readonly index: number; readonly step: Step },
): Promise<void> {
  try {
    await say(scene, step.sentence, step.about);
  } catch (error) {
    const time = new Date(scene.stage.clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${story.story}\n  step ${index + 1} at ${time} UTC: ${step.sentence}\n  ${reason}`,
      { cause: error },
    );
  }
}

/** Looking again changes nothing, and nothing stands there twice. */
async function atRest(scene: Scene, { story }: Story): Promise<void> {
  const { stage } = scene;
  scene.looked(scene.current);
  await stage.sweep();
  await stage.settle();
  if (scene.writes() > 0)
    throw new Error(`${story}\n  at the end: a further look wrote ${scene.writes()} times`);
  for (const { number, comments } of scene.issues()) {
    const marks = comments
      .filter(({ author }) => author === scene.bot)
      .flatMap(({ body }) => body.match(/<!-- tocsin:(?:act \S+|record)/g) ?? []);
    const twice = marks.find((mark, index) => marks.indexOf(mark) !== index);
    if (twice) throw new Error(`${story}\n  at the end: issue ${number} has ${twice} twice`);
  }
}

/** What went wrong on purpose, 5xx and answers that never came, is nothing that GitHub describes. */
function asDescribed({ stage }: Scene, { story }: Story): void {
  const breach = stage.sandbox.requests
    .filter(({ by, route, status }) => by === 'app' && !route.startsWith('GraphQL') && status < 500)
    .flatMap(breachesIn)
    .at(0);
  if (breach) throw new Error(`${story}\n  ${breach}`);
}
