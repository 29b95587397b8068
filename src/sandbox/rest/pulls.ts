import { iso } from '../../core/time.ts';
import { branchOf } from '../world/branches.ts';
import { openPullRequest } from '../world/issues.ts';
import type { Branch, Issue, Repository } from '../world/records.ts';
import {
  type Asked,
  created,
  demand,
  type Handler,
  lookOf,
  newLookOf,
  repositoryOf,
} from './asked.ts';
import { required, text } from './body.ts';
import { paged } from './pages.ts';
import { invalid } from './refusal.ts';
import { repositoryShape } from './repository-shape.ts';
import { accountById, apiUrl, associationOf, isoOrNull, type Look, type Shape } from './shapes.ts';

/** What GitHub tells of a pull request in a list. Those without branches were only ever talked about. */
function pullShape(look: Look, repository: Repository, pull: Issue): Shape {
  const { fullName } = repository;
  const url = `${apiUrl(look)}/repos/${fullName}/pulls/${pull.number}`;
  const issue = `${apiUrl(look)}/repos/${fullName}/issues/${pull.number}`;
  const page = `${look.url}/${fullName}/pull/${pull.number}`;
  const head = tipShape(look, repository, pull.between?.head ?? '');
  const statuses = `${apiUrl(look)}/repos/${fullName}/statuses/${head.sha}`;
  const links = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${apiUrl(look)}/repos/${fullName}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses,
  };
  return {
    url,
    id: pull.id,
    node_id: pull.node,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state.toLowerCase(),
    locked: pull.locked,
    title: pull.title,
    user: accountById(look, pull.author),
    body: pull.body === '' ? null : pull.body,
    labels: [],
    milestone: null,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.closedAt),
    merged_at: null,
    merge_commit_sha: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head,
    base: tipShape(look, repository, pull.between?.base ?? ''),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: associationOf(look, repository, pull.author),
    auto_merge: null,
    draft: false,
  };
}

function tipShape(look: Look, repository: Repository, branch: string) {
  return {
    label: `${ownerOf(repository)}:${branch}`,
    ref: branch,
    sha: branchOf(repository, branch)?.head ?? '0'.repeat(40),
    user: accountById(look, repository.owner),
    repo: repositoryShape(look, repository),
  };
}

/** What is told of one alone: whether it can be merged, and how much it changes. */
function wholeShape(look: Look, repository: Repository, pull: Issue): Shape {
  const head = branchOf(repository, pull.between?.head ?? '');
  const base = branchOf(repository, pull.between?.base ?? '');
  const changed = changedFiles(head, base);
  const lines = (files: ReadonlyMap<string, string> | undefined): number =>
    changed.reduce((sum, path) => sum + linesOf(repository.blobs.get(files?.get(path) ?? '')), 0);
  return {
    ...pullShape(look, repository, pull),
    merged: false,
    mergeable: null,
    mergeable_state: 'unknown',
    merged_by: null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: changed.length,
    additions: lines(head?.files),
    deletions: lines(base?.files),
    changed_files: changed.length,
  };
}

const changedFiles = (head: Branch | null, base: Branch | null): readonly string[] =>
  [...(head?.files ?? [])]
    .filter(([path, oid]) => base?.files.get(path) !== oid)
    .map(([path]) => path);

const linesOf = (content = ''): number => content.split('\n').length - 1;

const ownerOf = ({ fullName }: Repository): string => fullName.split('/')[0] ?? '';

const pullsOf = (asked: Asked, repository: Repository): Issue[] =>
  [...asked.tables.issues.values()].filter(
    (one) => one.kind === 'PullRequest' && one.repository === repository.id,
  );

const listPulls: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const state = asked.query.get('state') ?? 'open';
  const head = asked.query.get('head');
  const base = asked.query.get('base');
  const found = pullsOf(asked, repository)
    .filter((pull) => state === 'all' || pull.state.toLowerCase() === state)
    .filter(
      ({ between }) => head === null || head === `${ownerOf(repository)}:${between?.head ?? ''}`,
    )
    .filter(({ between }) => base === null || base === between?.base)
    .reverse();
  return paged(asked, found, (pull) => pullShape(lookOf(asked), repository, pull));
};

const RESOURCE = 'PullRequest';

const createPull: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'read');
  const title = required(asked.body, RESOURCE, 'title');
  const head = required(asked.body, RESOURCE, 'head').replace(`${ownerOf(repository)}:`, '');
  const base = required(asked.body, RESOURCE, 'base');
  const tips = { head: branchOf(repository, head), base: branchOf(repository, base) };
  if (!tips.head) throw invalid({ resource: RESOURCE, field: 'head', code: 'invalid' });
  if (!tips.base) throw invalid({ resource: RESOURCE, field: 'base', code: 'invalid' });
  demandFresh(asked, repository, { head, base });
  if (tips.head.head === tips.base.head)
    throw invalid({
      resource: RESOURCE,
      field: 'base',
      code: 'custom',
      message: `No commits between ${base} and ${head}`,
    });
  const { store } = asked.hub.world;
  const made = { title, body: text(asked.body, 'body') ?? '', between: { head, base } };
  const pull = openPullRequest(store, repository, by, made);
  return created(wholeShape(newLookOf(asked), store.get('repositories', repository.id), pull));
};

function demandFresh(
  asked: Asked,
  repository: Repository,
  { head, base }: { readonly head: string; readonly base: string },
): void {
  const open = pullsOf(asked, repository).some(
    ({ state, between }) => state === 'OPEN' && between?.head === head && between.base === base,
  );
  if (!open) return;
  const message = `A pull request already exists for ${ownerOf(repository)}:${head}.`;
  throw invalid({ resource: RESOURCE, field: 'head', code: 'custom', message });
}

export const pullRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/pulls': listPulls,
  'POST /repos/{owner}/{repo}/pulls': createPull,
};
