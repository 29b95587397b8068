import type { Repository } from '../world/records.ts';
import { blobOid, writeFile } from '../world/repositories.ts';
import { type Asked, demand, type Handler, lookOf, ok, repositoryOf } from './asked.ts';
import { required, text } from './body.ts';
import { notFound, Refusal } from './refusal.ts';
import { apiUrl, type Shape } from './shapes.ts';

function fileShape(asked: Asked, repository: Repository, path: string, oid: string): Shape {
  const look = lookOf(asked);
  const home = `${apiUrl(look)}/repos/${repository.fullName}`;
  const url = `${home}/contents/${path}?ref=main`;
  const page = `${look.url}/${repository.fullName}/blob/main/${path}`;
  const content = repository.blobs.get(oid) ?? '';
  return {
    name: path.split('/').at(-1),
    path,
    sha: oid,
    size: Buffer.byteLength(content),
    url,
    html_url: page,
    git_url: `${home}/git/blobs/${oid}`,
    download_url: `${look.url}/${repository.fullName}/raw/main/${path}`,
    type: 'file',
    content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'),
    encoding: 'base64',
    _links: { self: url, git: `${home}/git/blobs/${oid}`, html: page },
  };
}

const getFile: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const path = asked.params.path ?? '';
  const oid = repository.files.get(path);
  if (oid === undefined) throw notFound();
  return ok(fileShape(asked, repository, path, oid));
};

const putFile: Handler = (asked) => {
  const repository = repositoryOf(asked);
  demand(asked, repository, 'write');
  const path = asked.params.path ?? '';
  const message = required(asked.body, 'Commit', 'message');
  const before = repository.files.get(path);
  const stated = text(asked.body, 'sha');
  if (before !== undefined && stated === undefined) {
    throw new Refusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (stated !== undefined && stated !== before) {
    throw new Refusal(409, `${path} does not match ${stated}`);
  }
  const content = Buffer.from(text(asked.body, 'content') ?? '', 'base64').toString();
  const { store } = asked.hub.world;
  const oid = writeFile(store, repository, path, content);
  const now = store.get('repositories', repository.id);
  const sha = blobOid(`${message}\n${path}\n${oid}\n${store.revision}`);
  const body = { content: fileShape(asked, now, path, oid), commit: { sha, message } };
  return { status: before === undefined ? 201 : 200, body };
};

export const contentsRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/contents/{path}': getFile,
  'PUT /repos/{owner}/{repo}/contents/{path}': putFile,
};
