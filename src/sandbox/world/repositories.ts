import { createHash } from 'node:crypto';
import { accountNamed } from './accounts.ts';
import { branchOf, commitAfter, DEFAULT_BRANCH, withFile } from './branches.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Repository, Role } from './records.ts';
import type { Store, Tables } from './store.ts';

/** The repository `owner/name` (any case), or null. */
export function repositoryNamed(tables: Tables, fullName: string): Repository | null {
  const wanted = fullName.toLowerCase();
  for (const repository of tables.repositories.values()) {
    if (repository.fullName.toLowerCase() === wanted) return repository;
  }
  return null;
}

/** The repository that was once called `owner/name`, where none is now; or null. */
export function repositoryFormerly(tables: Tables, fullName: string): Repository | null {
  const wanted = fullName.toLowerCase();
  if (repositoryNamed(tables, fullName)) return null;
  for (const repository of tables.repositories.values())
    if (repository.formerly.some((name) => name.toLowerCase() === wanted)) return repository;
  return null;
}

export interface RepositoryOptions {
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Login to role; whoever is new becomes a user. */
  readonly collaborators?: Readonly<Record<string, Role>>;
}

export function createRepository(
  store: Store,
  owner: Account,
  made: RepositoryOptions & { readonly name: string; readonly roles: ReadonlyMap<number, Role> },
): Repository {
  const fullName = `${owner.login}/${made.name}`;
  if (repositoryNamed(store.tables, fullName)) throw new Error(`${fullName} exists already.`);
  const id = store.nextId('repositories');
  return store.put('repositories', {
    kind: 'Repository',
    id,
    node: nodeId('Repository', id),
    owner: owner.id,
    name: made.name,
    fullName,
    formerly: [],
    isPrivate: made.private ?? false,
    isArchived: made.archived ?? false,
    collaborators: made.roles,
    head: null,
    branches: new Map(),
    files: new Map(),
    blobs: new Map(),
    pinned: [],
    lastNumber: 0,
    createdAt: store.now(),
    updatedAt: store.now(),
  });
}

/** Git's own name for a file's content. */
export function blobOid(text: string): string {
  const content = Buffer.from(text);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** Puts a file on a branch that is there; what it said before stays readable by oid. */
export function writeFile(
  store: Store,
  repository: Repository,
  path: string,
  text: string,
  branch = DEFAULT_BRANCH,
): string {
  const oid = blobOid(text);
  const now = store.get('repositories', repository.id);
  const before = branchOf(now, branch);
  if (before?.files.get(path) === oid) return oid;
  const after = withFile(before, path, oid);
  store.put('repositories', {
    ...now,
    ...(branch === DEFAULT_BRANCH ? after : { branches: new Map(now.branches).set(branch, after) }),
    blobs: new Map(now.blobs).set(oid, text),
    updatedAt: store.now(),
  });
  return oid;
}

export function deleteFile(store: Store, repository: Repository, path: string): void {
  const files = new Map(repository.files);
  if (!files.delete(path)) throw new Error(`${repository.fullName} has no file ${path}.`);
  const head = commitAfter(repository.head, path);
  store.put('repositories', { ...repository, head, files, updatedAt: store.now() });
}

/** Gives somebody a role, or takes it away with `none`. */
export function setRole(store: Store, repository: Repository, login: string, role: Role): void {
  const account = accountNamed(store.tables, login);
  if (!account) throw new Error(`Nobody is called ${login}.`);
  const collaborators = new Map(repository.collaborators);
  if (role === 'none') collaborators.delete(account.id);
  else collaborators.set(account.id, role);
  store.put('repositories', { ...repository, collaborators });
}
