/**
 * `/waive the cause is known, see #12`: the duty of the postmortem is lifted, with the reason on record. It
 * closes nothing; nobody is reminded any more.
 *
 *     🚀, and on the card: Postmortem: waived: the cause is known, see #12
 */
import { isOwed } from '../core/consequences.ts';
import { ok, refuse } from '../core/result.ts';
import { command } from './command.ts';

export const waive = command<string>({
  name: 'waive',
  usage: '/waive why',
  summary: 'Lift the duty of the postmortem, with the reason on record; closes nothing',
  examples: ['/waive the same cause as last week, which has its postmortem'],
  who: 'responder',
  during: 'any',
  parse({ text }) {
    return text === ''
      ? refuse(
          'A postmortem is waived for a reason',
          '`/waive` and why: `/waive the same cause as last week`',
        )
      : ok(text);
  },
  run(why, { incident, policy }) {
    const { duty } = incident;
    if (duty && !duty.owed)
      return refuse('The postmortem is waived already', '`/postmortem` owes it again');
    if (!isOwed(incident, policy))
      return refuse('No postmortem is owed here', '`/postmortem` owes one, `/note` keeps a remark');
    return ok([{ type: 'postmortem-waived', why }]);
  },
});
