import type { PolicyFile } from './events.ts';
import type { FormAnswers } from './form.ts';
import type { Line } from './line.ts';
import type { Opening } from './opening.ts';
import type { PagerSight } from './pagers.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problem.ts';
import type { Report } from './reports.ts';
import type { TeamTemplate } from './team-template.ts';
import type { Instant } from './time.ts';

export interface Actor {
  readonly login: string;
  readonly bot: boolean;
  /** Whether this is the app itself (or a trusted former registration). */
  readonly ours: boolean;
}

export interface Comment {
  readonly id: number;
  readonly node: string;
  readonly author: Actor;
  readonly at: Instant;
  /** When it was last changed, and by whom; null: it stands as it was written. */
  readonly editedAt: Instant | null;
  readonly editor: Actor | null;
  readonly lines: readonly Line[];
  /** Reactions which the app has left here already. */
  readonly reactions: readonly Reaction[];
  /** It stands on the postmortem, where few commands are at home. */
  readonly onPostmortem?: boolean;
}

export type Reaction = 'rocket' | 'confused' | 'eyes';

/** Something done by hand (or by us) to the issue, out of its timeline. */
export type Act = {
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
} & (
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string }
  | { readonly kind: 'assigned' | 'unassigned'; readonly login: string }
  | {
      readonly kind: 'closed';
      /** Left out where it was closed as completed. */
      readonly reason?: 'not-planned' | 'duplicate';
    }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  /** Said to be a duplicate of another issue of this repository; that alone closes nothing. */
  | { readonly kind: 'marked-duplicate'; readonly of: number }
);

/** What we said or opened earlier, found by its marker: effect id → the comment's or issue's number. */
export type Found = Readonly<Record<string, number>>;

/** An action item's issue. */
export interface TrackedIssue {
  /** `owner/name` of another repository than the incident's; null: the same. */
  readonly repository: string | null;
  readonly number: number;
  readonly id: number;
  readonly title: string;
  readonly open: boolean;
  readonly closedAt: Instant | null;
  readonly assignees: readonly string[];
  /** The database id of the issue above it. */
  readonly parent: number | null;
}

export interface PostmortemIssue {
  readonly number: number;
  readonly id: number;
  readonly body: string;
  readonly open: boolean;
  readonly closedAt: Instant | null;
  readonly assignees: readonly string[];
  readonly milestone: {
    readonly number: number;
    readonly title?: string;
    readonly dueOn: Instant | null;
  } | null;
  /** When somebody else than we last moved it into a milestone or out of one, oldest first. */
  readonly moves?: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly by: string | null;
  }[];
  readonly parent: number | null;
  /** By people and bots, oldest first; ours are not among them. */
  readonly comments?: readonly Comment[];
  readonly subIssues?: readonly TrackedIssue[];
}

export interface Milestone {
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  readonly dueOn: Instant | null;
  readonly openIssues: number;
}

/** The world as one read showed it: what observe() promises, and all that the pure core may look at. */
export interface Snapshot {
  readonly repository: {
    readonly id: number;
    readonly node: string;
    readonly owner: string;
    readonly name: string;
    readonly private: boolean;
    readonly labels: readonly string[];
    readonly pinned: readonly number[];
    readonly milestones: readonly Milestone[];
  };
  readonly issue: {
    readonly id: number;
    readonly node: string;
    readonly number: number;
    readonly title: string;
    readonly url: string;
    readonly open: boolean;
    /** Nobody but collaborators may comment; GitHub counts no app among them. */
    readonly locked: boolean;
    readonly createdAt: Instant;
    readonly author: Actor;
    readonly labels: readonly string[];
    readonly assignees: readonly string[];
    readonly pinned: boolean;
    readonly form: FormAnswers | null;
    /** What it carries where we opened it for somebody. */
    readonly opening: Opening | null;
    /** Pull requests of this repository that mention it, oldest first. */
    readonly pulls?: readonly { readonly number: number; readonly title: string }[];
    /** The body as plain text: the description where there is no form. */
    readonly text: string;
  };
  /** By people and bots, oldest first; ours are not among them. */
  readonly comments: readonly Comment[];
  /** Oldest first; ours are among them, marked. */
  readonly acts: readonly Act[];
  readonly found: Found;
  /** Comments of ours that hold a record beside the card. */
  readonly spareCards: readonly number[];
  /** Login → may command here (triage and up; everybody in private repositories). */
  readonly rights: Readonly<Record<string, boolean>>;
  /** What the pagers say of the alerts that they have accepted. */
  readonly pagers?: readonly PagerSight[];
  /** Login → their report is an incident at once; left out where the right to command is all there is to it. */
  readonly vouched?: Readonly<Record<string, boolean>>;
  readonly postmortem: PostmortemIssue | null;
  /** The repository's open incidents and its newest ones, this one among them. */
  readonly reports: readonly Report[];
  /** What there is in the repository of a postmortem that is not in the incident's. */
  readonly elsewhere?: {
    readonly labels: readonly string[];
    readonly milestones: readonly Milestone[];
  } | null;
  /** Issues of the action items that the record names. */
  readonly items?: readonly TrackedIssue[];
  readonly policy: Policy;
  readonly policyFile: PolicyFile | null;
  readonly problems: readonly Problem[];
  /** Those in use and those that are not, today's. */
  readonly templates: readonly TeamTemplate[];
  /** When people were called by the webhook alone, before anything could be read; left out where they were not. */
  readonly calledAt?: Instant;
  /** When the app was installed here: what is older was not declared to it. */
  readonly installedAt: Instant;
}
