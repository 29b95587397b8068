/**
 * `/resolve rolled back to 1.4.1`: the system is stable. Closes the issue, and closing it by hand is the same.
 * A summary with the durations follows, and the postmortem where one is owed.
 *
 *     SEV 2 resolved after 40m by ana: rolled back to 1.4.1
 */
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
