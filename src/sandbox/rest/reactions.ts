import { react, withdrawReaction } from '../world/reactions.ts';
import type { Comment, Issue, Repository } from '../world/records.ts';
import {
  type Asked,
  commentOf,
  demand,
  type Handler,
  issueOf,
  lookOf,
  newLookOf,
  noContent,
  repositoryOf,
} from './asked.ts';
import { text } from './body.ts';
import { REACTIONS, reactionShape } from './issue-shape.ts';
import { paged } from './pages.ts';
import { forbidden, invalid, notFound } from './refusal.ts';

type Find = (asked: Asked, repository: Repository) => Issue | Comment;

const theComment: Find = (asked, repository) => commentOf(asked, repository).comment;

const list =
  (find: Find): Handler =>
  (asked) => {
    const { reactions } = find(asked, repositoryOf(asked));
    return paged(asked, reactions, (one) => reactionShape(lookOf(asked), one));
  };

/** 201 for a new reaction, 200 for one that was there. */
const post =
  (find: Find): Handler =>
  (asked) => {
    const repository = repositoryOf(asked);
    const on = find(asked, repository);
    const by = demand(asked, repository, asked.caller.kind === 'installation' ? 'write' : 'read');
    const content = REACTIONS[text(asked.body, 'content') ?? ''];
    if (!content) throw invalid({ resource: 'Reaction', field: 'content', code: 'invalid' });
    const { reaction, isNew } = react(asked.hub.world.store, on, by, content);
    return { status: isNew ? 201 : 200, body: reactionShape(newLookOf(asked), reaction) };
  };

const withdraw =
  (find: Find): Handler =>
  (asked) => {
    const repository = repositoryOf(asked);
    const on = find(asked, repository);
    const by = demand(asked, repository, 'read');
    const id = Number(asked.params.reaction_id);
    const reaction = on.reactions.find((one) => one.id === id);
    if (!reaction) throw notFound();
    if (reaction.user !== by.id) throw forbidden('You may only delete your own reactions.');
    withdrawReaction(asked.hub.world.store, on, id);
    return noContent;
  };

const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/reactions';

export const reactionRoutes: Readonly<Record<string, Handler>> = {
  [`GET ${COMMENT}`]: list(theComment),
  [`POST ${COMMENT}`]: post(theComment),
  [`DELETE ${COMMENT}/{reaction_id}`]: withdraw(theComment),
  [`GET ${ISSUE}`]: list(issueOf),
  [`POST ${ISSUE}`]: post(issueOf),
  [`DELETE ${ISSUE}/{reaction_id}`]: withdraw(issueOf),
};
