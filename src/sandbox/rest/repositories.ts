import { accountNamed } from '../world/accounts.ts';
import type { Role } from '../world/records.ts';
import { isAtLeast, roleOf } from '../world/rights.ts';
import { actorOf, type Handler, lookOf, ok, repositoryOf } from './asked.ts';
import { notFound } from './refusal.ts';
import { repositoryShape } from './repository-shape.ts';
import { accountShape } from './shapes.ts';

/** What the old field `permission` calls a role: it knows neither triage nor maintain. */
const LEGACY: Record<Role, string> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

const getUser: Handler = (asked) => {
  const account = accountNamed(asked.tables, asked.params.username ?? '');
  if (!account) throw notFound();
  return ok({ ...accountShape(lookOf(asked), account), name: null, company: null, email: null });
};

const getMe: Handler = (asked) => ok(accountShape(lookOf(asked), actorOf(asked)));

const getPermission: Handler = (asked) => {
  const repository = repositoryOf(asked);
  actorOf(asked);
  const account = accountNamed(asked.tables, asked.params.username ?? '');
  if (!account) throw notFound();
  const role = roleOf(repository, account);
  const permissions = {
    admin: role === 'admin',
    maintain: isAtLeast(role, 'maintain'),
    push: isAtLeast(role, 'write'),
    triage: isAtLeast(role, 'triage'),
    pull: isAtLeast(role, 'read'),
  };
  const user = { ...accountShape(lookOf(asked), account), permissions, role_name: role };
  return ok({ permission: LEGACY[role], user, role_name: role });
};

export const repositoryRoutes: Readonly<Record<string, Handler>> = {
  'GET /user': getMe,
  'GET /users/{username}': getUser,
  'GET /repos/{owner}/{repo}': (asked) => ok(repositoryShape(lookOf(asked), repositoryOf(asked))),
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': getPermission,
};
