/**
 * `/duplicate #7`: this is incident 7 again. Closes this one into it, without a postmortem and left out of the
 * metrics; the other's timeline links back.
 *
 *     Duplicate of #7, closed after 4m by ana. The incident goes on there: …
 */
import { othersOpen } from '../core/reports.ts';
import { ok, refuse } from '../core/result.ts';
import { command } from './command.ts';

export const duplicate = command<number>({
  name: 'duplicate',
  usage: '/duplicate #n',
  summary: 'Close as a duplicate of another open incident: no postmortem is owed here',
  examples: ['/duplicate #7'],
  who: 'responder',
  during: 'open',
  parse({ text }) {
    const number = Number(/^#?(\d{1,9})$/.exec(text.trim())?.[1] ?? 0);
    if (number > 0) return ok(number);
    return refuse(
      text === '' ? 'No incident is named' : `"${text}" is no number of an issue here`,
      '`/duplicate #7` with the number of the incident that goes on',
    );
  },
  run(of, { incident, here, policy }) {
    if (of === here.number)
      return refuse(
        `#${of} is this incident itself`,
        '`/duplicate #n` with the number of the other one, or `/false-alarm`',
      );
    const other = here.reports.find(({ number }) => number === of);
    if (!other?.open) return refuse(whyNot(of, other !== undefined), openOnes());
    return ok([{ type: 'resolved', text: null, from: incident.status, outcome: 'duplicate', of }]);

    function openOnes(): string {
      const issue = { number: here.number };
      const open = othersOpen({ issue, reports: here.reports, policy });
      if (open.length === 0)
        return 'No other incident is open here: `/resolve` or `/false-alarm` ends this one';
      const list = open.map(({ number, title }) => `\`/duplicate #${number}\` (${title})`);
      return `Open here: ${list.join(', ')}`;
    }
  },
});

const whyNot = (of: number, isKnown: boolean): string =>
  isKnown ? `#${of} is closed, so nothing goes on there` : `#${of} is no open incident here`;
