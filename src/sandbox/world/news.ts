import type {
  Account,
  Comment,
  Installation,
  Issue,
  Label,
  Milestone,
  Repository,
} from './records.ts';

/** What has just happened and who did it: the stuff that webhooks are made of. */
export type News = { readonly sender: Account } & (
  | {
      readonly event: 'issues';
      readonly action:
        | 'opened'
        | 'edited'
        | 'closed'
        | 'reopened'
        | 'deleted'
        | 'labeled'
        | 'unlabeled'
        | 'assigned'
        | 'unassigned'
        | 'milestoned'
        | 'demilestoned'
        | 'pinned'
        | 'unpinned'
        | 'locked'
        | 'unlocked'
        | 'transferred';
      readonly issue: Issue;
      readonly label?: Label;
      readonly assignee?: Account;
      readonly milestone?: Milestone;
      /** Where it went, or for `opened` where it came from. */
      readonly moved?: Issue;
      readonly changes?: Changes;
    }
  | {
      readonly event: 'issue_comment';
      readonly action: 'created' | 'edited' | 'deleted';
      readonly issue: Issue;
      readonly comment: Comment;
      readonly changes?: Changes;
    }
  | {
      readonly event: 'repository_dispatch';
      /** The caller's `event_type`. */
      readonly action: string;
      readonly repository: Repository;
      readonly clientPayload: unknown;
    }
  | {
      readonly event: 'label';
      readonly action: 'created' | 'edited' | 'deleted';
      readonly label: Label;
      readonly changes?: Changes;
    }
  | {
      readonly event: 'installation';
      readonly action: 'created';
      readonly installation: Installation;
    }
  | {
      readonly event: 'installation_repositories';
      readonly action: 'added' | 'removed';
      readonly installation: Installation;
      readonly repositories: readonly number[];
    }
);

/** What stood there before, by field, as webhooks have it. */
export type Changes = Readonly<Record<string, { readonly from: string }>>;
