import { commentsOf, createComment, deleteComment, editComment } from '../world/comments.ts';
import { pinComment, unpinComment } from '../world/pins.ts';
import type { Comment } from '../world/records.ts';
import {
  type Asked,
  commentOf,
  created,
  demand,
  type Handler,
  issueOf,
  lookOf,
  newLookOf,
  noContent,
  ok,
  repositoryOf,
} from './asked.ts';
import { required, within } from './body.ts';
import { commentShape } from './issue-shape.ts';
import { paged } from './pages.ts';
import { forbidden, notFound } from './refusal.ts';
import type { Shape } from './shapes.ts';

const COMMENT = { resource: 'IssueComment', field: 'body', length: 65_536 } as const;

function bodyAsked(asked: Asked): string {
  const body = required(asked.body, 'IssueComment', 'body');
  within(COMMENT, body);
  return body;
}

const shapeNow = (asked: Asked, { id }: Comment): Shape => {
  const { store } = asked.hub.world;
  const comment = store.get('comments', id);
  return commentShape(newLookOf(asked), comment, store.get('issues', comment.issue));
};

const listComments: Handler = (asked) => {
  const issue = issueOf(asked, repositoryOf(asked));
  const since = Date.parse(asked.query.get('since') ?? '') || 0;
  const all = commentsOf(asked.tables, issue).filter((one) => one.updatedAt >= since);
  return paged(asked, all, (one) => commentShape(lookOf(asked), one, issue));
};

const getComment: Handler = (asked) => {
  const { comment, issue } = commentOf(asked, repositoryOf(asked));
  return ok(commentShape(lookOf(asked), comment, issue));
};

const postComment: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const issue = issueOf(asked, repository);
  const isApp = asked.caller.kind === 'installation';
  // Whatever an app may write otherwise: a locked conversation is for people.
  if (isApp && issue.locked) throw forbidden('Unable to create comment because issue is locked.');
  const by = demand(asked, repository, isApp || issue.locked ? 'write' : 'read');
  const comment = createComment(asked.hub.world.store, issue, by, bodyAsked(asked));
  return created(shapeNow(asked, comment));
};

const patchComment: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const { comment } = commentOf(asked, repository);
  const by = demand(asked, repository, 'read');
  if (comment.author !== by.id) demand(asked, repository, 'write');
  return ok(shapeNow(asked, editComment(asked.hub.world.store, comment, by, bodyAsked(asked))));
};

const removeComment: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const { comment } = commentOf(asked, repository);
  const by = demand(asked, repository, 'read');
  if (comment.author !== by.id) demand(asked, repository, 'write');
  deleteComment(asked.hub.world.store, comment, by);
  return noContent;
};

/** Older servers know no such route. */
function demandPins(asked: Asked): void {
  if (asked.hub.lacks('comment-pin')) throw notFound();
}

const putPin: Handler = (asked) => {
  demandPins(asked);
  const repository = repositoryOf(asked);
  const { comment } = commentOf(asked, repository);
  const by = demand(asked, repository, 'write');
  if (comment.minimized !== null) throw forbidden('A minimized comment cannot be pinned.');
  pinComment(asked.hub.world.store, comment, by);
  return ok(shapeNow(asked, comment));
};

const deletePin: Handler = (asked) => {
  demandPins(asked);
  const repository = repositoryOf(asked);
  const { comment } = commentOf(asked, repository);
  demand(asked, repository, 'write');
  unpinComment(asked.hub.world.store, comment);
  return noContent;
};

export const commentRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': listComments,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': postComment,
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': getComment,
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': patchComment,
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': removeComment,
  'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin': putPin,
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/pin': deletePin,
};
