import type { Instant } from './core/time.ts';
import type { Queue } from './queue/queue.ts';

/** What was looked at: an incident's issue, or the postmortem of that incident. */
interface Place {
  readonly repository: { readonly id: number };
  readonly issue: number;
  readonly by?: 'incident' | 'postmortem';
}

const nameOf = ({ repository, issue, by = 'incident' }: Place): string =>
  `seen:${repository.id}#${issue}${by === 'postmortem' ? '/postmortem' : ''}`;

/** Notes how new something was when it was last looked at. */
export const noteSeen = (queue: Queue, place: Place, updatedAt: Instant): Promise<void> =>
  queue.remember(nameOf(place), String(updatedAt));

/** Whether nobody has touched it since: a sweep leaves it alone, its clocks stand in the queue. */
export async function isUntouched(
  queue: Queue,
  { updatedAt, ...place }: Place & { readonly updatedAt: Instant },
): Promise<boolean> {
  const seen = await queue.recall(nameOf(place));
  return seen !== null && Number(seen) >= updatedAt;
}
