/**
 * `/handover ic @bo`: gives a role as its own command does, and tells the new holder where things stand.
 *
 *     @bo, you are Incident Commander now. Where things stand: …
 */
import { loginIn } from '../core/login.ts';
import { ok } from '../core/result.ts';
import { command } from './command.ts';
import { type Asked, asked, give } from './giving.ts';

export const handover = command<Asked>({
  name: 'handover',
  usage: '/handover ic [@name]',
  summary:
    'Give a role (`ic`, `ops`, `comms` or one of your own) with a summary of where things stand',
  examples: ['/handover ic @ana', '/handover ops'],
  who: 'responder',
  during: 'any',
  parse: asked,
  run(args, context) {
    const gift = give(args, context);
    if (!gift.ok) return gift;
    const to = loginIn(args.whom) ?? context.actor.login;
    // Also for who holds it already: they ask where things stand.
    return ok([...gift.value, { type: 'handed-over', role: args.role, to }]);
  },
});
