import { nodeId } from './node-ids.ts';
import type { Account, Comment, Edit, Issue } from './records.ts';
import type { Store } from './store.ts';

type Edited = Pick<Issue, 'body' | 'edits' | 'editor' | 'lastEditedAt' | 'updatedAt'>;

/** Whoever may write may delete what a body was before; what it is stays. */
export const withoutRevisions = (edits: readonly Edit[]): readonly Edit[] =>
  edits.map((edit, index) => (index < edits.length - 1 ? { ...edit, body: null } : edit));

/** What changes when somebody rewrites a body: the first edit also keeps the original. */
export function rewritten(
  store: Store,
  written: Issue | Comment,
  editor: Account,
  body: string,
): Edited {
  const now = store.now();
  const revision = (by: number, editedAt: number, text: string, nth: number): Edit => ({
    kind: 'UserContentEdit',
    node: nodeId('UserContentEdit', written.id, nth),
    editor: by,
    editedAt,
    body: text,
  });
  const before =
    written.edits.length > 0
      ? written.edits
      : [revision(written.author, written.createdAt, written.body, 0)];
  return {
    body,
    edits: [...before, revision(editor.id, now, body, before.length)],
    editor: editor.id,
    lastEditedAt: now,
    updatedAt: now,
  };
}
