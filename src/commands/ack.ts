/** `/ack`: somebody is on it. It stops the response clock and whatever else is still being called. */
import { ok } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const ack = command<null>({
  name: 'ack',
  aliases: ['acknowledge'],
  usage: '/ack',
  summary: 'Somebody is on it: stops the response clock',
  examples: ['/ack'],
  who: 'responder',
  during: 'open',
  parse: nothing,
  run: (_none, { incident, actor }) =>
    ok(
      incident.acknowledgedAt === null
        ? [{ type: 'acknowledged' }]
        : [{ type: 'joined', login: actor.login }],
    ),
});
