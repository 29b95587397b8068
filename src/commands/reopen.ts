/**
 * `/reopen the errors are back`: as reopening by hand. The postmortem stays, and gets a new date when all is
 * well again.
 *
 *     Reopened by bo: the errors are back. The status is Investigating again, …
 */
import { ok } from '../core/result.ts';
import { command, optionalText } from './command.ts';

export const reopen = command<string | null>({
  name: 'reopen',
  usage: '/reopen [why]',
  summary: 'Open a resolved incident again',
  examples: ['/reopen the errors are back'],
  who: 'responder',
  during: 'resolved',
  parse: optionalText,
  run: (why) => ok([{ type: 'reopened', why }]),
});
