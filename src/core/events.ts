import type { ChannelNews } from './channel.ts';
import type { FollowUp } from './follow-up.ts';
import type { FormAnswers } from './form.ts';
import type { PageReason } from './page-reason.ts';
import type { Instant } from './time.ts';
import type { TroubleNews } from './trouble.ts';

/** Where a person may stand in an incident. Resolved is a status too, but it is walked to by closing. */
export type Status = 'investigating' | 'mitigating' | 'monitoring' | 'resolved';
export const OPEN_STATUSES = ['investigating', 'mitigating', 'monitoring'] as const;
export type OpenStatus = (typeof OPEN_STATUSES)[number];

/** Why an incident pages nobody yet. */
export type Doubt = 'stranger' | 'late';

/** What an incident turned out to be. */
export type Outcome = 'false-alarm' | 'duplicate';

/** What a stranger or a bot may not do by hand. */
export type DeclinedAct = 'added-label' | 'removed-label' | 'unassigned' | 'reopened';

export interface CalledGroup {
  readonly group: string;
  readonly people: readonly string[];
  /** Where it is called outside GitHub, by name. Left out: its people are mentioned on the issue. */
  readonly by?: readonly string[];
}

/** A call for people, made or rehearsed. */
export interface Call {
  readonly reason: PageReason;
  readonly groups: readonly CalledGroup[];
  /** Groups the policy names but nobody is configured for. */
  readonly unfilled: readonly string[];
  /** What whoever calls wants to tell them. */
  readonly message?: string | null;
}

/** Where the policy file that held at declaration is found again: its blob, and in which repository. */
export interface PolicyFile {
  readonly oid: string;
  readonly where: 'repository' | 'organisation';
}

/**
 * What every event says: when it happened by GitHub's time (or ours, for a clock), who did it
 * (null: Tocsin itself) and what caused it.
 *
 * Causes: `comment:<id>:<line>`, `remark:<id>:<line>` (a comment on the postmortem), `hand:<node id>`, `clock:<ms>`, `letter:<id>`, `form`, `world:<what>`.
 */
interface Told {
  readonly at: Instant;
  readonly by: string | null;
  readonly via: string;
}

