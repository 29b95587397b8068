import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../src/commands/index.ts';
import { readComment } from '../../src/commands/read.ts';
import type { EventBody, EventOf } from '../../src/core/events.ts';
import { incidentOf } from '../../src/core/record.ts';
import { aComment, aContext, anIncident } from '../support/builders.ts';
import { drawn } from '../support/drawn.ts';
import { anyScenes, played, someText } from './play.ts';

const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
const argument = fc.oneof(
  fc.constantFrom('', '0', '9', '99', 'high', '@', '@ana bo', 'resolved', 'done', '@ana'),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/\s+/g, ' ')),
);
const command = fc.tuple(fc.constantFrom(...names), argument).map((both) => `/${both.join(' ')}`);

test('every refusal says why, and what to type instead, in a sentence that the reply can end', () => {
  fc.assert(
    fc.property(fc.oneof(command, someText), fc.boolean(), (text, resolved) => {
      const incident = anIncident(resolved ? { status: 'resolved' } : {});
      for (const { because, tryThis } of refusals(text, incident)) {
        for (const sentence of [because, tryThis]) {
          expect(sentence.trim()).not.toBe('');
          expect(sentence).toMatch(/^(?:["`A-Z]|#\d)/);
          expect(sentence).not.toMatch(/[.!]$/);
        }
        expect(tryThis).toContain('`/');
      }
    }),
  );
});

test('whatever has happened, no command fails', () => {
  fc.assert(
    fc.property(anyScenes, command, (script, text) => {
      const record = played(script).at(-1)?.record;
      const incident = (record && incidentOf(record)) ?? anIncident();
      expect(() => refusals(text, incident)).not.toThrow();
    }),
    drawn(30),
  );
});

function refusals(
  text: string,
  incident: ReturnType<typeof anIncident>,
): readonly EventOf<'refused'>[] {
  const bodies: EventBody[] = [];
  readComment(
    aComment(text),
    () => aContext({ incident }),
    (_line, told) => bodies.push(...told),
  );
  return bodies.flatMap((body) =>
    body.type === 'refused' ? [{ ...body, at: 0, by: 'ana', via: '' }] : [],
  );
}
