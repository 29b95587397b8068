/**
 * `/oncall`, or `/oncall director`: who is in the groups today, in a reply. It calls nobody.
 *
 *     | on-call | ana, bo |
 */
import { ok } from '../core/result.ts';
import { command } from './command.ts';
import { groupNamed } from './naming.ts';

export const oncall = command<string>({
  name: 'oncall',
  aliases: ['on-call'],
  usage: '/oncall [group]',
  summary: 'Answer who is in the groups today; calls nobody',
  examples: ['/oncall', '/oncall director'],
  who: 'responder',
  during: 'any',
  parse: ({ text }) => ok(text),
  run(word, { policy }) {
    if (word === '') return ok([{ type: 'oncall-asked', group: null }]);
    const group = groupNamed(word, policy, (name) => `\`/oncall ${name}\``);
    return group.ok ? ok([{ type: 'oncall-asked', group: group.value }]) : group;
  },
});
