import { iso } from '../../core/time.ts';
import type { Repository } from '../world/records.ts';
import { recordIn } from '../world/store.ts';
import { accountById, apiUrl, type Look, type Shape } from './shapes.ts';

const ADDRESSES = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
} as const;

export function repositoryShape(look: Look, repository: Repository): Shape {
  const url = `${apiUrl(look)}/repos/${repository.fullName}`;
  const page = `${look.url}/${repository.fullName}`;
  const host = new URL(look.url).host;
  const issues = [...look.tables.issues.values()];
  const open = issues.filter((one) => one.repository === repository.id && one.state === 'OPEN');
  const owner = recordIn(look.tables, 'accounts', repository.owner);
  return {
    id: repository.id,
    node_id: repository.node,
    name: repository.name,
    full_name: repository.fullName,
    private: repository.isPrivate,
    owner: accountById(look, owner.id),
    html_url: page,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(ADDRESSES).map(([name, path]) => [name, url + path])),
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.updatedAt),
    pushed_at: iso(repository.updatedAt),
    git_url: `git://${host}/${repository.fullName}.git`,
    ssh_url: `git@${host}:${repository.fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.isArchived,
    disabled: false,
    open_issues_count: open.length,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: open.length,
    watchers: 0,
    default_branch: 'main',
    custom_properties: {},
  };
}

/** The short form that webhooks about installations list. */
export const repositoryStub = (repository: Repository): Shape => ({
  id: repository.id,
  node_id: repository.node,
  name: repository.name,
  full_name: repository.fullName,
  private: repository.isPrivate,
});
