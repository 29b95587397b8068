import type { Incident } from './incident.ts';
import type { World } from './plan.ts';
import { type Progress, progressOf } from './progress.ts';
import { fullMoment } from './time.ts';

/** What people are told of the postmortem and of the action items. */
export interface FollowUpView {
  readonly actions: Progress | null;
  /** `owner/name` of the incident's repository, where it has to be named: its postmortem is in another one. */
  readonly incidentHome: string | null;
  readonly postmortem: {
    /** `owner/name` where it is not beside its incident. */
    readonly home: string | null;
    readonly number: number | null;
    readonly due: string;
    readonly closed: boolean;
    readonly lost: boolean;
  } | null;
  /** Why there need be no postmortem; null where nobody said so. */
  readonly waived: string | null;
}

export function followUpOf({ incident, snapshot }: World): FollowUpView {
  return {
    actions: progressOf(incident, snapshot),
    incidentHome: incident.postmortem?.repository
      ? `${snapshot.repository.owner}/${snapshot.repository.name}`
      : null,
    postmortem: incident.postmortem && {
      home: incident.postmortem.repository ?? null,
      number: incident.postmortem.number,
      due: fullMoment(incident.postmortem.due),
      closed: incident.postmortem.closedAt !== null,
      lost: incident.postmortem.lost === true,
    },
    waived: waivedFor(incident),
  };
}

/** Why there need be no postmortem; one that is written all the same is written. */
function waivedFor({ duty, outcome, postmortem, drill }: Incident): string | null {
  if (postmortem && postmortem.closedAt !== null) return null;
  if (duty?.owed === false) return duty.why;
  // Opened when it was taken for an incident before: that issue stays.
  if (!postmortem || duty) return null;
  if (outcome === 'duplicate') return 'it was a duplicate';
  if (outcome === 'false-alarm') return 'it was a false alarm';
  return drill ? 'it was a drill' : null;
}
