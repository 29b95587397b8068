import type { DispatchLetter } from './letters.ts';
import type { Log } from './log.ts';

/** Counts what was told again, once a letter; answers those that an incident which is over cannot take. */
export function readAgain(
  log: Log,
  letters: readonly DispatchLetter[],
  known: readonly string[],
): readonly DispatchLetter[] {
  const fresh = letters.filter(({ id }) => !known.includes(id));
  const incident = log.incident();
  if (incident.status === 'resolved') return fresh;
  const last = fresh.at(-1);
  if (last)
    log.tell([{ type: 'recurred', times: fresh.length }], {
      at: Math.max(last.at, incident.declaredAt),
      by: last.by,
      via: `letter:${last.id}`,
    });
  return [];
}
