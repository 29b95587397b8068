/**
 * `/note the errors began with deploy 4812`: an entry in the timeline, for the postmortem. Nobody is told.
 *
 *     🚀, and on the card: 10:10 bo: the errors began with deploy 4812
 */
import { ok, refuse } from '../core/result.ts';
import { command } from './command.ts';

export const note = command<string>({
  name: 'note',
  usage: '/note text',
  summary: 'Put a line into the timeline',
  examples: ['/note the errors began with deploy 4812'],
  who: 'responder',
  during: 'any',
  takesLines: true,
  parse({ text, below }) {
    const said = [text, ...below].join('\n').trim();
    return said
      ? ok(said)
      : refuse('A note says something', '`/note the errors began with deploy 4812`');
  },
  run: (text) => ok([{ type: 'noted', text }]),
});
