export const ACTOR = `__typename login ... on User { databaseId } ... on Bot { databaseId }`;

export const COMMENT = `
  id databaseId body createdAt lastEditedAt url
  author { ${ACTOR} }
  editor { ${ACTOR} }
  reactionGroups { content viewerHasReacted }`;

const BLOB = `... on Blob { oid text isTruncated }`;

const REPORT = `number title state createdAt author { __typename login } labels(first: 20) { nodes { name } }`;

export const REFERENCE = `
  id createdAt actor { ${ACTOR} }
  source { ... on Issue { databaseId number body author { ${ACTOR} } repository { nameWithOwner } } }`;

/** Pull requests that mention the issue: in the same request, and by themselves, for a long timeline would hide them. */
const PULLS = `
      pulls: timelineItems(last: 30, itemTypes: [CROSS_REFERENCED_EVENT]) {
        nodes { ... on CrossReferencedEvent { source { ... on PullRequest { number title repository { nameWithOwner } } } } }
      }`;

const FOLDER = `... on Tree { entries { name object { ${BLOB} } } }`;

const TIMELINE = `
  __typename
  ... on LabeledEvent { id createdAt actor { ${ACTOR} } label { name } }
  ... on UnlabeledEvent { id createdAt actor { ${ACTOR} } label { name } }
  ... on AssignedEvent { id createdAt actor { ${ACTOR} } assignee { ... on User { login } } }
  ... on UnassignedEvent { id createdAt actor { ${ACTOR} } assignee { ... on User { login } } }
  ... on ClosedEvent { id createdAt actor { ${ACTOR} } stateReason }
  ... on ReopenedEvent { id createdAt actor { ${ACTOR} } }
  ... on RenamedTitleEvent { id createdAt actor { ${ACTOR} } previousTitle currentTitle }
  ... on MarkedAsDuplicateEvent {
    id createdAt actor { ${ACTOR} }
    canonical { ... on Issue { number repository { nameWithOwner } } }
    duplicate { ... on Issue { number repository { nameWithOwner } } }
  }
  ... on ConvertedToDiscussionEvent { id createdAt actor { ${ACTOR} } }
  ... on CrossReferencedEvent { ${REFERENCE} }`;

const TIMELINE_TYPES = `[LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT,
  CLOSED_EVENT, REOPENED_EVENT, MARKED_AS_DUPLICATE_EVENT, RENAMED_TITLE_EVENT,
  CROSS_REFERENCED_EVENT, CONVERTED_TO_DISCUSSION_EVENT]`;

/** What a repository has to be chosen from. */
const CHOICES = `
    labels(first: 100) { nodes { name } }
    milestones(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number title state dueOn issues(states: OPEN, first: 1) { totalCount } }
    }`;

/** Null: the incident's own repository. */
export interface AskedItem {
  readonly repository: string | null;
  readonly number: number;
}

interface Asked {
  /** False for a server that has no sub-issues: a field it does not know would cost the whole answer. */
  readonly parents: boolean;
  /** The action items that are known: each comes under the name `item0`, `item1`, … */
  readonly items: readonly AskedItem[];
}

const item = (parents: boolean): string => `
  databaseId number title state closedAt updatedAt assignees(first: 10) { nodes { login } }
  ${parents ? 'parent { databaseId }' : ''}`;

const postmortem = (parents: boolean): string => `
  databaseId number body state closedAt updatedAt
  assignees(first: 20) { nodes { login } }
  milestone { number title dueOn }
  moves: timelineItems(last: 5, itemTypes: [MILESTONED_EVENT, DEMILESTONED_EVENT]) {
    nodes {
      __typename
      ... on MilestonedEvent { id createdAt actor { ${ACTOR} } milestoneTitle }
      ... on DemilestonedEvent { id createdAt actor { ${ACTOR} } milestoneTitle }
    }
  }
  ${parents ? `parent { number } subIssues(first: 100) { nodes { ${item(parents)} repository { nameWithOwner } } }` : ''}
  comments(last: 50) { nodes { ${COMMENT} } }`;

function itemField(
  { repository, number }: AskedItem,
  { index, parents }: { readonly index: number; readonly parents: boolean },
): string {
  const [owner, name] = repository?.split('/') ?? [];
  const where = repository
    ? `owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}`
    : 'owner: $owner, name: $repo';
  return `item${index}: repository(${where}) { issue(number: ${number}) { ${item(parents)} } }`;
}

/**
 * The one request of a pass: everything the pure core may look at.
 *
 * What is not known beforehand (the card beyond the first comments, the postmortem, the policy an
 * incident was declared under) is asked for with hints out of the queue's kept copy.
 */
