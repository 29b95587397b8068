import { createHash } from 'node:crypto';
import type { Branch, Repository } from './records.ts';
import type { Store } from './store.ts';

export const DEFAULT_BRANCH = 'main';

/** Where a branch stands and what is on it; null where there is none. An empty repository has not even its default one. */
export function branchOf({ head, files, branches }: Repository, name: string): Branch | null {
  if (name !== DEFAULT_BRANCH) return branches.get(name) ?? null;
  return head === null ? null : { head, files };
}

/** The branch with one file more, or with another text in it. */
export function withFile(before: Branch | null, path: string, oid: string): Branch {
  return {
    head: commitAfter(before?.head ?? null, `${path}\n${oid}`),
    files: new Map(before?.files).set(path, oid),
  };
}

/** Makes a branch at a commit where another one stands; false where no branch stands there. */
export function createBranch(
  store: Store,
  repository: Repository,
  { name, sha }: { readonly name: string; readonly sha: string },
): boolean {
  const main = branchOf(repository, DEFAULT_BRANCH);
  const known = [...(main ? [main] : []), ...repository.branches.values()];
  const from = known.find(({ head }) => head === sha);
  if (!from) return false;
  const branches = new Map(repository.branches).set(name, from);
  store.put('repositories', { ...repository, branches });
  return true;
}

/** A name for the commit that follows another. */
export const commitAfter = (head: string | null, what: string): string =>
  createHash('sha1')
    .update(`commit ${head ?? ''}\n${what}`)
    .digest('hex');
