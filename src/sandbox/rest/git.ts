import { branchOf, createBranch, DEFAULT_BRANCH } from '../world/branches.ts';
import type { Repository } from '../world/records.ts';
import {
  type Asked,
  created,
  demand,
  type Handler,
  lookOf,
  newLookOf,
  ok,
  repositoryOf,
} from './asked.ts';
import { required } from './body.ts';
import { notFound, Refusal } from './refusal.ts';
import { apiUrl, type Look, type Shape } from './shapes.ts';

const HEADS = /^heads\/(.+)$/;

function refShape(look: Look, repository: Repository, branch: string, sha: string): Shape {
  const home = `${apiUrl(look)}/repos/${repository.fullName}/git`;
  return {
    ref: `refs/heads/${branch}`,
    node_id: `REF_${Buffer.from(`${repository.id}:refs/heads/${branch}`).toString('base64url')}`,
    url: `${home}/refs/heads/${branch}`,
    object: { type: 'commit', sha, url: `${home}/commits/${sha}` },
  };
}

function demandCommits(repository: Repository): void {
  if (branchOf(repository, DEFAULT_BRANCH)) return;
  throw new Refusal(409, 'Git Repository is empty.');
}

const getRef: Handler = (asked) => {
  const repository = repositoryOf(asked);
  demandCommits(repository);
  const [, name = ''] = HEADS.exec(asked.params.ref ?? '') ?? [];
  const branch = branchOf(repository, name);
  if (!branch) throw notFound();
  return ok(refShape(lookOf(asked), repository, name, branch.head));
};

const createRef: Handler = (asked) => {
  const repository = repositoryOf(asked);
  demand(asked, repository, 'write');
  demandCommits(repository);
  const name = branchAsked(asked);
  const sha = required(asked.body, 'Reference', 'sha');
  if (branchOf(repository, name)) throw new Refusal(422, 'Reference already exists');
  if (!createBranch(asked.hub.world.store, repository, { name, sha }))
    throw new Refusal(422, 'Object does not exist');
  return created(refShape(newLookOf(asked), repository, name, sha));
};

function branchAsked({ body }: Asked): string {
  const ref = required(body, 'Reference', 'ref');
  const [, name] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (name) return name;
  throw new Refusal(422, "Reference name must start with 'refs/' and have at least two slashes.");
}

export const gitRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/git/ref/{ref}': getRef,
  'POST /repos/{owner}/{repo}/git/refs': createRef,
};
