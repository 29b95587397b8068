import type { Adoption } from './adoption.ts';
import type { Log } from './log.ts';
import { othersOpen } from './reports.ts';
import type { Found, Snapshot } from './snapshot.ts';

/** Begins a record: the declaration, the title that somebody gave with it, and what else is open just then. */
export function declare(
  log: Log,
  { declared, title, rebuilt }: Extract<Adoption, { adopt: true }>,
  snapshot: Snapshot,
): void {
  const { at, by, via, title: from } = declared;
  log.declare(declared);
  if (title && title !== from) log.tell([{ type: 'renamed', from, to: title }], { at, by, via });
  const others = rebuilt ? [] : othersOpen(snapshot);
  const issues = others.map(({ number, title: called }) => ({ number, title: called }));
  if (issues.length > 0) log.tell([{ type: 'others-open', issues }], { at, by: null, via });
}

/** The record was lost and has been read again; the next call must not be taken for one that was made before. */
export function tellRebuilt(log: Log, { found }: Snapshot): void {
  log.tell([{ type: 'rebuilt', calls: callsIn(found) }], {
    at: log.now,
    by: null,
    via: 'world:rebuilt',
  });
}

/** How many calls were made, by the marks they left: the next one must not be taken for one of them. */
function callsIn(found: Found): number {
  const numbers = Object.keys(found).flatMap((id) => /^page:(\d+)$/.exec(id)?.[1] ?? []);
  return Math.max(0, ...numbers.map((number) => Number(number) + 1));
}
