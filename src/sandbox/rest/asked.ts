import type { IncomingHttpHeaders } from 'node:http';
import type { Hub } from '../hub.ts';
import type { Account, Comment, Issue, Repository, Role } from '../world/records.ts';
import { issueNumbered } from '../world/references.ts';
import { repositoryFormerly, repositoryNamed } from '../world/repositories.ts';
import { type Caller, isAtLeast, roleOfCaller } from '../world/rights.ts';
import type { Tables } from '../world/store.ts';
import type { Body } from './body.ts';
import { forbidden, movedTo, notFound, unauthorized } from './refusal.ts';
import type { Look } from './shapes.ts';

/** One request, with all that answering it takes. */
export interface Asked {
  readonly hub: Hub;
  /** What a read sees: the world, or an older one where reads lag. */
  readonly tables: Tables;
  readonly caller: Caller;
  readonly method: string;
  /** The address as it was asked for, without the query. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (asked: Asked) => Answer;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** What shapes are drawn from: the state that this request sees. */
export const lookOf = ({ hub, tables }: Asked): Look => ({
  tables,
  url: hub.world.url,
  app: hub.app,
});

/** What shapes are drawn from after a write. */
export const newLookOf = ({ hub }: Asked): Look => ({
  tables: hub.world.store.tables,
  url: hub.world.url,
  app: hub.app,
});

/** Who acts. The app without an installation and strangers act as nobody: 401. */
export function actorOf({ caller }: Asked): Account {
  if (caller.kind === 'person' || caller.kind === 'installation') return caller.account;
  throw unauthorized();
}

/** The repository of the path, where the caller may see it: else 404. */
export function repositoryOf(asked: Asked): Repository {
  const { owner = '', repo = '' } = asked.params;
  const name = `${owner}/${repo}`;
  const moved = repositoryFormerly(asked.tables, name);
  if (moved) throw movedTo(asked.url.replace(name, moved.fullName), asked.method);
  const repository = repositoryNamed(asked.tables, name);
  if (!repository || roleIn(asked, repository) === 'none') throw notFound();
  return repository;
}

const roleIn = (asked: Asked, repository: Repository): Role =>
  roleOfCaller(asked.tables, repository, asked.caller);

export const may = (asked: Asked, repository: Repository, needed: Role): boolean =>
  isAtLeast(roleIn(asked, repository), needed);

/** Refuses whoever has not at least this role, as 403: that they may look is known already. */
export function demand(asked: Asked, repository: Repository, needed: Role): Account {
  const account = actorOf(asked);
  if (repository.isArchived) throw forbidden('Repository was archived so is read-only.');
  if (may(asked, repository, needed)) return account;
  throw forbidden(
    asked.caller.kind === 'installation'
      ? 'Resource not accessible by integration'
      : 'Must have admin rights to Repository.',
  );
}

export function issueOf(asked: Asked, repository: Repository): Issue {
  const issue = issueNumbered(asked.tables, repository, Number(asked.params.issue_number));
  if (!issue) throw notFound();
  return issue;
}

/** The comment of the path with its issue, where both are in this repository. */
export function commentOf(
  asked: Asked,
  repository: Repository,
): { readonly comment: Comment; readonly issue: Issue } {
  const comment = asked.tables.comments.get(Number(asked.params.comment_id));
  const issue = comment && asked.tables.issues.get(comment.issue);
  if (!issue || issue.repository !== repository.id) throw notFound();
  return { comment, issue };
}
