/**
 * `/status mitigating`, or short `/mitigating`. Statuses may be walked in whatever order, back too.
 *
 *     🚀, and on the card: 10:12 ana set the status to mitigating
 */
import { OPEN_STATUSES, type OpenStatus } from '../core/events.ts';
import { ok, refuse } from '../core/result.ts';
import { statusLabel } from '../core/status-label.ts';
import { command, returned } from './command.ts';

/** What people type when they mean to begin: `/mitigate`. */
const IMPERATIVES: Readonly<Record<string, OpenStatus>> = {
  investigate: 'investigating',
  mitigate: 'mitigating',
  monitor: 'monitoring',
};

/** The status that a word names, or null. */
export function statusIn(word: string): OpenStatus | null {
  const small = word.toLowerCase();
  const named = OPEN_STATUSES.find((status) => status === small);
  return named ?? (Object.hasOwn(IMPERATIVES, small) ? (IMPERATIVES[small] ?? null) : null);
}

export const STATUS_CHOICES = OPEN_STATUSES.map((status) => `\`/${status}\``).join(', ');

export const status = command<OpenStatus>({
  name: 'status',
  aliases: [...OPEN_STATUSES, ...Object.keys(IMPERATIVES)],
  usage: '/status mitigating',
  summary: 'Change the status; `/investigating`, `/mitigating` and `/monitoring` are short for it',
  examples: ['/status mitigating', '/monitoring'],
  who: 'responder',
  during: 'open',
  parse({ name, text }) {
    const word = name === 'status' ? text : name;
    const to = statusIn(word);
    if (to) return ok(to);
    if (word.toLowerCase() === 'resolved')
      return refuse('Resolving has a command of its own', '`/resolve`, with what fixed it');
    const because = word === '' ? 'No status is named' : `"${word}" is no status`;
    return refuse(because, `One of ${STATUS_CHOICES}, or \`/resolve\``);
  },
  run: (to, { incident, policy }) =>
    ok(
      to === incident.status
        ? returned(incident, statusLabel(policy, to))
        : [{ type: 'status-changed', from: incident.status, to }],
    ),
});
