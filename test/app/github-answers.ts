const CODERTOCAT = { __typename: 'User', login: 'Codertocat', databaseId: 21_031_067 };
const NONE = { nodes: [], pageInfo: { hasPreviousPage: false, startCursor: null } };

/** The issue of the payloads, with the label that was just put on. */
const ISSUE = {
  id: 'I_1',
  databaseId: 444_500_041,
  number: 1,
  title: 'Spelling error in the README file',
  body: 'It looks like you accidently spelled "commit" with two "t"s.',
  url: 'https://github.com/Codertocat/Hello-World/issues/1',
  state: 'OPEN',
  createdAt: '2019-05-15T15:20:18Z',
  updatedAt: '2019-05-15T15:20:18Z',
  isPinned: false,
  locked: false,
  repository: { databaseId: 186_853_002 },
  author: CODERTOCAT,
  labels: { nodes: [{ name: 'bug' }, { name: 'incident' }] },
  assignees: { nodes: [] },
  first: NONE,
  last: NONE,
  pulls: NONE,
  timelineItems: {
    ...NONE,
    nodes: [
      {
        __typename: 'LabeledEvent',
        id: 'LE_1',
        createdAt: '2019-05-15T15:20:18Z',
        actor: CODERTOCAT,
        label: { name: 'incident' },
      },
    ],
  },
};

const SNAPSHOT = {
  repository: {
    id: 'R_1',
    databaseId: 186_853_002,
    nameWithOwner: 'Codertocat/Hello-World',
    isPrivate: false,
    policy: null,
    labels: { nodes: [{ name: 'bug' }, { name: 'incident' }, { name: 'SEV 2' }] },
    pinnedIssues: { nodes: [] },
    milestones: { nodes: [] },
    incidents: { nodes: [] },
    latest: { nodes: [] },
    issue: ISSUE,
  },
  organisation: null,
};

const REPOSITORY = '/repos/Codertocat/Hello-World';

/** What GitHub answers, by method and path; a request that is not here is answered with 500. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
  'GET /app': [200, { id: 1, slug: 'tocsin' }],
  'GET /app/installations?per_page=100': [200, []],
  'GET /app/installations/5': [200, { id: 5, created_at: '2019-05-01T00:00:00Z' }],
  'POST /app/installations/5/access_tokens': [
    201,
    { token: 'ghs_five', expires_at: '2099-01-01T00:00:00Z', permissions: {} },
  ],
  'GET /users/tocsin%5Bbot%5D': [200, { id: 41_898_282, login: 'tocsin[bot]' }],
  [`GET ${REPOSITORY}/collaborators/codertocat/permission`]: [
    200,
    { permission: 'admin', user: { permissions: { triage: true, push: true } } },
  ],
  [`POST ${REPOSITORY}/issues/1/comments`]: [201, { id: 492_700_400, node_id: 'IC_1' }],
  [`PATCH ${REPOSITORY}/issues/comments/492700400`]: [200, {}],
  [`PUT ${REPOSITORY}/issues/comments/492700400/pin`]: [200, {}],
  [`POST ${REPOSITORY}/labels`]: [201, {}],
  [`POST ${REPOSITORY}/issues/1/labels`]: [200, []],
};

export function answerTo(request: string, body: string): readonly [number, unknown] {
  if (request !== 'POST /graphql') return ANSWERS[request] ?? [500, { message: 'Unforeseen' }];
  const isSnapshot = body.includes('query Snapshot');
  return [200, { data: isSnapshot ? SNAPSHOT : { pinIssue: { issue: { id: 'I_1' } } } }];
}
