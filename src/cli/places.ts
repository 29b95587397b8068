import { misused } from './exit.ts';

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

export interface IssueName extends RepositoryName {
  readonly issue: number;
}

const NAME = /^(?:https?:\/\/[^/\s]+\/)?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/;
const ISSUE =
  /^(?:https?:\/\/[^/\s]+\/)?([\w.-]+)\/([\w.-]+?)(?:#|\/issues\/)(\d{1,9})\/?(?:#.*)?$/;

/** The repository that was typed, `owner/repo` or its address. */
export function repositoryIn(typed: string): RepositoryName {
  const [, owner, name] = NAME.exec(typed) ?? [];
  if (owner && name) return { owner, name };
  throw misused(`"${typed}" is no repository. Write owner/repo, such as acme/shop`);
}

/** The issue that was typed, `owner/repo#12` or its address. */
export function issueIn(typed: string): IssueName {
  const [, owner, name, issue] = ISSUE.exec(typed) ?? [];
  if (owner && name && issue) return { owner, name, issue: Number(issue) };
  throw misused(
    `"${typed}" is no issue. Write owner/repo#number, such as acme/shop#12 (in a shell in quotes: '#' may begin a comment)`,
  );
}
