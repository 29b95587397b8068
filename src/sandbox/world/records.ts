import type { Instant } from '../../core/time.ts';

/**
 * What the sandbox's GitHub knows, as records that are replaced and never changed in place: an
 * older world is then a copy of the tables, not of what they hold. `kind` is the GraphQL type.
 */
export interface Account {
  readonly kind: 'User' | 'Bot' | 'Organization';
  readonly id: number;
  readonly node: string;
  /** As REST has it: a bot's ends in `[bot]`. */
  readonly login: string;
  readonly createdAt: Instant;
}

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** Where a branch stands, and the files on it: path to blob oid. */
export interface Branch {
  readonly head: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface Repository {
  readonly kind: 'Repository';
  readonly id: number;
  readonly node: string;
  readonly owner: number;
  readonly name: string;
  readonly fullName: string;
  /** Full names that it had before. */
  readonly formerly: readonly string[];
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly collaborators: ReadonlyMap<number, Role>;
  /** The commit at which the default branch stands; null while nothing was ever committed. */
  readonly head: string | null;
  /** The other branches, by name. */
  readonly branches: ReadonlyMap<string, Branch>;
  /** Path to blob oid, as on the default branch now. */
  readonly files: ReadonlyMap<string, string>;
  /** Every blob that was ever on it: old ones stay readable by oid. */
  readonly blobs: ReadonlyMap<string, string>;
  readonly pinned: readonly { readonly issue: number; readonly by: number }[];
  readonly lastNumber: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface Installation {
  readonly kind: 'Installation';
  readonly id: number;
  readonly account: number;
  /** Ids, or all that the account owns, later ones too. */
  readonly repositories: 'all' | readonly number[];
  readonly suspendedAt: Instant | null;
  readonly createdAt: Instant;
}

export interface Label {
  readonly kind: 'Label';
  readonly id: number;
  readonly node: string;
  readonly repository: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly createdAt: Instant;
}

export interface Milestone {
  readonly kind: 'Milestone';
  readonly id: number;
  readonly node: string;
  readonly repository: number;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'OPEN' | 'CLOSED';
  readonly dueOn: Instant | null;
  readonly creator: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
}

/** One revision of a body; the first is the original. */
export interface Edit {
  readonly kind: 'UserContentEdit';
  readonly node: string;
  readonly editor: number;
  readonly editedAt: Instant;
  /** Null once somebody has deleted the revision. */
  readonly body: string | null;
}

export type ReactionContent =
  | 'THUMBS_UP'
  | 'THUMBS_DOWN'
  | 'LAUGH'
  | 'HOORAY'
  | 'CONFUSED'
  | 'HEART'
  | 'ROCKET'
  | 'EYES';

export interface Reaction {
  readonly id: number;
  readonly user: number;
  readonly content: ReactionContent;
  readonly createdAt: Instant;
}

interface Written {
  readonly id: number;
  readonly node: string;
  readonly body: string;
  readonly author: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly editor: number | null;
  readonly lastEditedAt: Instant | null;
  /** Oldest first; empty until the first edit, then with the original. */
  readonly edits: readonly Edit[];
  readonly reactions: readonly Reaction[];
}

interface PinnedComment {
  readonly id: number;
  readonly by: number;
  readonly at: Instant;
}

export type StateReason = 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED';

/** An issue, or a pull request: GitHub numbers them together, and both are talked about. */
export interface Issue extends Written {
  readonly kind: 'Issue' | 'PullRequest';
  readonly repository: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'OPEN' | 'CLOSED';
  readonly stateReason: StateReason | null;
  readonly closedAt: Instant | null;
  readonly closedBy: number | null;
  readonly labels: readonly number[];
  readonly assignees: readonly number[];
  readonly milestone: number | null;
  readonly locked: boolean;
  readonly parent: number | null;
  readonly subIssues: readonly number[];
  readonly pinnedComment: PinnedComment | null;
  /** The branches of a pull request; null of one that is only talked about, and of issues. */
  readonly between: { readonly head: string; readonly base: string } | null;
}

export interface Comment extends Written {
  readonly kind: 'IssueComment';
  readonly issue: number;
  /** Why it is folded away, as GraphQL's classifier in lower case. */
  readonly minimized: string | null;
}

interface Happened {
  readonly id: number;
  readonly node: string;
  readonly issue: number;
  readonly actor: number;
  readonly createdAt: Instant;
}

/** What stands on an issue's timeline beside its comments. A label is kept as it was then. */
export type TimelineEvent = Happened &
  (
    | { readonly kind: 'LabeledEvent' | 'UnlabeledEvent'; readonly label: Label }
    | { readonly kind: 'AssignedEvent' | 'UnassignedEvent'; readonly assignee: number }
    | { readonly kind: 'ClosedEvent'; readonly stateReason: StateReason | null }
    | {
        readonly kind: 'MarkedAsDuplicateEvent';
        readonly canonical: number;
        readonly duplicate: number;
      }
    | { readonly kind: 'ReopenedEvent' | 'PinnedEvent' | 'UnpinnedEvent' }
    | { readonly kind: 'LockedEvent' | 'UnlockedEvent' | 'ConvertedToDiscussionEvent' }
    | { readonly kind: 'TransferredEvent'; readonly home: string }
    | { readonly kind: 'CrossReferencedEvent'; readonly source: number }
    | { readonly kind: 'RenamedTitleEvent'; readonly from: string; readonly to: string }
    | { readonly kind: 'MilestonedEvent' | 'DemilestonedEvent'; readonly milestone: string }
    | { readonly kind: 'CommentDeletedEvent'; readonly author: number }
    | { readonly kind: 'SubIssueAddedEvent' | 'ParentIssueAddedEvent'; readonly other: number }
  );

/** Every table by name, each keyed by the record's id. */
export interface Records {
  accounts: Account;
  repositories: Repository;
  installations: Installation;
  labels: Label;
  milestones: Milestone;
  issues: Issue;
  comments: Comment;
  events: TimelineEvent;
}

export type TableName = keyof Records;
