/**
 * `/help`: every command, one line each, in a reply; anybody may type it.
 *
 *     /ack    Somebody is on it: stops the response clock
 */
import { ok } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const help = command<null>({
  name: 'help',
  usage: '/help',
  summary: 'List the commands',
  examples: ['/help'],
  who: 'anyone',
  during: 'any',
  parse: nothing,
  run: () => ok([{ type: 'helped' }]),
});
