import { z } from 'zod';
import {
  decodeRecord,
  encodeRecord,
  type IncidentRecord,
  recordIn,
  visibleText,
} from '../../src/core/record.ts';
import type { Scene } from './story-scene.ts';

/*
 * What may befall the record on a card: sentences for stories about it. A person can only spoil it; what
 * only another instance of the app could write is written here in the app's own name.
 */
interface Sentence {
  readonly says: RegExp;
  readonly about: z.ZodType<string | null>;
  play(scene: Scene, number: number, about: string | null): void;
}

const alone = z.null();
const HOME = 'acme/shop';

/** Writes the card as another instance of the app would. */
function write(scene: Scene, number: number, text: (record: IncidentRecord) => string): void {
  const { id, body } = scene.card(number);
  const record = recordIn(decodeRecord(body));
  if (!record) throw new Error('The card holds no record.');
  scene.stage.sandbox.world.editComment(id, scene.bot, `${visibleText(body)}\n\n${text(record)}`);
}

export const aboutTheRecord: readonly Sentence[] = [
  {
    says: /^the earlier revisions of the card are deleted$/,
    about: alone,
    play: (scene, number) => scene.stage.sandbox.world.deleteRevisions(scene.card(number).id),
  },
  {
    says: /^a newer version of the app writes the card$/,
    about: alone,
    play: (scene, number) =>
      write(scene, number, (record) => encodeRecord(record).replace('record v1', 'record v2')),
  },
  {
    says: /^the newer version is taken back$/,
    about: alone,
    play: (scene, number) => {
      const { id, body } = scene.card(number);
      const older = body.replace('record v2', 'record v1');
      scene.stage.sandbox.world.editComment(id, scene.bot, older);
    },
  },
  {
    says: /^another instance of the app writes the card$/,
    about: alone,
    play: (scene, number) =>
      write(scene, number, (record) =>
        encodeRecord({
          ...record,
          revision: record.revision + 1,
          writer: { instance: 'another', at: scene.stage.clock.now() },
        }),
      ),
  },
  {
    says: /^a second card comes to be$/,
    about: alone,
    play: (scene, number) =>
      scene.stage.sandbox.world.addComment(HOME, number, scene.bot, scene.card(number).body),
  },
];
