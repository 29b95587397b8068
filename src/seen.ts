import type { Instant } from './core/time.ts';
import type { Queue } from './queue/queue.ts';

interface Place {
  readonly repository: { readonly id: number };
  readonly issue: number;
}

const nameOf = ({ repository, issue }: Place): string => `seen:${repository.id}#${issue}`;

/** Notes how new an issue was when a pass over it came to its end. */
export const noteSeen = (queue: Queue, place: Place, updatedAt: Instant): Promise<void> =>
  queue.remember(nameOf(place), String(updatedAt));

/** Whether nobody has touched an issue since: a sweep leaves it alone, its clocks stand in the queue. */
export async function isUntouched(
  queue: Queue,
  { updatedAt, ...place }: Place & { readonly updatedAt: Instant | null },
): Promise<boolean> {
  const seen = await queue.recall(nameOf(place));
  return updatedAt !== null && seen !== null && Number(seen) >= updatedAt;
}
