import type { Repository } from '../world/records.ts';
import type { Blob, Tree } from './fields.ts';

/** What `HEAD:path` names: a file, or a folder in which there are files; null where there is neither. */
export function objectAt(repository: Repository, path: string): Blob | Tree | null {
  const oid = repository.files.get(path);
  if (oid !== undefined) return blobOf(repository, oid);
  const folder = `${path}/`;
  const names = [...repository.files.keys()]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length).split('/')[0] ?? '');
  if (names.length === 0) return null;
  return { kind: 'Tree', repository, path, names: [...new Set(names)].sort() };
}

export function blobOf(repository: Repository, oid: string): Blob | null {
  const text = repository.blobs.get(oid);
  return text === undefined ? null : { kind: 'Blob', repository, oid, text };
}
