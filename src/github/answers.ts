/** The shapes of GitHub's answers to the queries in snapshot-query.ts. They end in observe.ts. */
export interface ActorAnswer {
  readonly __typename: string;
  readonly login: string;
  readonly databaseId?: number;
}

export interface CommentAnswer {
  readonly id: string;
  readonly databaseId: number;
  readonly body: string;
  readonly createdAt: string;
  readonly lastEditedAt: string | null;
  readonly url: string;
  readonly author: ActorAnswer | null;
  readonly editor: ActorAnswer | null;
  readonly reactionGroups:
    | readonly { readonly content: string; readonly viewerHasReacted: boolean }[]
    | null;
}

interface PageInfo {
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
}

export interface ActAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly createdAt: string;
  readonly actor: ActorAnswer | null;
  readonly label?: { readonly name: string } | null;
  readonly assignee?: { readonly login?: string } | null;
  readonly stateReason?: string | null;
  readonly previousTitle?: string;
  readonly currentTitle?: string;
  readonly canonical?: IssuePlace | null;
  readonly duplicate?: IssuePlace | null;
  readonly source?: {
    readonly number?: number;
    readonly body?: string;
    readonly author?: ActorAnswer | null;
    readonly repository?: { readonly nameWithOwner: string };
  };
}

/** Empty where it is a pull request, or may not be seen. */
interface IssuePlace {
  readonly number?: number;
  readonly repository?: { readonly nameWithOwner: string };
}

interface Blob {
  readonly oid?: string;
  readonly text?: string | null;
  readonly isTruncated?: boolean;
}

/** A folder's files; null entries where the expression names no folder. */
export interface FolderAnswer {
  readonly entries?: readonly { readonly name: string; readonly object: Blob | null }[] | null;
}

export interface Page<Node> {
  readonly nodes: readonly (Node | null)[];
  readonly pageInfo: PageInfo;
}

export interface IssueAnswer {
  readonly id: string;
  readonly databaseId: number;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly locked: boolean;
  readonly repository: { readonly databaseId: number };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isPinned: boolean | null;
  readonly author: ActorAnswer | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] };
  readonly first: { readonly nodes: readonly (CommentAnswer | null)[] };
  readonly last: Page<CommentAnswer>;
  readonly timelineItems: Page<ActAnswer>;
  readonly pulls: { readonly nodes: readonly (PullAnswer | null)[] };
}

/** Empty where it is an issue that mentions this one. */
interface PullAnswer {
  readonly source?: {
    readonly number?: number;
    readonly title?: string;
    readonly repository?: { readonly nameWithOwner: string };
  } | null;
}

export interface ItemAnswer {
  readonly databaseId: number;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly closedAt: string | null;
  readonly updatedAt: string;
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] };
  /** Not there where the server has no sub-issues. */
  readonly parent?: { readonly databaseId: number } | null;
}

interface SubIssueAnswer extends ItemAnswer {
  readonly repository: { readonly nameWithOwner: string };
}

/** What a repository has to be chosen from. */
export interface ChoicesAnswer {
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
  readonly milestones: {
    readonly nodes: readonly {
      readonly number: number;
      readonly title: string;
      readonly state: string;
      readonly dueOn: string | null;
      readonly issues: { readonly totalCount: number };
    }[];
  };
}

export interface PostmortemAnswer {
  readonly databaseId: number;
  readonly number: number;
  readonly body: string;
  readonly state: string;
  readonly closedAt: string | null;
  readonly updatedAt: string;
  readonly assignees: { readonly nodes: readonly { readonly login: string }[] };
  readonly milestone: {
    readonly number: number;
    readonly title: string;
    readonly dueOn: string | null;
  } | null;
  readonly moves: {
    readonly nodes: readonly ({
      readonly id: string;
      readonly createdAt: string;
      readonly actor: ActorAnswer | null;
    } | null)[];
  };
  /** Not there where the server has no sub-issues. */
  readonly parent?: { readonly number: number } | null;
  readonly subIssues?: {
    readonly nodes: readonly (SubIssueAnswer | null)[] | null;
  };
  readonly comments: { readonly nodes: readonly (CommentAnswer | null)[] };
}

export interface ReportAnswer {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly createdAt: string;
  readonly author: ActorAnswer | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
}

interface Reports {
  readonly nodes: readonly (ReportAnswer | null)[];
}

export interface RepositoryAnswer extends ChoicesAnswer {
  readonly id: string;
  readonly databaseId: number;
  readonly nameWithOwner: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly policy: Blob | null;
  readonly frozen?: Blob | null;
  readonly templates?: FolderAnswer | null;
  readonly pinnedIssues: {
    readonly nodes: readonly { readonly issue: { readonly number: number } }[];
  } | null;
  readonly incidents: Reports;
  readonly latest: Reports;
  readonly issue: IssueAnswer | null;
  readonly postmortem?: PostmortemAnswer | null;
}

/** The policy files, today's and where one is asked for that of a declaration. */
export interface PolicyAnswer {
  readonly repository: Pick<RepositoryAnswer, 'nameWithOwner' | 'policy' | 'frozen'> | null;
  readonly organisation: {
    readonly policy: Blob | null;
    readonly frozen?: Blob | null;
    readonly templates?: FolderAnswer | null;
  } | null;
}

export interface SnapshotAnswer extends PolicyAnswer {
  readonly repository: RepositoryAnswer | null;
  readonly elsewhere?: (ChoicesAnswer & { readonly postmortem: PostmortemAnswer | null }) | null;
  readonly [item: `item${number}`]: { readonly issue: ItemAnswer | null } | null;
  readonly card?:
    | (CommentAnswer & {
        readonly issue?: {
          readonly number: number;
          readonly repository: { readonly databaseId: number };
        };
      })
    | null;
}

export interface OlderAnswer {
  readonly repository: {
    readonly issue: {
      readonly last?: Page<CommentAnswer>;
      readonly timelineItems?: Page<ActAnswer>;
    } | null;
  } | null;
}

export interface RevisionsAnswer {
  readonly node: {
    readonly userContentEdits?: {
      readonly nodes: readonly {
        readonly diff: string | null;
        readonly editor: ActorAnswer | null;
      }[];
    } | null;
  } | null;
}
