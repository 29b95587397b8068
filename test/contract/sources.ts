import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file of ours: its path from the root, with slashes, and what is in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** The files that a pattern matches, sorted by path. */
export function filesLike(...patterns: readonly string[]): readonly Source[] {
  return globSync([...patterns], { cwd: ROOT })
    .filter((path) => !path.startsWith('node_modules/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
}

/** Whether there is a file or a folder of this path. */
export const isThere = (path: string): boolean => existsSync(`${ROOT}${path}`);

const isFile = (path: string): boolean => isThere(path) && statSync(`${ROOT}${path}`).isFile();

/** Every text file that the repository holds or is about to hold: tracked, or new and not ignored. */
export function everyFile(): readonly Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && isFile(path) && !/\.(?:png|jpe?g|gif|ico)$/.test(path))
    .map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
}
