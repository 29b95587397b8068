/**
 * `/confirm`: a report that nobody was called for (a stranger's, or one found late) is an incident. The groups
 * of its severity are called and the clocks start.
 *
 *     🚀, and on the card: 10:06 ana confirmed the incident
 */
import { ok, refuse } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const confirm = command<null>({
  name: 'confirm',
  usage: '/confirm',
  summary: 'Make an unconfirmed report an incident: pages go out and clocks start',
  examples: ['/confirm'],
  who: 'responder',
  during: 'open',
  parse: nothing,
  run: (_none, { incident }) =>
    incident.doubt === null
      ? refuse('This incident is confirmed', '`/ack` says that you are on it')
      : ok([{ type: 'confirmed' }]),
});
