import type { Octokit } from '@octokit/rest';
import type { StarterFile } from './starter-files.ts';
import { hasStatus } from './trouble.ts';

/** Where it is proposed, and to which branch. */
export interface Home {
  readonly owner: string;
  readonly repo: string;
  readonly base: string;
}

export interface Proposed {
  readonly files: readonly {
    readonly path: string;
    readonly state: 'added' | 'there already' | 'in the pull request already';
  }[];
  /** Null where nothing was to be added. */
  readonly branch: string | null;
  /** Null where there is none: nothing to add, an empty repository, a dry run. */
  readonly pullRequest: {
    readonly number: number;
    readonly url: string;
    readonly state: 'opened' | 'updated' | 'open already';
  } | null;
}

interface Proposing {
  readonly files: readonly StarterFile[];
  readonly dryRun: boolean;
  progress(line: string): void;
}

/** The branch that is worked on. A name whose pull request was closed is used up. */
interface Branch {
  readonly name: string;
  readonly exists: boolean;
  readonly pull: { readonly number: number; readonly url: string } | null;
}

const BRANCH = 'tocsin/init';
const MOST_BRANCHES = 20;
const TITLE = 'Run incidents with Tocsin';

/**
 * Adds the files that the default branch lacks on a branch of their own, and opens a pull request for it: once. A
 * file that exists is never written. Whatever an earlier run did not live to do is done now.
 */
export async function propose(
  github: Octokit,
  home: Home,
  { files, dryRun, progress }: Proposing,
): Promise<Proposed> {
  const tip = await tipOf(github, home, home.base);
  const missing: StarterFile[] = [];
  for (const file of files) if (!(await exists(github, home, file.path))) missing.push(file);
  const there = (path: string): boolean => !missing.some((file) => file.path === path);
  const result = (added: readonly StarterFile[]): Proposed['files'] =>
    files.map((file) => ({
      path: file.path,
      state: there(file.path)
        ? 'there already'
        : added.includes(file)
          ? 'added'
          : 'in the pull request already',
    }));
  if (missing.length === 0) return { files: result([]), branch: null, pullRequest: null };
  if (tip === null) {
    // Of a repository without a commit no branch can be made: these files are its first commits.
    for (const file of dryRun ? [] : missing) {
      await put(github, home, file, null);
      progress(`Added ${file.path}`);
    }
    return { files: result(missing), branch: home.base, pullRequest: null };
  }
  const branch = await branchFor(github, home);
  const lacking: StarterFile[] = [];
  for (const file of missing)
    if (!branch.exists || !(await exists(github, home, file.path, branch.name))) lacking.push(file);
  const open = branch.pull && { ...branch.pull, state: pullState(lacking) };
  if (dryRun) return { files: result(lacking), branch: branch.name, pullRequest: open };
  if (!branch.exists)
    await github.rest.git.createRef({
      owner: home.owner,
      repo: home.repo,
      ref: `refs/heads/${branch.name}`,
      sha: tip,
    });
  for (const file of lacking) {
    await put(github, home, file, branch.name);
    progress(`Added ${file.path} on ${branch.name}`);
  }
  return {
    files: result(lacking),
    branch: branch.name,
    pullRequest: open ?? (await openPull(github, home, branch.name, missing)),
  };
}

const pullState = (lacking: readonly StarterFile[]): 'updated' | 'open already' =>
  lacking.length > 0 ? 'updated' : 'open already';

/** The commit that a branch stands at; null where the repository has none, or the branch is not there. */
async function tipOf(
  github: Octokit,
  { owner, repo }: Home,
  branch: string,
): Promise<string | null> {
  try {
    const { data } = await github.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    // 409: "Git Repository is empty."
    if (hasStatus(error, 404, 409)) return null;
    throw error;
  }
}

async function branchFor(github: Octokit, home: Home): Promise<Branch> {
  const { owner, repo } = home;
  for (let turn = 1; turn <= MOST_BRANCHES; turn += 1) {
    const name = turn === 1 ? BRANCH : `${BRANCH}-${turn}`;
    const head = `${owner}:${name}`;
    const { data } = await github.rest.pulls.list({ owner, repo, head, state: 'all' });
    const open = data.find(({ state }) => state === 'open');
    if (open) {
      const pull = { number: open.number, url: open.html_url };
      return { name, exists: true, pull };
    }
    if (data.length === 0)
      return { name, exists: (await tipOf(github, home, name)) !== null, pull: null };
  }
  throw new Error(`${MOST_BRANCHES} pull requests of tocsin init were closed without being merged`);
}

async function exists(
  github: Octokit,
  { owner, repo }: Home,
  path: string,
  ref?: string,
): Promise<boolean> {
  try {
    await github.rest.repos.getContent({ owner, repo, path, ...(ref ? { ref } : {}) });
    return true;
  } catch (error) {
    if (hasStatus(error, 404)) return false;
    throw error;
  }
}

/** Without a `sha` GitHub refuses to replace a file: one that came into being meanwhile stays. */
async function put(
  github: Octokit,
  { owner, repo }: Home,
  { path, text, why }: StarterFile,
  branch: string | null,
): Promise<void> {
  await github.rest.repos.createOrUpdateFileContents({
    owner,
    repo,
    path,
    message: why,
    content: Buffer.from(text).toString('base64'),
    ...(branch === null ? {} : { branch }),
  });
}

async function openPull(
  github: Octokit,
  { owner, repo, base }: Home,
  head: string,
  files: readonly StarterFile[],
): Promise<Proposed['pullRequest']> {
  const { data } = await github.rest.pulls.create({
    owner,
    repo,
    base,
    head,
    title: TITLE,
    body: bodyFor(files),
  });
  return { number: data.number, url: data.html_url, state: 'opened' };
}

const bodyFor = (files: readonly StarterFile[]): string => `\
The issue is the incident: Tocsin runs it where it is written down.

${files.map(({ path, about }) => `- \`${path}\`: ${about}`).join('\n')}

**Before merging:** write into \`.github/incidents.yml\` who is called. Without it nobody is, and each incident says so.
\`tocsin check .github/incidents.yml\` reads it as the app does.
`;
