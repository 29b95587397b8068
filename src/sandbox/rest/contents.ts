import { branchOf, DEFAULT_BRANCH } from '../world/branches.ts';
import type { Repository } from '../world/records.ts';
import { writeFile } from '../world/repositories.ts';
import { type Asked, demand, type Handler, lookOf, ok, repositoryOf } from './asked.ts';
import { required, text } from './body.ts';
import { notFound, Refusal } from './refusal.ts';
import { apiUrl, type Shape } from './shapes.ts';

interface Place {
  readonly path: string;
  readonly branch: string;
}

function fileShape(
  asked: Asked,
  repository: Repository,
  { path, branch, oid }: Place & { readonly oid: string },
): Shape {
  const look = lookOf(asked);
  const home = `${apiUrl(look)}/repos/${repository.fullName}`;
  const url = `${home}/contents/${path}?ref=${branch}`;
  const page = `${look.url}/${repository.fullName}/blob/${branch}/${path}`;
  const content = repository.blobs.get(oid) ?? '';
  return {
    name: path.split('/').at(-1),
    path,
    sha: oid,
    size: Buffer.byteLength(content),
    url,
    html_url: page,
    git_url: `${home}/git/blobs/${oid}`,
    download_url: `${look.url}/${repository.fullName}/raw/${branch}/${path}`,
    type: 'file',
    content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'),
    encoding: 'base64',
    _links: { self: url, git: `${home}/git/blobs/${oid}`, html: page },
  };
}

const getFile: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const path = asked.params.path ?? '';
  const branch = asked.query.get('ref') ?? DEFAULT_BRANCH;
  const tip = branchOf(repository, branch);
  if (!tip)
    throw notFound(
      repository.head === null
        ? 'This repository is empty.'
        : `No commit found for the ref ${branch}`,
    );
  const oid = tip.files.get(path);
  if (oid === undefined) throw notFound();
  return ok(fileShape(asked, repository, { path, branch, oid }));
};

const putFile: Handler = (asked) => {
  const repository = repositoryOf(asked);
  demand(asked, repository, 'write');
  const path = asked.params.path ?? '';
  const message = required(asked.body, 'Commit', 'message');
  const branch = text(asked.body, 'branch') ?? DEFAULT_BRANCH;
  const tip = branchOf(repository, branch);
  // The first commit of a repository makes its default branch.
  if (!tip && !(branch === DEFAULT_BRANCH && repository.head === null))
    throw notFound(`Branch ${branch} not found`);
  const before = tip?.files.get(path);
  const stated = text(asked.body, 'sha');
  if (before !== undefined && stated === undefined) {
    throw new Refusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (stated !== undefined && stated !== before) {
    throw new Refusal(409, `${path} does not match ${stated}`);
  }
  const content = Buffer.from(text(asked.body, 'content') ?? '', 'base64').toString();
  const { store } = asked.hub.world;
  const oid = writeFile(store, repository, path, content, branch);
  const now = store.get('repositories', repository.id);
  const sha = branchOf(now, branch)?.head;
  const body = { content: fileShape(asked, now, { path, branch, oid }), commit: { sha, message } };
  return { status: before === undefined ? 201 : 200, body };
};

export const contentsRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/contents/{path}': getFile,
  'PUT /repos/{owner}/{repo}/contents/{path}': putFile,
};
