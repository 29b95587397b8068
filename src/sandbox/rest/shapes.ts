import { iso } from '../../core/time.ts';
import type { AppIdentity } from '../hub.ts';
import { nodeId } from '../world/node-ids.ts';
import type { Account, Installation, Label, Milestone, Repository } from '../world/records.ts';
import { grantedRole } from '../world/rights.ts';
import { recordIn, type Tables } from '../world/store.ts';

/** The state that a shape is drawn from, and what addresses begin with. */
export interface Look {
  readonly tables: Tables;
  readonly url: string;
  readonly app: AppIdentity;
}

/** JSON as REST and webhooks have it. */
export type Shape = Readonly<Record<string, unknown>>;

export const apiUrl = (look: Look): string => `${look.url}/api/v3`;

export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function accountShape(look: Look, account: Account): Shape {
  const url = `${apiUrl(look)}/users/${encodeURIComponent(account.login)}`;
  const page = account.kind === 'Bot' ? `apps/${look.app.slug}` : account.login;
  return {
    login: account.login,
    id: account.id,
    node_id: account.node,
    avatar_url: `${look.url}/avatars/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${look.url}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

export const accountById = (look: Look, id: number): Shape =>
  accountShape(look, recordIn(look.tables, 'accounts', id));

/** What webhooks say of the organisation that owns a repository. */
export function organizationShape(look: Look, account: Account): Shape {
  const url = `${apiUrl(look)}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.node,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${look.url}/avatars/u/${account.id}`,
    description: null,
  };
}

export function labelShape(look: Look, label: Label): Shape {
  const repository = recordIn(look.tables, 'repositories', label.repository);
  const name = encodeURIComponent(label.name);
  return {
    id: label.id,
    node_id: label.node,
    url: `${apiUrl(look)}/repos/${repository.fullName}/labels/${name}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function milestoneShape(look: Look, milestone: Milestone): Shape {
  const { fullName } = recordIn(look.tables, 'repositories', milestone.repository);
  const url = `${apiUrl(look)}/repos/${fullName}/milestones/${milestone.number}`;
  const inside = [...look.tables.issues.values()].filter((one) => one.milestone === milestone.id);
  const open = inside.filter((one) => one.state === 'OPEN').length;
  return {
    url,
    html_url: `${look.url}/${fullName}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.node,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: accountById(look, milestone.creator),
    open_issues: open,
    closed_issues: inside.length - open,
    state: milestone.state.toLowerCase(),
    created_at: iso(milestone.createdAt),
    updated_at: iso(milestone.updatedAt),
    due_on: isoOrNull(milestone.dueOn),
    closed_at: isoOrNull(milestone.closedAt),
  };
}

/** What the app asks for (app.yml). */
export const PERMISSIONS: Shape = {
  contents: 'read',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
};
const EVENTS = ['issue_comment', 'issues', 'label', 'repository_dispatch'];

export function installationShape(look: Look, installation: Installation): Shape {
  const account = recordIn(look.tables, 'accounts', installation.account);
  const isOrganization = account.kind === 'Organization';
  const settings = isOrganization ? `organizations/${account.login}/settings` : 'settings';
  return {
    id: installation.id,
    account: accountShape(look, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${apiUrl(look)}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${apiUrl(look)}/installation/repositories`,
    html_url: `${look.url}/${settings}/installations/${installation.id}`,
    app_id: look.app.id,
    app_slug: look.app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions: PERMISSIONS,
    events: EVENTS,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : accountShape(look, account),
    suspended_at: isoOrNull(installation.suspendedAt),
  };
}

/** The app as issues and comments name it when it wrote them. */
export const appShape = (look: Look): Shape => ({
  id: look.app.id,
  slug: look.app.slug,
  node_id: nodeId('Bot', look.app.id),
  owner: accountById(look, look.app.botId),
  name: look.app.slug,
  description: null,
  external_url: look.url,
  html_url: `${look.url}/apps/${look.app.slug}`,
  created_at: iso(recordIn(look.tables, 'accounts', look.app.botId).createdAt),
  updated_at: iso(recordIn(look.tables, 'accounts', look.app.botId).createdAt),
  permissions: PERMISSIONS,
  events: EVENTS,
});

/** GitHub's guess of how somebody stands to a repository; never to be trusted with rights. */
export function associationOf(look: Look, repository: Repository, author: number): string {
  const account = recordIn(look.tables, 'accounts', author);
  if (repository.owner === author) return 'OWNER';
  return grantedRole(repository, account) === 'none' ? 'NONE' : 'COLLABORATOR';
}
