/**
 * `/false-alarm the probe was broken`: there was no incident. Resolves and closes as `/resolve` does, but no
 * postmortem is owed; the outcome stands on record.
 *
 *     False alarm, closed after 10m by ana: the probe was broken. No postmortem is owed.
 */
import { ok } from '../core/result.ts';
import { command, optionalText } from './command.ts';

export const falseAlarm = command<string | null>({
  name: 'false-alarm',
  usage: '/false-alarm [why]',
  summary: 'Close as a false alarm: resolved, and no postmortem is owed',
  examples: ['/false-alarm', '/false-alarm the probe was broken, customers saw nothing'],
  who: 'responder',
  during: 'open',
  parse: optionalText,
  run: (text, { incident }) =>
    ok([{ type: 'resolved', text, from: incident.status, outcome: 'false-alarm' }]),
});
