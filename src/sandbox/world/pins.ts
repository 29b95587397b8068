import { changeIssue, happen } from './happenings.ts';
import type { Account, Comment, Issue } from './records.ts';
import type { Store, Tables } from './store.ts';

/** GitHub's limit for one repository. */
export const MAX_PINNED = 3;

export function isPinned(tables: Tables, issue: Issue): boolean {
  const repository = tables.repositories.get(issue.repository);
  return repository?.pinned.some((pin) => pin.issue === issue.id) ?? false;
}

/** Pins an issue. The caller has seen that it is not pinned and that there is room. */
export function pinIssue(store: Store, issue: Issue, by: Account): Issue {
  const repository = store.get('repositories', issue.repository);
  const pinned = [...repository.pinned, { issue: issue.id, by: by.id }];
  store.put('repositories', { ...repository, pinned });
  happen(store, issue, by, { kind: 'PinnedEvent' });
  const current = changeIssue(store, issue, {});
  store.tell({ event: 'issues', action: 'pinned', issue: current, sender: by });
  return current;
}

export function unpinIssue(store: Store, issue: Issue, by: Account): Issue {
  const repository = store.get('repositories', issue.repository);
  const pinned = repository.pinned.filter((pin) => pin.issue !== issue.id);
  store.put('repositories', { ...repository, pinned });
  happen(store, issue, by, { kind: 'UnpinnedEvent' });
  const current = changeIssue(store, issue, {});
  store.tell({ event: 'issues', action: 'unpinned', issue: current, sender: by });
  return current;
}

/** Pins a comment to the top of its issue, in place of any other. */
export function pinComment(store: Store, comment: Comment, by: Account): void {
  const issue = store.get('issues', comment.issue);
  if (issue.pinnedComment?.id === comment.id) return;
  changeIssue(store, issue, { pinnedComment: { id: comment.id, by: by.id, at: store.now() } });
}

export function unpinComment(store: Store, comment: Comment): void {
  const issue = store.get('issues', comment.issue);
  if (issue.pinnedComment?.id === comment.id) changeIssue(store, issue, { pinnedComment: null });
}
