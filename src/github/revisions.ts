import { decodeRecord } from '../core/record.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { CommentAnswer, RevisionsAnswer } from './answers.ts';
import { ask, type GitHub } from './client.ts';
import { REVISIONS_QUERY } from './snapshot-query.ts';

/**
 * The newest revision of a comment that the app itself wrote and whose record decodes; empty where
 * there is none left (whoever may write may delete revisions).
 */
export async function trustedText(
  github: GitHub,
  comment: Pick<CommentAnswer, 'id'>,
  trusted: Trusted,
): Promise<string> {
  const answer = await ask<RevisionsAnswer>(github, REVISIONS_QUERY, { comment: comment.id });
  const revisions = answer.node?.userContentEdits?.nodes ?? [];
  const ours = revisions.find(
    ({ editor, diff }) =>
      actorFrom(editor, trusted).ours && decodeRecord(diff ?? '').kind === 'record',
  );
  return ours?.diff ?? '';
}
