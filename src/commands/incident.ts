/**
 * `/incident [sev]` on an ordinary issue makes it an incident. There it is read before there is a
 * record; in an incident it says that there is one.
 */
import { ok, refuse } from '../core/result.ts';
import { type Command, command } from './command.ts';

/** The severity behind `/incident`, null where none is named. */
export const severityNamed = (text: string): number | null => {
  const match = /^(?:sev\s*)?(\d{1,2})\b/i.exec(text);
  return match ? Number(match[1]) : null;
};

export const incident: Command = command<null>({
  name: 'incident',
  usage: '/incident [sev]',
  summary: 'Make an incident of an ordinary issue',
  examples: ['/incident', '/incident 1'],
  who: 'responder',
  during: 'any',
  parse: () => ok(null),
  run: () =>
    refuse(
      'This issue is an incident already',
      '`/sev 1` changes its severity, `/confirm` confirms it',
    ),
});