export const snapshotQuery = ({ parents, items }: Asked): string => `
query Snapshot(
  $owner: String!, $repo: String!, $number: Int!, $policyAt: String!, $templatesAt: String!
  $card: ID!, $hasCard: Boolean!
  $postmortem: Int!, $hasPostmortem: Boolean!
  $frozen: GitObjectID, $hasFrozen: Boolean!, $frozenInOrg: Boolean!
  $elseOwner: String = "", $elseRepo: String = "", $isElsewhere: Boolean = false
) {
  repository(owner: $owner, name: $repo) {
    id databaseId nameWithOwner isPrivate isArchived
    policy: object(expression: $policyAt) { ${BLOB} }
    frozen: object(oid: $frozen) @include(if: $hasFrozen) { ${BLOB} }
    templates: object(expression: $templatesAt) { ${FOLDER} }
    pinnedIssues(first: 3) { nodes { issue { number } } }
    ${CHOICES}
    incidents: issues(
      first: 20, states: OPEN, labels: ["incident"], orderBy: { field: CREATED_AT, direction: DESC }
    ) { nodes { ${REPORT} } }
    latest: issues(
      first: 20, labels: ["incident"], orderBy: { field: CREATED_AT, direction: DESC }
    ) { nodes { ${REPORT} } }
    issue(number: $number) {
      id databaseId number title body url state stateReason(enableDuplicate: true) locked
      createdAt updatedAt isPinned
      repository { databaseId }
      author { ${ACTOR} }
      labels(first: 100) { nodes { name } }
      assignees(first: 20) { nodes { login } }
      first: comments(first: 5) { nodes { ${COMMENT} } }
      last: comments(last: 50) { nodes { ${COMMENT} } pageInfo { hasPreviousPage startCursor } }
      timelineItems(last: 60, itemTypes: ${TIMELINE_TYPES}) {
        nodes { ${TIMELINE} } pageInfo { hasPreviousPage startCursor }
      }${PULLS}
    }
    postmortem: issue(number: $postmortem) @include(if: $hasPostmortem) { ${postmortem(parents)} }
  }
  elsewhere: repository(owner: $elseOwner, name: $elseRepo) @include(if: $isElsewhere) {
    ${CHOICES}
    postmortem: issue(number: $postmortem) { ${postmortem(parents)} }
  }
  ${items.map((item, index) => itemField(item, { index, parents })).join('\n  ')}
  card: node(id: $card) @include(if: $hasCard) {
    ... on IssueComment { ${COMMENT} issue { number repository { databaseId } } }
  }
  organisation: repository(owner: $owner, name: ".github") {
    policy: object(expression: $policyAt) { ${BLOB} }
    frozen: object(oid: $frozen) @include(if: $frozenInOrg) { ${BLOB} }
    templates: object(expression: $templatesAt) { ${FOLDER} }
  }
}`;

/** The policy files alone, where there is no issue to look at. */
export const POLICY_QUERY = `
query Policy($owner: String!, $repo: String!, $policyAt: String!) {
  repository(owner: $owner, name: $repo) {
    nameWithOwner
    policy: object(expression: $policyAt) { ${BLOB} }
  }
  organisation: repository(owner: $owner, name: ".github") {
    policy: object(expression: $policyAt) { ${BLOB} }
  }
}`;

/** Older comments and timeline items, asked for only while the oldest one seen is newer than the look-back. */
export const OLDER_QUERY = `
query Older(
  $owner: String!, $repo: String!, $number: Int!
  $comments: String, $withComments: Boolean!, $timeline: String, $withTimeline: Boolean!
) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      last: comments(last: 50, before: $comments) @include(if: $withComments) {
        nodes { ${COMMENT} } pageInfo { hasPreviousPage startCursor }
      }
      timelineItems(last: 60, before: $timeline, itemTypes: ${TIMELINE_TYPES}) @include(if: $withTimeline) {
        nodes { ${TIMELINE} } pageInfo { hasPreviousPage startCursor }
      }
    }
  }
}`;

const MAYBE_CARD = `id databaseId body author { ${ACTOR} } editor { ${ACTOR} }`;

/** Incidents, open and closed, the newest touched first, each with the comments among which its card mostly is. */
export const INCIDENTS_QUERY = `
query Incidents($owner: String!, $repo: String!, $labels: [String!], $after: String) {
  repository(owner: $owner, name: $repo) {
    issues(
      first: 20, after: $after, labels: $labels, states: [OPEN, CLOSED]
      orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number title url state updatedAt
        labels(first: 100) { nodes { name } }
        comments(first: 5) {
          nodes { ${MAYBE_CARD} } pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}`;

/** Further comments of an issue, oldest first, where the first ones hold no card. */
export const NEWER_QUERY = `
query Newer($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      comments(first: 50, after: $after) {
        nodes { ${MAYBE_CARD} } pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/** A comment's revisions, newest first: asked for only when somebody else edited the card. */
export const REVISIONS_QUERY = `
query Revisions($comment: ID!) {
  node(id: $comment) {
    ... on IssueComment {
      userContentEdits(first: 50) { nodes { editedAt diff editor { ${ACTOR} } } }
    }
  }
}`;

/** The sweep's list: live incidents, our own postmortems, and whether our form lacks its label, by repository. */
export const SWEEP_FIELDS = `
  nameWithOwner databaseId
  form: object(expression: $form) { __typename }
  label(name: $label) { name }
  incidents: issues(
    first: 100, states: OPEN, labels: $incident, orderBy: { field: UPDATED_AT, direction: DESC }
  ) { nodes { number updatedAt } }
  closed: issues(
    first: 20, states: CLOSED, labels: $incident, orderBy: { field: UPDATED_AT, direction: DESC }
  ) @include(if: $closedToo) { nodes { number updatedAt } }
  postmortems: issues(first: 100, states: OPEN, labels: $postmortem) { nodes { number body updatedAt author { ${ACTOR} } } }`;
