import type { Incident } from './core/incident.ts';
import { callsPager, PLACE_KEPT, pagerPlace } from './core/pagers.ts';
import type { IncidentRecord } from './core/record.ts';
import type { Instant } from './core/time.ts';
import { keyFact, noteKey } from './post.ts';
import type { Queue, Target } from './queue/queue.ts';

interface Known {
  /** Where it was when its record was written. */
  readonly home: IncidentRecord['home'];
  readonly incident: Pick<Incident, 'key' | 'origin' | 'waves' | 'rebuiltAt'>;
  /** Whether this store has never seen it. */
  readonly isNew: boolean;
  readonly now: Instant;
}

/**
 * Keeps an incident findable for whoever knows it by another name than its issue: other tools by the key and the repository in
 * which they told of it, a pager by where it was declared. Both are noted when it happens; where the incident was
 * transferred since, or this store is a new one, they are noted again.
 */
export async function keepFindable(
  queue: Queue,
  { installation, repository, issue }: Target,
  { home, incident: { key, origin, waves, rebuiltAt }, isNew, now }: Known,
): Promise<void> {
  const holder: Target = { installation, repository, issue };
  const isMoved = home !== undefined && home.repository !== repository.id;
  if (isMoved && key) await noteKey(queue, keyFact(home.repository, key), { holder, now });
  // Whom a lost record had called is not known.
  const isCalled = rebuiltAt !== null || waves.some(callsPager);
  if (!(isMoved || isNew) || !isCalled) return;
  const fact = pagerPlace(origin ?? { repository: repository.id, issue });
  await queue.remember(fact, JSON.stringify(holder), now + PLACE_KEPT);
}
