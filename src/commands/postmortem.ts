/**
 * `/postmortem`: one is owed, although the severity asks for none or it was waived. It opens when the incident
 * is resolved, or at once where it is.
 *
 *     🚀, and on the card: 10:20 ana asked for a postmortem
 */
import { isOwed } from '../core/consequences.ts';
import { ok, refuse } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const postmortem = command<null>({
  name: 'postmortem',
  usage: '/postmortem',
  summary: 'Owe a postmortem although the severity does not, or after it was waived',
  examples: ['/postmortem'],
  who: 'responder',
  during: 'any',
  parse: nothing,
  run(_none, { incident, policy }) {
    const known = incident.postmortem;
    if (incident.doubt !== null)
      return refuse(
        'Nobody has confirmed this incident',
        '`/confirm` does; `/postmortem` after that',
      );
    if (known?.lost)
      return refuse(
        `The postmortem, #${known.number}, was deleted or transferred`,
        '`/note` with the address of the new one keeps it on record',
      );
    return ok(isOwed(incident, policy) ? [] : [{ type: 'postmortem-asked' }]);
  },
});
