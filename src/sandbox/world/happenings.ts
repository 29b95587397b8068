import { nodeId } from './node-ids.ts';
import type { Account, Issue, TimelineEvent } from './records.ts';
import type { Store } from './store.ts';

type Part<E> = E extends TimelineEvent
  ? Omit<E, 'id' | 'node' | 'issue' | 'actor' | 'createdAt'>
  : never;

/** Puts what happened on an issue's timeline. */
export function happen(
  store: Store,
  issue: Issue,
  actor: Account,
  event: Part<TimelineEvent>,
): TimelineEvent {
  const id = store.nextId('events');
  return store.put('events', {
    ...event,
    id,
    node: nodeId(event.kind, issue.repository, issue.id, id),
    issue: issue.id,
    actor: actor.id,
    createdAt: store.now(),
  });
}

/** The issue with some fields changed, as of now. */
export function changeIssue(store: Store, issue: Issue, change: Partial<Issue>): Issue {
  const current = store.get('issues', issue.id);
  return store.put('issues', { ...current, ...change, updatedAt: store.now() });
}
