import type { Account, Installation, Repository, Role } from './records.ts';
import type { Tables } from './store.ts';

const RANK: Record<Role, number> = { none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };

export const isAtLeast = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed];

/** The role that somebody was given, apart from what a public repository grants everyone. */
export function grantedRole(repository: Repository, account: Account): Role {
  if (repository.owner === account.id) return 'admin';
  return repository.collaborators.get(account.id) ?? 'none';
}

/** What somebody may do: in a public repository every stranger may read. */
export function roleOf(repository: Repository, account: Account): Role {
  const granted = grantedRole(repository, account);
  return granted === 'none' && !repository.isPrivate ? 'read' : granted;
}

export function isInstalledOn(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.repositories === 'all' || installation.repositories.includes(repository.id);
}

/** The app's installation that reaches this repository, or null. */
export function installationOf(tables: Tables, repository: Repository): Installation | null {
  for (const installation of tables.installations.values()) {
    if (isInstalledOn(installation, repository)) return installation;
  }
  return null;
}

/** Whoever reads or writes: a person, the app in one of its installations, or nobody known. */
export type Caller =
  | { readonly kind: 'person'; readonly account: Account }
  | { readonly kind: 'installation'; readonly account: Account; readonly installation: number }
  | { readonly kind: 'app' }
  | { readonly kind: 'stranger' };

/**
 * What a caller may do in a repository. An installation is looked up in the given state, so that
 * losing it counts at once; it acts with write, and like anyone else reads what is public.
 */
export function roleOfCaller(tables: Tables, repository: Repository, caller: Caller): Role {
  const least = repository.isPrivate ? 'none' : 'read';
  if (caller.kind === 'person') return roleOf(repository, caller.account);
  if (caller.kind !== 'installation') return least;
  const installation = tables.installations.get(caller.installation);
  return installation && isInstalledOn(installation, repository) ? 'write' : least;
}
