import { iso } from '../../core/time.ts';
import { commentsOf } from '../world/comments.ts';
import type { Comment, Issue, Reaction, ReactionContent } from '../world/records.ts';
import { recordIn } from '../world/store.ts';
import {
  accountById,
  apiUrl,
  appShape,
  associationOf,
  isoOrNull,
  type Look,
  labelShape,
  milestoneShape,
  type Shape,
} from './shapes.ts';

/** Reactions as REST writes them. */
export const REACTIONS: Readonly<Record<string, ReactionContent>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  hooray: 'HOORAY',
  confused: 'CONFUSED',
  heart: 'HEART',
  rocket: 'ROCKET',
  eyes: 'EYES',
};

export function reactionShape(look: Look, reaction: Reaction): Shape {
  const named = Object.entries(REACTIONS).find(([, content]) => content === reaction.content);
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: accountById(look, reaction.user),
    content: named?.[0],
    created_at: iso(reaction.createdAt),
  };
}

const rollup = (url: string, reactions: readonly Reaction[]): Shape => ({
  url: `${url}/reactions`,
  total_count: reactions.length,
  ...Object.fromEntries(
    Object.entries(REACTIONS).map(([name, content]) => [
      name,
      reactions.filter((one) => one.content === content).length,
    ]),
  ),
});

export function issueShape(look: Look, issue: Issue): Shape {
  const repository = recordIn(look.tables, 'repositories', issue.repository);
  const home = `${apiUrl(look)}/repos/${repository.fullName}`;
  const url = `${home}/issues/${issue.number}`;
  const assignees = issue.assignees.map((id) => accountById(look, id));
  const milestone =
    issue.milestone === null ? null : recordIn(look.tables, 'milestones', issue.milestone);
  const children = issue.subIssues.map((id) => recordIn(look.tables, 'issues', id));
  const done = children.filter((child) => child.state === 'CLOSED').length;
  const parent = issue.parent === null ? null : recordIn(look.tables, 'issues', issue.parent);
  return {
    url,
    repository_url: home,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${look.url}/${repository.fullName}/issues/${issue.number}`,
    id: issue.id,
    node_id: issue.node,
    number: issue.number,
    title: issue.title,
    user: accountById(look, issue.author),
    labels: issue.labels.map((id) => labelShape(look, recordIn(look.tables, 'labels', id))),
    state: issue.state.toLowerCase(),
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: milestone && milestoneShape(look, milestone),
    comments: commentsOf(look.tables, issue).length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closedAt),
    closed_by: issue.closedBy === null ? null : accountById(look, issue.closedBy),
    author_association: associationOf(look, repository, issue.author),
    active_lock_reason: null,
    parent_issue_url: parent && issueUrl(look, parent),
    sub_issues_summary: {
      total: children.length,
      completed: done,
      percent_completed: children.length === 0 ? 0 : Math.floor((100 * done) / children.length),
    },
    issue_dependencies_summary: {
      blocked_by: 0,
      total_blocked_by: 0,
      blocking: 0,
      total_blocking: 0,
    },
    body: issue.body === '' ? null : issue.body,
    reactions: rollup(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.author === look.app.botId ? appShape(look) : null,
    state_reason: issue.stateReason?.toLowerCase() ?? null,
    ...(issue.kind === 'PullRequest' ? { pull_request: pullShape(look, issue) } : {}),
  };
}

/** What tells a pull request from an issue. */
function pullShape(look: Look, { repository, number }: Issue): Shape {
  const { fullName } = recordIn(look.tables, 'repositories', repository);
  const page = `${look.url}/${fullName}/pull/${number}`;
  return {
    url: `${apiUrl(look)}/repos/${fullName}/pulls/${number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: null,
  };
}

function issueUrl(look: Look, issue: Issue): string {
  const { fullName } = recordIn(look.tables, 'repositories', issue.repository);
  return `${apiUrl(look)}/repos/${fullName}/issues/${issue.number}`;
}

export function commentShape(look: Look, comment: Comment, issue: Issue): Shape {
  const repository = recordIn(look.tables, 'repositories', issue.repository);
  const url = `${apiUrl(look)}/repos/${repository.fullName}/issues/comments/${comment.id}`;
  const page = `${look.url}/${repository.fullName}/issues/${issue.number}`;
  const pin = issue.pinnedComment?.id === comment.id ? issue.pinnedComment : null;
  return {
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: issueUrl(look, issue),
    id: comment.id,
    node_id: comment.node,
    user: accountById(look, comment.author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
    author_association: associationOf(look, repository, comment.author),
    reactions: rollup(url, comment.reactions),
    performed_via_github_app: comment.author === look.app.botId ? appShape(look) : null,
    pin: pin && { pinned_at: iso(pin.at), pinned_by: accountById(look, pin.by) },
  };
}
