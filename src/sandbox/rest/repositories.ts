import { iso } from '../../core/time.ts';
import { accountNamed } from '../world/accounts.ts';
import type { Account, Role } from '../world/records.ts';
import { isAtLeast, roleOf, roleOfCaller } from '../world/rights.ts';
import { actorOf, demand, type Handler, lookOf, noContent, ok, repositoryOf } from './asked.ts';
import { required } from './body.ts';
import { notFound, Refusal } from './refusal.ts';
import { repositoryShape } from './repository-shape.ts';
import { accountShape, type Look, type Shape } from './shapes.ts';

/** What the old field `permission` calls a role: it knows neither triage nor maintain. */
const LEGACY: Record<Role, string> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** An account with what its own page says: nobody here has said anything. */
const profileShape = (look: Look, account: Account): Shape => ({
  ...accountShape(look, account),
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  twitter_username: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: iso(account.createdAt),
  updated_at: iso(account.createdAt),
});

const getUser: Handler = (asked) => {
  const account = accountNamed(asked.tables, asked.params.username ?? '');
  if (!account) throw notFound();
  return ok(profileShape(lookOf(asked), account));
};

const getMe: Handler = (asked) => ok(profileShape(lookOf(asked), actorOf(asked)));

/** A repository alone is told with what its caller may do there. */
const getRepository: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const { caller, tables } = asked;
  const permissions =
    caller.kind === 'stranger'
      ? {}
      : { permissions: permissionsOf(roleOfCaller(tables, repository, caller)) };
  const counts = { network_count: 0, subscribers_count: 0 };
  return ok({ ...repositoryShape(lookOf(asked), repository), ...counts, ...permissions });
};

const permissionsOf = (role: Role) => ({
  admin: role === 'admin',
  maintain: isAtLeast(role, 'maintain'),
  push: isAtLeast(role, 'write'),
  triage: isAtLeast(role, 'triage'),
  pull: isAtLeast(role, 'read'),
});

const getPermission: Handler = (asked) => {
  const repository = repositoryOf(asked);
  actorOf(asked);
  const account = accountNamed(asked.tables, asked.params.username ?? '');
  if (!account) throw notFound();
  const role = roleOf(repository, account);
  const permissions = permissionsOf(role);
  const user = { ...accountShape(lookOf(asked), account), permissions, role_name: role };
  return ok({ permission: LEGACY[role], user, role_name: role });
};

const PAYLOAD_KEYS = 10;
const PAYLOAD_LENGTH = 65_536;

/** Tells the apps of an event of the caller's own. */
const dispatch: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  const action = required(asked.body, 'RepositoryDispatch', 'event_type');
  const { client_payload: clientPayload = {} } = asked.body;
  const isTooLong = JSON.stringify(clientPayload).length > PAYLOAD_LENGTH;
  if (isTooLong || Object.keys(clientPayload ?? {}).length > PAYLOAD_KEYS)
    throw new Refusal(422, 'No more than 10 properties are allowed; 65535 characters at most.');
  const { store } = asked.hub.world;
  store.tell({ event: 'repository_dispatch', action, repository, clientPayload, sender: by });
  return noContent;
};

/** Only members are shown; that somebody is none, and that there is no such team, look alike. */
const getMembership: Handler = (asked) => {
  actorOf(asked);
  const { org = '', team_slug: slug = '', username = '' } = asked.params;
  const members = asked.hub.world.teams.get(`${org}/${slug}`.toLowerCase());
  if (!members?.has(username)) throw notFound();
  const url = `${lookOf(asked).url}/organizations/1/team/1/memberships/${username}`;
  return ok({ url, role: 'member', state: 'active' });
};

export const repositoryRoutes: Readonly<Record<string, Handler>> = {
  'GET /user': getMe,
  'GET /users/{username}': getUser,
  'GET /repos/{owner}/{repo}': getRepository,
  'POST /repos/{owner}/{repo}/dispatches': dispatch,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': getPermission,
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': getMembership,
};
