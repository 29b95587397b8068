import { changeIssue, happen } from './happenings.ts';
import type { Account, Issue } from './records.ts';
import type { Store } from './store.ts';

/** GitHub's limits: how many under one issue, and how deep. */
export const MAX_SUB_ISSUES = 100;
export const MAX_DEPTH = 8;

/** How many issues stand above this one. */
export function depthOf(store: Store, issue: Issue): number {
  return issue.parent === null ? 0 : 1 + depthOf(store, store.get('issues', issue.parent));
}

/** Puts `child` under `parent`, away from a former parent. The caller has checked the limits. */
export function addSubIssue(store: Store, parent: Issue, child: Issue, by: Account): Issue {
  if (child.parent !== null) removeSubIssue(store, store.get('issues', child.parent), child);
  changeIssue(store, child, { parent: parent.id });
  happen(store, child, by, { kind: 'ParentIssueAddedEvent', other: parent.id });
  happen(store, parent, by, { kind: 'SubIssueAddedEvent', other: child.id });
  return changeIssue(store, parent, { subIssues: [...parent.subIssues, child.id] });
}

export function removeSubIssue(store: Store, parent: Issue, child: Issue): Issue {
  changeIssue(store, child, { parent: null });
  return changeIssue(store, parent, {
    subIssues: parent.subIssues.filter((id) => id !== child.id),
  });
}
