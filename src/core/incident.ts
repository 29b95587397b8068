import type { ActionItem } from './action-item.ts';
import type { ChannelKnown } from './channel.ts';
import type { Call, Doubt, Outcome, PolicyFile, Status } from './events.ts';
import type { FormAnswers } from './form.ts';
import type { Instant } from './time.ts';
import type { Trouble } from './trouble.ts';

/** One call for people: the wave that went out, why, and whom it named. */
export interface Wave extends Call {
  readonly number: number;
  readonly at: Instant;
  readonly via: string;
}

/** Somebody's word that they are on it. */
export interface Answer {
  /** The numbers of the calls that it, or an earlier one, answers. */
  readonly calls: readonly number[];
  readonly at: Instant;
  readonly by: string | null;
}

/** A call of a group that a destination would not take. */
export interface FailedCall {
  readonly at: Instant;
  readonly number: number;
  readonly group: string;
  readonly destination: string;
}

/** A call that a drill did not make. */
export type Rehearsal = Omit<Wave, 'number'>;

/** How far a clock has spoken about one silence. */
export interface Spoken {
  readonly since: Instant;
  readonly step: number;
  readonly at: Instant;
}

export interface Postmortem {
  /** Null until its issue exists. */
  readonly number: number | null;
  readonly due: Instant;
  readonly closedAt: Instant | null;
  /** Its issue was deleted or transferred: nobody is reminded of it any more. */
  readonly lost?: boolean;
  /** `owner/name` where it is in another repository than the incident. */
  readonly repository?: string | null;
  /** Why it is not in the repository that the policy names. */
  readonly moved?: string;
  /** The milestone that somebody chose for it, by its title (null: none): ours is not put in its place. */
  readonly chosen?: { readonly milestone: string | null; readonly dated: boolean };
  /** Sections that stood unwritten when it was closed, as was told then. */
  readonly unfilled?: readonly string[];
}

/** What somebody said about the postmortem, against what the policy says. */
type Duty = { readonly owed: true } | { readonly owed: false; readonly why: string };

/** What is known of an incident: nothing but the events in its record, reduced in order. */
export interface Incident extends ChannelKnown {
  readonly declaredAt: Instant;
  readonly declaredBy: string | null;
  readonly seenAt: Instant;
  readonly source: 'form' | 'label' | 'command' | 'dispatch';
  readonly key?: string | null;
  /** How often it was told, the first time among them, and when last; absent where once. */
  readonly told?: { readonly times: number; readonly last: Instant };
  readonly title: string;
  /** What it was called until somebody declared it under another title. */
  readonly renamedFrom?: string;
  /** Incidents that were open when this one was declared. */
  readonly others?: readonly { readonly number: number; readonly title: string }[];
  readonly form: FormAnswers | null;
  readonly policy: PolicyFile | null;
  /** Not null: nobody is paged, nothing is pinned, no clock runs until somebody with the right confirms it. */
  readonly doubt: Doubt | null;
  readonly confirmedAt: Instant | null;
  /** An exercise: nobody is called unless the policy says so, and no postmortem is owed. */
  readonly drill?: boolean;
  /** The numbers of the repository and the issue where it was declared, if it is elsewhere by now: pagers know it by them. */
  readonly origin?: { readonly repository: number; readonly issue: number };
  /** Since when what was an exercise is real. */
  readonly realSince?: Instant;

  /** When the impact began and when it was noticed, as somebody corrected it. */
  readonly startedAt?: Instant | null;
  readonly detectedAt?: Instant | null;

