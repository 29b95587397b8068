/**
 * `/timeline`: what has happened, a line each, in a reply; anybody may type it. As long as the card shows.
 *
 *     10:02 ana acknowledged
 */
import { ok } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const timeline = command<null>({
  name: 'timeline',
  usage: '/timeline',
  summary: 'Answer with the timeline',
  examples: ['/timeline'],
  who: 'anyone',
  during: 'any',
  parse: nothing,
  run: () => ok([{ type: 'timeline-asked' }]),
});
