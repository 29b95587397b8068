/**
 * `/ack`: somebody is on it. It stops the response clock; whoever types it later, or where
 * no answer is waited for, joins the responders.
 *
 *     🚀, and on the card: 10:02 ana acknowledged
 */
import { responseDue } from '../core/deadlines.ts';
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
  run: (_none, { incident, actor, policy }) =>
    ok(
      responseDue(incident, policy) === null
        ? [{ type: 'joined', login: actor.login }]
        : [{ type: 'acknowledged' }],
    ),
});
