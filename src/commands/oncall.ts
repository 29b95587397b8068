/**
 * `/oncall`, or `/oncall director, execs`: who is in the groups today, in a reply. It calls nobody.
 *
 *     | on-call | ana, bo |
 */
import { ok } from '../core/result.ts';
import { command } from './command.ts';
import { groupNamed } from './naming.ts';

export const oncall = command<readonly string[]>({
  name: 'oncall',
  aliases: ['on-call'],
  usage: '/oncall [group, …]',
  summary: 'Answer who is in the groups today; calls nobody',
  examples: ['/oncall', '/oncall director', '/oncall director, execs'],
  who: 'responder',
  during: 'any',
  parse: ({ text }) => ok(text.split(/[\s,]+/).filter(Boolean)),
  run(words, { policy }) {
    const groups: string[] = [];
    for (const word of words) {
      const group = groupNamed(word, policy, (name) => `\`/oncall ${name}\``);
      if (!group.ok) return group;
      if (!groups.includes(group.value)) groups.push(group.value);
    }
    const [group = null, ...more] = groups;
    return ok([{ type: 'oncall-asked', group, ...(more.length > 0 ? { more } : {}) }]);
  },
});
