import type { DuplicateLetter } from './letters.ts';
import type { Log } from './log.ts';

/** Notes which other incidents were closed as duplicates of this one, once a letter. */
export function readDuplicates(
  log: Log,
  letters: readonly DuplicateLetter[],
  known: readonly string[],
): void {
  for (const { id, number, title, by, at } of letters.filter((one) => !known.includes(one.id)))
    log.tell([{ type: 'duplicate-found', number, title }], {
      at: Math.max(at, log.incident().declaredAt),
      by,
      via: `letter:${id}`,
    });
}
