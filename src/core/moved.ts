import type { Receipt } from './effects.ts';
import type { EventBody } from './events.ts';
import type { IncidentRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';

type Home = NonNullable<IncidentRecord['home']>;

/** Where an incident's issue stands. */
export const homeOf = ({ repository, issue }: Pick<Snapshot, 'repository' | 'issue'>): Home => ({
  repository: repository.id,
  issue: issue.number,
  name: `${repository.owner}/${repository.name}`,
});

/** Where the issue was transferred from since the record was saved last; null where it was not. */
export function movedFrom(
  { home }: Pick<IncidentRecord, 'home'>,
  { repository, issue }: Pick<Snapshot, 'repository' | 'issue'>,
): Home | null {
  if (!home) return null;
  return home.repository === repository.id && home.issue === issue.number ? null : home;
}

export const movedHere = ({ name, repository, issue }: Home): EventBody => ({
  type: 'moved',
  from: `${name}#${issue}`,
  home: { repository, issue },
});

/** What GitHub takes off with a transfer, and is to be done anew. */
const LEFT_BEHIND = /^pin-(?:card$|issue:)/;

/**
 * The record of a transferred issue as it is gone on from. Comments and acts may have other ids there: where none
 * is known, those that the record had read by their time are named again, so that no command runs twice.
 */
export function atNewHome(record: IncidentRecord, snapshot: Snapshot): IncidentRecord {
  const { comments, acts, found } = snapshot;
  const isOld = ({ at }: { readonly at: number }): boolean => at <= record.newest;
  const knowsComments = comments.some(({ id }) => record.comments[id]);
  const knowsActs = acts.some(({ id }) => record.acts.includes(id));
  const read = knowsComments ? [] : comments.filter(isOld);
  const done = knowsActs ? [] : acts.filter(isOld);
  const ledger = Object.entries(record.ledger)
    .filter(([id]) => !LEFT_BEHIND.test(id))
    .map(([id, receipt]): [string, Receipt] => [id, { ...receipt, ref: found[id] ?? receipt.ref }]);
  return {
    ...record,
    ledger: Object.fromEntries(ledger),
    comments: {
      ...record.comments,
      ...Object.fromEntries(read.map(({ id }) => [id, 'nothing' as const])),
    },
    acts: [...record.acts, ...done.map(({ id }) => id)],
  };
}

/** What stayed behind has a number that is another issue's here: it is not looked at in the pass that sees the move. */
export function withoutLeft({ items: _left, ...snapshot }: Snapshot): Snapshot {
  return { ...snapshot, postmortem: snapshot.elsewhere ? snapshot.postmortem : null };
}
