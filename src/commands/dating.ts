import type { EventOf } from '../core/events.ts';
import { detectedAt, impactFrom } from '../core/impact.ts';
import type { Incident } from '../core/incident.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { fullMoment, type Instant } from '../core/time.ts';
import { readWhen } from '../core/when.ts';
import { type Command, command } from './command.ts';

type What = EventOf<'dated'>['what'];

/** `/started 14:05`, `/detected 14:10`: a time of the record is corrected; the card and the durations go by it. */
export function datingCommand(what: What, summary: string): Command {
  const type = (when: string): string => `\`/${what} ${when}\``;
  return command<Instant>({
    name: what,
    usage: `/${what} 14:05`,
    summary,
    examples: [`/${what} 14:05`, `/${what} 14:05 Europe/Berlin`, `/${what} yesterday 23:50`],
    who: 'responder',
    during: 'any',
    parse({ text }, said) {
      const when = readWhen(text, { said, type });
      if (!when.ok) return when;
      const { at, rest } = when.value;
      if (rest === '') return ok(at);
      const written = text.slice(0, -rest.length).trim();
      return refuse(
        `"${rest}" is no part of a time`,
        `${type(written)} alone, or ${type(`${written} Europe/Berlin`)} with its zone; \`/at ${written} ${rest}\` is a note`,
      );
    },
    run(moment, { incident }) {
      const isSo = what === 'started' ? incident.startedAt : incident.detectedAt;
      if (isSo === moment) return ok([]);
      const wrong = outOfOrder(what, moment, incident);
      return wrong ?? ok([{ type: 'dated', what, moment }]);
    },
  });
}

/** Started, detected, declared: nothing comes before what it follows from. */
function outOfOrder(what: What, moment: Instant, incident: Incident): Result<never> | null {
  const from = impactFrom(incident);
  const detected = detectedAt(incident);
  if (what === 'started' && moment > detected)
    return refuse(
      detected === incident.declaredAt
        ? `It was declared ${fullMoment(detected)}, and what is declared has started`
        : `It was detected ${fullMoment(detected)}, and what is detected has started`,
      `\`/started\` with that time or an earlier one; \`/at\` notes what came later`,
    );
  if (what === 'detected' && moment > incident.declaredAt)
    return refuse(
      `It was declared ${fullMoment(incident.declaredAt)}, and what is declared has been detected`,
      '`/detected` with that time or an earlier one; `/at` notes what came later',
    );
  if (what === 'detected' && from !== null && moment < from)
    return refuse(
      `It started ${fullMoment(from)}, and was not detected before that`,
      `\`/started ${fullMoment(moment)}\` first, if it had begun by then`,
    );
  return null;
}
