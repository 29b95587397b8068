import type { Instant } from '../../core/time.ts';
import { commentsOf } from './comments.ts';
import { isPinned } from './pins.ts';
import type { Comment, Issue, TimelineEvent } from './records.ts';
import { recordIn, type Tables } from './store.ts';

/** An issue as a person sees it: names where the records hold ids. */
export interface IssueView {
  readonly id: number;
  readonly node: string;
  readonly repository: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly state: 'open' | 'closed';
  readonly stateReason: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  readonly labels: readonly { readonly name: string; readonly color: string }[];
  readonly assignees: readonly string[];
  readonly milestone: { readonly title: string; readonly dueOn: Instant | null } | null;
  readonly isPinned: boolean;
  readonly isLocked: boolean;
  readonly parent: number | null;
  readonly subIssues: readonly number[];
  readonly comments: readonly CommentView[];
  readonly timeline: readonly HappenedView[];
}

export interface CommentView {
  readonly id: number;
  readonly node: string;
  readonly url: string;
  readonly author: string;
  readonly body: string;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
  readonly editor: string | null;
  /** How often it was rewritten. */
  readonly edits: number;
  readonly isPinned: boolean;
  readonly minimized: string | null;
  readonly reactions: readonly { readonly content: string; readonly by: string }[];
}

/** A line of the timeline: `LabeledEvent`, who, when, and the name of the label, person or issue. */
export interface HappenedView {
  readonly id: number;
  readonly kind: TimelineEvent['kind'];
  readonly actor: string;
  readonly at: Instant;
  readonly what: string;
}

export function viewIssue(tables: Tables, url: string, issue: Issue): IssueView {
  const loginOf = (id: number): string => recordIn(tables, 'accounts', id).login;
  const { fullName } = recordIn(tables, 'repositories', issue.repository);
  const home = `${url}/${fullName}/issues/${issue.number}`;
  const milestone =
    issue.milestone === null ? null : recordIn(tables, 'milestones', issue.milestone);
  return {
    id: issue.id,
    node: issue.node,
    repository: fullName,
    number: issue.number,
    url: home,
    title: issue.title,
    body: issue.body,
    author: loginOf(issue.author),
    state: issue.state === 'OPEN' ? 'open' : 'closed',
    stateReason: issue.stateReason?.toLowerCase() ?? null,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    labels: issue.labels.map((id) => {
      const { name, color } = recordIn(tables, 'labels', id);
      return { name, color };
    }),
    assignees: issue.assignees.map(loginOf),
    milestone: milestone && { title: milestone.title, dueOn: milestone.dueOn },
    isPinned: isPinned(tables, issue),
    isLocked: issue.locked,
    parent: issue.parent === null ? null : recordIn(tables, 'issues', issue.parent).number,
    subIssues: issue.subIssues.map((id) => recordIn(tables, 'issues', id).number),
    comments: commentsOf(tables, issue).map((one) => viewComment(tables, { issue, home }, one)),
    timeline: [...tables.events.values()]
      .filter((event) => event.issue === issue.id)
      .map((event) => ({
        id: event.id,
        kind: event.kind,
        actor: loginOf(event.actor),
        at: event.createdAt,
        what: whatOf(tables, event),
      })),
  };
}

function viewComment(
  tables: Tables,
  where: { readonly issue: Issue; readonly home: string },
  comment: Comment,
): CommentView {
  const loginOf = (id: number): string => recordIn(tables, 'accounts', id).login;
  return {
    id: comment.id,
    node: comment.node,
    url: `${where.home}#issuecomment-${comment.id}`,
    author: loginOf(comment.author),
    body: comment.body,
    createdAt: comment.createdAt,
    editedAt: comment.lastEditedAt,
    editor: comment.editor === null ? null : loginOf(comment.editor),
    edits: Math.max(0, comment.edits.length - 1),
    isPinned: where.issue.pinnedComment?.id === comment.id,
    minimized: comment.minimized,
    reactions: comment.reactions.map((one) => ({ content: one.content, by: loginOf(one.user) })),
  };
}

function otherOf(event: TimelineEvent): number | null {
  if ('source' in event) return event.source;
  if ('other' in event) return event.other;
  if (!('canonical' in event)) return null;
  return event.canonical === event.issue ? event.duplicate : event.canonical;
}

function whatOf(tables: Tables, event: TimelineEvent): string {
  if ('label' in event) return event.label.name;
  if ('assignee' in event) return recordIn(tables, 'accounts', event.assignee).login;
  if ('milestone' in event) return event.milestone;
  if ('to' in event) return event.to;
  if ('home' in event) return event.home;
  if ('stateReason' in event) return event.stateReason?.toLowerCase() ?? '';
  if ('author' in event) return recordIn(tables, 'accounts', event.author).login;
  const other = otherOf(event);
  if (other === null) return '';
  const issue = recordIn(tables, 'issues', other);
  return `${recordIn(tables, 'repositories', issue.repository).fullName}#${issue.number}`;
}
