import type { IncidentLetter } from './adoption.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import type { Snapshot } from './snapshot.ts';

/** Whose right to command this pass depends on: the people (and the declarer) it has not heard yet. */
export function actedIn(
  { comments, acts, issue }: Pick<Snapshot, 'comments' | 'acts' | 'issue'>,
  record: IncidentRecord,
  letters: readonly IncidentLetter[],
): readonly string[] {
  const from = incidentOf(record)?.declaredAt ?? 0;
  const isDeclared = record.events.length > 0 || record.base !== null;
  const newActs = acts.filter(
    ({ id, at, actor }) => at >= from && !actor.bot && !record.acts.includes(id),
  );
  const newComments = comments.filter(
    ({ id, at, author }) => at >= from && !author.bot && !record.comments[id],
  );
  return [
    ...(isDeclared ? [] : [issue.author.login]),
    ...letters.map(({ by }) => by),
    ...newActs.map(({ actor }) => actor.login),
    ...(isDeclared ? newComments.map(({ author }) => author.login) : []),
  ].filter((login, index, all) => all.indexOf(login) === index);
}
