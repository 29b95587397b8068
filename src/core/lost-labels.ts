import type { EventBody } from './events.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import type { Act, Snapshot } from './snapshot.ts';
import { SECOND } from './time.ts';
import { wantedLabels } from './wanted-labels.ts';

/** As many labels as a snapshot lists: of a repository with more, not all are known. */
const LISTED = 100;

/**
 * A label that the whole repository has lost was taken off nowhere: nobody spoke about this incident.
 * GitHub's timeline tells it like any other unlabelling.
 */
export const isOfLostLabel = ({ repository }: Snapshot, act: Act): boolean =>
  act.kind === 'unlabeled' &&
  repository.labels.length < LISTED &&
  !repository.labels.includes(act.label);

/**
 * Labels that stood on the issue and that its repository no longer has: deleted there, or renamed, which
 * no event tells of. Only what an earlier pass has put there can have been lost.
 */
export function lostLabels(snapshot: Snapshot, record: IncidentRecord): readonly EventBody[] {
  const { labels } = snapshot.repository;
  const incident = incidentOf(record);
  const isSettled = record.settled === record.events.length;
  if (!incident || incident.status === 'resolved' || !isSettled || labels.length >= LISTED)
    return [];
  return wantedLabels(incident, snapshot.policy)
    .filter(({ name }) => !labels.includes(name) && hasStood(name, snapshot, record))
    .map(({ name }) => ({
      type: 'label-lost',
      label: name,
      ...(name === snapshot.policy.statuses[incident.status].name ? { of: 'status' } : {}),
    }));
}

/**
 * Whether it was put on the issue: whoever died before making a label has lost none, and whoever died before making a
 * lost one again has not lost it a second time.
 */
function hasStood(label: string, { acts }: Snapshot, { events }: IncidentRecord): boolean {
  const lost = events.findLast((event) => event.type === 'label-lost' && event.label === label);
  if (!lost)
    return acts.some(
      (act) => (act.kind === 'labeled' || act.kind === 'unlabeled') && act.label === label,
    );
  // GitHub's times have a grain of a second.
  const since = lost.at - (lost.at % SECOND);
  return acts.some(
    ({ actor, at, ...act }) =>
      actor.ours && at >= since && act.kind === 'labeled' && act.label === label,
  );
}
