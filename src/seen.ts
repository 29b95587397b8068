import type { Instant } from './core/time.ts';
import { type Queue, RETENTION } from './queue/queue.ts';

/** What was looked at: an incident's issue, or the postmortem of that incident. */
interface Place {
  readonly repository: { readonly id: number };
  readonly issue: number;
  readonly by?: 'incident' | 'postmortem';
}

/** What the last look at an issue came to. */
interface Seen {
  /** How new it was then. */
  readonly updatedAt: Instant;
  /** When it wants to be looked at next: the second book beside the queue's own due time. */
  readonly wakeAt?: Instant | null;
}

const SEEN = 'seen:';
/** An issue that was not there. */
const GONE = 'gone';

const nameOf = ({ repository, issue, by = 'incident' }: Place): string =>
  `${SEEN}${repository.id}#${issue}${by === 'postmortem' ? '/postmortem' : ''}`;

/** Notes what the last look came to. Forgotten when nobody has looked for a month and no clock waits. */
export function noteSeen(
  queue: Queue,
  place: Place,
  { updatedAt, wakeAt = null, now }: Seen & { readonly now: Instant },
): Promise<void> {
  const until = Math.max(now, wakeAt ?? 0) + RETENTION;
  return queue.remember(nameOf(place), `${updatedAt} ${wakeAt ?? '-'}`, until);
}

/** Notes that nothing could be seen: where it is looked at again (`wakeAt`) it is not gone. */
export const noteUnseen = (
  queue: Queue,
  place: Place,
  { wakeAt, now }: { readonly wakeAt: Instant | null; readonly now: Instant },
): Promise<void> =>
  wakeAt === null
    ? queue.remember(nameOf(place), GONE, now + RETENTION)
    : noteSeen(queue, place, { updatedAt: 0, wakeAt, now });

/** Forgets what was seen: the next sweep looks at it, touched or not. */
export const forgetSeen = (
  queue: Queue,
  { repository: id, issue }: { readonly repository: number; readonly issue: number },
): Promise<void> => queue.forget(nameOf({ repository: { id }, issue }));

/** When every issue that was seen wants to be looked at, and which (`7#12`) were not there. */
export async function seenIn(queue: Queue) {
  const gone = new Set<string>();
  const expected: { repository: number; issue: number; wakeAt: Instant }[] = [];
  for (const { name, value } of await queue.books.facts(SEEN)) {
    const [, repository, issue] = /^seen:(\d+)#(\d+)$/.exec(name) ?? [];
    if (repository === undefined || issue === undefined) continue;
    const wakeAt = Number(value.split(' ')[1]);
    if (value === GONE) gone.add(`${repository}#${issue}`);
    else if (Number.isSafeInteger(wakeAt) && wakeAt > 0)
      expected.push({ repository: Number(repository), issue: Number(issue), wakeAt });
  }
  return { gone, expected };
}

/** Whether nobody has touched it since: a sweep leaves it alone, its clocks stand in the queue. */
export async function isUntouched(
  queue: Queue,
  { updatedAt, ...place }: Place & { readonly updatedAt: Instant },
): Promise<boolean> {
  const seen = await queue.recall(nameOf(place));
  return seen !== null && Number(seen.split(' ')[0]) >= updatedAt;
}
