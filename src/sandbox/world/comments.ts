import { rewritten } from './edits.ts';
import { changeIssue, happen } from './happenings.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Comment, Issue } from './records.ts';
import { crossReference } from './references.ts';
import type { Store, Tables } from './store.ts';

/** An issue's comments, oldest first. */
export const commentsOf = (tables: Tables, issue: Issue): Comment[] =>
  [...tables.comments.values()].filter((comment) => comment.issue === issue.id);

export function createComment(store: Store, issue: Issue, by: Account, body: string): Comment {
  const id = store.nextId('comments');
  const now = store.now();
  const comment = store.put('comments', {
    kind: 'IssueComment',
    id,
    node: nodeId('IssueComment', issue.repository, id),
    issue: issue.id,
    body,
    author: by.id,
    createdAt: now,
    updatedAt: now,
    editor: null,
    lastEditedAt: null,
    edits: [],
    reactions: [],
    minimized: null,
  });
  const current = changeIssue(store, issue, {});
  crossReference(store, current, by, body);
  store.tell({ event: 'issue_comment', action: 'created', issue: current, comment, sender: by });
  return comment;
}

/** Rewrites a comment; the same text again is no edit. */
export function editComment(store: Store, comment: Comment, by: Account, body: string): Comment {
  if (comment.body === body) return comment;
  const edited = store.put('comments', { ...comment, ...rewritten(store, comment, by, body) });
  const issue = changeIssue(store, store.get('issues', comment.issue), {});
  crossReference(store, issue, by, body);
  store.tell({
    event: 'issue_comment',
    action: 'edited',
    issue,
    comment: edited,
    changes: { body: { from: comment.body } },
    sender: by,
  });
  return edited;
}

export function deleteComment(store: Store, comment: Comment, by: Account): void {
  const issue = store.get('issues', comment.issue);
  store.remove('comments', comment.id);
  happen(store, issue, by, { kind: 'CommentDeletedEvent', author: comment.author });
  const pinnedComment = issue.pinnedComment?.id === comment.id ? null : issue.pinnedComment;
  const current = changeIssue(store, issue, { pinnedComment });
  store.tell({ event: 'issue_comment', action: 'deleted', issue: current, comment, sender: by });
}

/** Folds a comment away, or out again with null. */
export function minimizeComment(store: Store, comment: Comment, reason: string | null): Comment {
  if (comment.minimized === reason) return comment;
  return store.put('comments', { ...comment, minimized: reason });
}
