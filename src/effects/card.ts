import { visibleText } from '../core/record.ts';
import type { Writer } from './github-writes.ts';

/** Where a card stands: its GraphQL node id and its REST id. */
export interface CardPlace {
  readonly node: string;
  readonly comment: number;
}

interface Target {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/**
 * Writing the card is saving: one request. A create is not repeated; whoever calls looks for it first.
 * Null where the card is no more: a read may lag, but what cannot be rewritten was deleted.
 */
export async function writeCard(
  github: Writer,
  { owner, repo, number }: Target,
  { card, body }: { readonly card: CardPlace | null; readonly body: string },
): Promise<CardPlace | null> {
  if (card) {
    try {
      await github.rest.issues.updateComment({ owner, repo, comment_id: card.comment, body });
      return card;
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 404) return null;
      throw error;
    }
  }
  const { data } = await github.rest.issues.createComment({
    owner,
    repo,
    issue_number: number,
    body,
    request: { retries: 0 },
  });
  return { node: data.node_id, comment: data.id };
}

/** Whether what stands there says the same to a person: records are compared by the caller. */
export const saysTheSame = (standing: string, text: string): boolean =>
  visibleText(standing) === visibleText(text);
