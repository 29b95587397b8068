/** `/resolve [text]`: the system is stable. Closes the issue; closing it by hand is the same. */
import { ok } from '../core/result.ts';
import { command, optionalText } from './command.ts';

export const resolve = command<string | null>({
  name: 'resolve',
  aliases: ['resolved'],
  usage: '/resolve [text]',
  summary: 'Resolve the incident and close the issue; a SEV 1 or SEV 2 opens its postmortem',
  examples: ['/resolve', '/resolve rolled back to 1.4.1, error rate normal for 15 minutes'],
  who: 'responder',
  during: 'open',
  parse: optionalText,
  run: (text, { incident }) => ok([{ type: 'resolved', text, from: incident.status }]),
});
