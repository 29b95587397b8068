/**
 * `/snooze 30m`: the next update comes later than the severity asks for. Once per silence, so that nobody is
 * put off for ever; and said aloud, for whoever waits has a right to know.
 *
 *     ana promises the next update by 11:30 UTC.
 */
import { updateDue, updateSnoozed } from '../core/deadlines.ts';
import { inWords, parseDuration } from '../core/duration.ts';
import { ok, refuse } from '../core/result.ts';
import { DAY, type Duration, fullMoment, MINUTE } from '../core/time.ts';
import { command } from './command.ts';

const SHORTEST: Duration = 5 * MINUTE;
const LONGEST: Duration = DAY;
const POST_ONE = '`/update` and a sentence posts one, and what comes after it may be put off again';

export const snooze = command<Duration>({
  name: 'snooze',
  usage: '/snooze 30m',
  summary: 'Promise the next update that much later from now, once until it is posted',
  examples: ['/snooze 30m', '/snooze 1h 30m'],
  who: 'responder',
  during: 'open',
  parse({ text }) {
    const length = parseDuration(text);
    const tryThis = `\`/snooze 30m\`, from ${inWords(SHORTEST)} to ${inWords(LONGEST)}`;
    if (length === null)
      return refuse(text === '' ? 'No time is named' : `"${text}" is no length of time`, tryThis);
    if (length < SHORTEST || length > LONGEST)
      return refuse(`"${text}" is too ${length < SHORTEST ? 'short' : 'long'}`, tryThis);
    return ok(length);
  },
  run(length, { incident, policy, at }) {
    const due = updateDue(incident, policy);
    const until = at + length;
    if (due === null)
      return refuse(
        'No update is promised that could come later',
        '`/update` and a sentence posts one',
      );
    if (updateSnoozed(incident))
      return refuse(`The next update was put off once already, to ${fullMoment(due)}`, POST_ONE);
    if (until <= due)
      return refuse(
        `The next update is not due before ${fullMoment(due)}`,
        '`/snooze 2h` counts from now: name a time that ends later than that',
      );
    return ok([{ type: 'snoozed', until }]);
  },
});
