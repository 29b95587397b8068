import { INCIDENT_LABEL, type IncidentLetter } from './adoption.ts';
import { isFreshEdit } from './edits.ts';
import { isReadAct, isReadComment } from './read-already.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';

/** Whose right to command this pass depends on: the people (and the declarer) it has not heard yet. */
export function actedIn(
  {
    comments,
    acts,
    issue,
    postmortem,
  }: Pick<Snapshot, 'comments' | 'acts' | 'issue'> & Partial<Pick<Snapshot, 'postmortem'>>,
  record: IncidentRecord,
  letters: readonly IncidentLetter[],
): readonly string[] {
  const isDeclared = record.events.length > 0 || record.base !== null;
  const from = incidentOf(record)?.declaredAt ?? 0;
  const heardFrom = isDeclared ? from : earliestClaim({ acts, issue }, letters);
  const newActs = acts.filter((act) => act.at >= from && !act.actor.bot && !isReadAct(record, act));
  const newComments = [...comments, ...(postmortem?.comments ?? [])].filter(
    (comment) => comment.at >= heardFrom && !comment.author.bot && !isReadComment(record, comment),
  );
  const freshEdits = comments.filter((comment) => isFreshEdit(comment, record));
  return [
    ...(isDeclared || issue.opening ? [] : [issue.author.login]),
    ...letters.map(({ by }) => by),
    ...newActs.map(({ actor }) => actor.login),
    ...freshEdits.map(({ author, editor }) => (editor ?? author).login),
    ...newComments.map(({ author }) => author.login),
  ].filter((login, index, all) => all.indexOf(login) === index);
}

/** From when comments may be commands; what was said on an ordinary issue before concerns nobody's right. */
const earliestClaim = (
  { acts, issue }: Pick<Snapshot, 'acts' | 'issue'>,
  letters: readonly IncidentLetter[],
): Instant =>
  Math.min(
    ...letters.map(({ at }) => at),
    ...acts.flatMap((act) =>
      act.kind === 'labeled' && act.label === INCIDENT_LABEL ? [act.at] : [],
    ),
    ...(issue.form ? [issue.createdAt] : []),
  );
