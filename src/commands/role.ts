/**
 * `/role scribe @ana`: gives one of the policy's roles. `/ic`, `/ops` and `/comms` are short for those
 * which every team begins with.
 *
 *     @bo, you are released: @ana is Scribe now.
 */
import { command } from './command.ts';
import { type Asked, asked, give } from './giving.ts';

export const role = command<Asked>({
  name: 'role',
  usage: '/role scribe [@name]',
  summary: "Give somebody (or yourself) one of the roles in the team's policy",
  examples: ['/role ic', '/role ops @ana'],
  who: 'responder',
  during: 'any',
  parse: asked,
  run: give,
});
