/**
 * `/ack`: somebody is on it. It stops the response clock, and the pagers of every call that nobody has answered
 * yet; whoever types it where no answer is waited for joins the responders.
 *
 *     🚀, and on the card: 10:02 ana acknowledged
 */
import { mayRingFromBefore } from '../core/alerts.ts';
import { unanswered } from '../core/answered.ts';
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
      responseDue(incident, policy) === null &&
        unanswered(incident).length === 0 &&
        !mayRingFromBefore(incident)
        ? [{ type: 'joined', login: actor.login }]
        : [{ type: 'acknowledged' }],
    ),
});
