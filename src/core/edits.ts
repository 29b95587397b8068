import type { Context, Rules } from './decide.ts';
import type { Log, Stamp } from './log.ts';
import { notesFrom } from './notes.ts';
import type { IncidentRecord } from './record.ts';
import type { Actor, Comment } from './snapshot.ts';
import type { Instant } from './time.ts';

/** In front of what is remembered of a comment: it was said once that edits run nothing. */
const TOLD = '!';

/** What is noted of a comment that is looked at for the first time: with it an edit is compared. */
export function noteWording(rules: Rules, log: Log, comment: Comment): void {
  const gist = rules.gist(comment);
  if (gist !== '') log.commands[comment.id] = gist;
  if (comment.editedAt !== null) log.edits[comment.id] = comment.editedAt;
}

/** Whether a comment that was looked at has been changed since. */
export const isFreshEdit = (
  { id, author, editedAt }: Comment,
  { comments, edits }: Pick<IncidentRecord, 'comments' | 'edits'>,
): boolean => !author.bot && comments[id] !== undefined && (editedAt ?? 0) > (edits?.[id] ?? 0);

/**
 * A comment that somebody changed after it was looked at. Its commands are done and stay done: a note is shown with
 * its new words, and a command that was not there before gets one word that edits run nothing.
 */
export function readEdit(
  rules: Rules,
  log: Log,
  { comment, contextOf }: { readonly comment: Comment; readonly contextOf: ContextOf },
): void {
  const { id, editor, author } = comment;
  const context = contextOf(editor ?? author, comment.at);
  const stamp: Stamp = {
    at: comment.editedAt ?? comment.at,
    by: context.actor.login,
    via: `edit:${id}`,
  };
  const known = log.commands[id] ?? (log.comments[id] === 'nothing' ? '' : null);
  const gist = known === null ? null : known.replace(TOLD, '');
  const { changed, added } = rules.edit(
    comment,
    { notes: notesFrom(id, log.events), gist },
    context,
  );
  log.tell(changed, stamp);
  if (added !== null && gist !== null && gist === known && context.actor.may) {
    log.tell([{ type: 'edit-ignored', line: added }], stamp);
    log.commands[id] = `${TOLD}${gist}`;
  }
  log.edits[id] = stamp.at;
}

type ContextOf = (actor: Actor, at: Instant) => Context;
