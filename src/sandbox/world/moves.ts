import { happen } from './happenings.ts';
import { closeIssue, lockIssue } from './issues.ts';
import { labelNamed } from './labels.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Comment, Issue, Repository, TimelineEvent } from './records.ts';
import type { Store } from './store.ts';

/**
 * Moves an issue to another repository of its owner, as GitHub does it: comments and timeline go along, labels
 * where the other repository has one of that name, no pin and no milestone. Its id and number are new. Whether
 * GitHub gives comments new ids as well is nowhere written: `renumbered` says it does.
 */
export function transferIssue(
  store: Store,
  issue: Issue,
  to: { readonly repository: Repository; readonly by: Account; readonly renumbered: boolean },
): Issue {
  const { by, renumbered } = to;
  const home = store.get('repositories', issue.repository);
  const target = store.get('repositories', to.repository.id);
  const number = target.lastNumber + 1;
  const id = store.nextId('issues');
  store.put('repositories', { ...target, lastNumber: number });
  store.put('repositories', {
    ...home,
    pinned: home.pinned.filter((pin) => pin.issue !== issue.id),
  });
  const labels = issue.labels.flatMap(
    (label) => labelNamed(store.tables, target, store.get('labels', label).name)?.id ?? [],
  );
  const moved = store.put('issues', {
    ...issue,
    id,
    node: nodeId('Issue', target.id, id),
    repository: target.id,
    number,
    labels,
    milestone: null,
    pinnedComment: renumbered ? null : issue.pinnedComment,
    updatedAt: store.now(),
  });
  for (const comment of [...store.tables.comments.values()])
    if (comment.issue === issue.id) carryComment(store, comment, moved, renumbered);
  for (const event of [...store.tables.events.values()]) carryEvent(store, event, issue, moved);
  for (const child of issue.subIssues)
    store.put('issues', { ...store.get('issues', child), parent: id });
  store.remove('issues', issue.id);
  happen(store, moved, by, { kind: 'TransferredEvent', home: home.fullName });
  store.tell({ event: 'issues', action: 'transferred', issue, moved, sender: by });
  store.tell({ event: 'issues', action: 'opened', issue: moved, moved: issue, sender: by });
  return moved;
}

function carryComment(store: Store, comment: Comment, to: Issue, renumbered: boolean): void {
  if (!renumbered) {
    store.put('comments', { ...comment, issue: to.id });
    return;
  }
  const id = store.nextId('comments');
  const node = nodeId('IssueComment', to.repository, id);
  store.remove('comments', comment.id);
  store.put('comments', { ...comment, id, node, issue: to.id });
}

function carryEvent(store: Store, event: TimelineEvent, from: Issue, to: Issue): void {
  if (event.issue === from.id) store.put('events', { ...event, issue: to.id });
  else if ('source' in event && event.source === from.id)
    store.put('events', { ...event, source: to.id });
  else if ('other' in event && event.other === from.id)
    store.put('events', { ...event, other: to.id });
}

/** Makes a discussion of an issue: what stays of it is closed and locked. */
export function convertToDiscussion(store: Store, issue: Issue, by: Account): void {
  happen(store, issue, by, { kind: 'ConvertedToDiscussionEvent' });
  lockIssue(store, closeIssue(store, issue, by), by, true);
}
