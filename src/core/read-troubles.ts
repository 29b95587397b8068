import type { TroubleLetter } from './letters.ts';
import type { Log } from './log.ts';

/** Notes what the audit found amiss with this incident, and what it sees mended, once a letter. */
export function readTroubles(
  log: Log,
  letters: readonly TroubleLetter[],
  known: readonly string[],
): void {
  for (const { id, at, what, since, over } of letters.filter((one) => !known.includes(one.id)))
    log.tell([{ type: over ? 'trouble-over' : 'trouble-noticed', what, since }], {
      at: Math.max(at, log.incident().declaredAt),
      by: null,
      via: `letter:${id}`,
    });
}