export type EventBody =
  | {
      readonly type: 'declared';
      readonly severity: number;
      /** False where nobody chose it: the card asks. */
      readonly given: boolean;
      readonly doubt: Doubt | null;
      readonly source: 'form' | 'label' | 'command' | 'dispatch';
      /** Who tells of the same again says this key. */
      readonly key?: string;
      readonly title: string;
      readonly form: FormAnswers | null;
      readonly seenAt: Instant;
      readonly policy: PolicyFile | null;
      readonly drill?: boolean;
    }
  /** Incidents that were open when this one was declared. */
  | {
      readonly type: 'others-open';
      readonly issues: readonly { readonly number: number; readonly title: string }[];
    }
  /** Its issue was transferred to this repository. */
  | {
      readonly type: 'moved';
      readonly from: string;
      /** The numbers of its repository and its issue there. */
      readonly home?: { readonly repository: number; readonly issue: number };
    }
  /** Told again, under the key of its declaration. */
  | { readonly type: 'recurred'; readonly times: number }
  | { readonly type: 'renamed'; readonly from: string; readonly to: string; readonly byHand?: true }
  | { readonly type: 'confirmed' }
  /** It is an exercise from now on. */
  | { readonly type: 'drill-begun' }
  /** It was one, and is real from now on. */
  | { readonly type: 'drill-ended' }
  | {
      readonly type: 'severity-changed';
      readonly from: number;
      readonly to: number;
      readonly why: string | null;
    }
  | { readonly type: 'status-changed'; readonly from: Status; readonly to: OpenStatus }
  | {
      readonly type: 'role-given';
      /** By its name in the policy: `ic`. */
      readonly role: string;
      readonly to: string;
      readonly from: string | null;
    }
  | { readonly type: 'handed-over'; readonly role: string; readonly to: string }
  | { readonly type: 'role-freed'; readonly role: string; readonly from: string }
  | { readonly type: 'joined'; readonly login: string }
  | {
      readonly type: 'acknowledged';
      /** The numbers of the calls that it answers; absent: all that were made before. */
      readonly calls?: readonly number[];
      /** The pager that told of it, and whom it names. */
      readonly pager?: { readonly name: string; readonly who: string | null };
    }
  /** The severity asks for an answer again: what was answered while none was waited for does not count. */
  | { readonly type: 'answer-wanted' }
  | {
      readonly type: 'updated';
      readonly status: OpenStatus;
      readonly text: string;
      readonly impact: string | null;
      readonly next: string | null;
    }
  /** The next update comes later than the severity asks for. */
  | { readonly type: 'snoozed'; readonly until: Instant }
  /** `happened`: when that was, where it was not when it was written. */
  | { readonly type: 'noted'; readonly text: string; readonly happened?: Instant }
  /** When the impact began, or was noticed, as somebody corrects it. */
  | {
      readonly type: 'dated';
      readonly what: 'started' | 'detected';
      readonly moment: Instant;
    }
  /** `note` is the `via` of the note that reads otherwise now. */
  | {
      readonly type: 'note-edited';
      readonly note: string;
      readonly text: string;
      readonly happened?: Instant;
    }
  /** A command that an edit added: it was not run. */
  | { readonly type: 'edit-ignored'; readonly line: string }
  | { readonly type: 'helped' | 'timeline-asked' }
  /** Null: all groups. `more`: those that were asked for beside it. */
  | {
      readonly type: 'oncall-asked';
      readonly group: string | null;
      readonly more?: readonly string[];
    }
  | (Call & {
      readonly type: 'paged';
      /** Which call of the incident this is, from 0: what its comment is found by. */
      readonly number: number;
    })
  /** Somebody took the next step of the response clock, whose silence began at `since`. */
  | { readonly type: 'escalated'; readonly since: Instant; readonly step: number }
  /** The call waits for business hours. */
  | { readonly type: 'call-held'; readonly groups: readonly string[] }
  /** A call as a drill makes it: nobody is called, and what would have been is shown. */
  | (Call & { readonly type: 'page-rehearsed' })
  | { readonly type: 'page-withheld'; readonly groups: readonly string[] }
  /** A destination would not take a call: told at once, with who is to be called by hand. */
  | {
      readonly type: 'page-failed';
      /** Which call of the incident. */
      readonly number: number;
      readonly group: string;
      readonly people: readonly string[];
      /** The destination's name. */
      readonly destination: string;
      readonly because: string;
    }
  /** A clock that nobody answered in time. `since` names the silence it speaks about, `step` how far it has come. */
  | {
      readonly type: 'clock-ran-out';
      readonly clock: string;
      readonly since: Instant;
      readonly step: number;
      readonly mention: readonly string[];
    }
  | {
      readonly type: 'resolved';
      readonly text: string | null;
      readonly from: Status;
      /** Left out where it was an incident indeed. */
      readonly outcome?: Outcome;
      /** Which incident it is a duplicate of, where that is known. */
      readonly of?: number;
      /** Who took the label `incident` off, where it ended by that: the issue stays open, and is theirs. */
      readonly unlabelledBy?: string;
    }
  | { readonly type: 'reopened'; readonly why: string | null }
  /** GitHub knows it as a duplicate of that issue, closed or not. */
  | { readonly type: 'duplicate-marked'; readonly of: number }
  /** That other incident was closed as a duplicate of this one. */
  | { readonly type: 'duplicate-found'; readonly number: number; readonly title: string }
  /** Somebody without the right to resolve closed the issue. */
  | { readonly type: 'close-declined'; readonly times: number; readonly bot?: true }
  | FollowUp
  /** Somebody moved it into another milestone (null: out of any): what it says of the date holds, if anything. */
  | {
      readonly type: 'postmortem-dated';
      readonly milestone: string | null;
      /** Null: the milestone has no date, and the one before holds. */
      readonly due: Instant | null;
    }
  /** A command on the postmortem that is for the incident. */
  | { readonly type: 'misplaced'; readonly line: string }
  | {
      readonly type: 'refused';
      readonly line: string;
      readonly because: string;
      readonly tryThis: string;
    }
  | { readonly type: 'not-allowed'; readonly line: string }
  /**
   * A label that must be there was taken off by hand; it may be the first half of a swap. `ends`: it is
   * `incident`, and whoever did it may say that this is none.
   */
  | {
      readonly type: 'label-removed';
      readonly label: string;
      /** Left out where it is none of a status. */
      readonly of?: 'status';
      readonly ends?: true;
    }
  | { readonly type: 'label-returned'; readonly label: string }
  | { readonly type: 'label-put-back'; readonly label: string }
  /** The whole repository has lost it: it was deleted or renamed there. */
  | { readonly type: 'label-lost'; readonly label: string; readonly of?: 'status' }
  /** Somebody without the right, or a bot, did what is not theirs to do: it is undone once. */
  | {
      readonly type: 'hand-declined';
      readonly act: DeclinedAct;
      /** The label or the login; null where the issue itself was reopened. */
      readonly about: string | null;
      readonly bot: boolean;
      /** It was undone before: now it is left as it is. */
      readonly again: boolean;
    }
  | ({ readonly type: 'channel' } & ChannelNews)
  | TroubleNews
  | { readonly type: 'card-restored' }
  /** The record was lost and read again; `calls` were made before, by what was found of them. */
  | { readonly type: 'rebuilt'; readonly calls: number };

export type IncidentEvent = Told & EventBody;
export type EventOf<Type extends EventBody['type']> = Extract<IncidentEvent, { type: Type }>;