  readonly severity: number;
  readonly severityGiven: boolean;
  readonly severitySince: Instant;
  /** The worst level it ever had; 1 is the worst. */
  readonly highest: number;
  readonly status: Status;
  /** Who holds which role, by the role's name in the policy. */
  readonly roles: Readonly<Record<string, string>>;
  /** Since when nobody holds the commander's role; null while somebody does. */
  readonly commanderMissingSince: Instant | null;
  /** Everybody who has been called, has joined or has answered. */
  readonly responders: readonly string[];
  /** Former holders who are to be taken off the assignees, for no other reason keeps them there. */
  readonly released: readonly string[];
  /** Labels that a person took off, and when: put back if nothing takes their place. */
  readonly missingLabels: Readonly<Record<string, Instant>>;
  /** Of those that were ever taken off, the ones that say a status: their names are the policy's. */
  readonly statusLabels?: readonly string[];
  /** Labels that were put back once: whoever takes them off again means it. */
  readonly labelsPutBack: readonly string[];
  /**
   * Who took the label `incident` off, and when. While it runs it ends by that in a minute; resolved, it has
   * ended so, and the issue is an ordinary one again.
   */
  readonly unlabelled?: { readonly by: string; readonly at: Instant } | null;
  /** What was done without the right, by `declinedKey`, and how often: the first time it is undone. */
  readonly declined?: Readonly<Record<string, number>>;

  readonly impact: string | null;
  readonly next: string | null;
  readonly waves: readonly Wave[];
  /** Calls that a destination would not take. */
  readonly failedCalls?: readonly FailedCall[];
  /** Since when the call of this severity has waited for business hours; null where it did not have to. */
  readonly held?: { readonly since: Instant } | null;
  /** What a drill would have called. */
  readonly rehearsals?: readonly Rehearsal[];
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  /** Where a pager told of it: which, and whom it names. That name is nobody's login. */
  readonly acknowledgedIn?: { readonly name: string; readonly who: string | null } | null;
  /** The last one, where there was any. */
  readonly answered?: Answer;
  /** What told of answers given in a pager, by its cause: that one need not be told of them. */
  readonly toldByPagers?: readonly string[];
  /** When a person last said or did anything here, a command or not. */
  readonly heardAt?: Instant;
  readonly mitigatedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
  /** Other than an incident; null where it is open or was one. */
  readonly outcome?: Outcome | null;
  /** Which issue it was last said to be a duplicate of; it counts where the outcome is that. */
  readonly duplicateOf?: number | null;
  readonly reopenedAt: Instant | null;
  /** When a lost record was read again: clocks begin anew there, for who was called is not known. */
  readonly rebuiltAt: Instant | null;
  /** Calls made before that. */
  readonly earlierCalls: number;
  readonly closeDeclined: number;

  readonly lastUpdateAt: Instant | null;
  /** The last time that an update was put off, and until when; it holds in the silence in which it was said. */
  readonly snoozed?: { readonly at: Instant; readonly until: Instant } | null;
  /** Updates posted, how many of them after their clock had run out, and all the times that it did. */
  readonly updates: { readonly count: number; readonly late: number; readonly missed: number };
  readonly spoken: Readonly<Record<string, Spoken>>;
  /** What our own audit found amiss, and does not see mended yet. */
  readonly troubles?: readonly Trouble[];
  readonly postmortem: Postmortem | null;
  readonly actions?: readonly ActionItem[];
  readonly duty?: Duty | null;
}

/** Whether clocks run and people are called: confirmed, and not resolved. */
export const isRunning = (incident: Incident): boolean =>
  incident.doubt === null && incident.status !== 'resolved';

/** Live until closed and nothing is owed any more (record.md, *Life*). */
export const isLive = (incident: Incident): boolean =>
  incident.status !== 'resolved' ||
  (incident.postmortem !== null &&
    incident.postmortem.closedAt === null &&
    !incident.postmortem.lost &&
    !isExcused(incident));

/** Whether there was no incident of its own: nothing is owed of it, and metrics leave it out. */
export const isNone = (outcome: Incident['outcome']): boolean =>
  outcome === 'false-alarm' || outcome === 'duplicate';

/** Whether there need be no postmortem, whatever the severity: somebody said so, or it was no incident at all. */
export const isExcused = ({ duty, outcome, drill }: Incident): boolean =>
  duty ? !duty.owed : isNone(outcome) || drill === true;

/** From when the clocks of a response count: the last time the incident began to want an answer. */
export const wantedSince = (incident: Incident): Instant =>
  Math.max(
    incident.confirmedAt ?? incident.declaredAt,
    incident.reopenedAt ?? 0,
    incident.rebuiltAt ?? 0,
    incident.realSince ?? 0,
  );

/** Everybody who holds a role, each once. */
export const holdersOf = (incident: Incident): readonly string[] => [
  ...new Set(Object.values(incident.roles)),
];
