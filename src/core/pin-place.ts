import { isRunning } from './incident.ts';
import type { World } from './plan.ts';
import { severityOf } from './policy.ts';

/** As many issues as GitHub lets a repository pin. */
const PLACES = 3;

type Given = Pick<World, 'incident' | 'policy' | 'snapshot'>;

/** Whether the issue is to be pinned: while an incident runs that is as bad as that. */
export const wantsPin = ({ incident, policy }: Given): boolean =>
  isRunning(incident) && severityOf(policy, incident.severity).pin;

/** Whether it would be, if only there were a place for it. */
export const lacksPlace = (given: Given): boolean => {
  const { issue, repository } = given.snapshot;
  return wantsPin(given) && !issue.pinned && repository.pinned.length >= PLACES;
};
