import { Octokit } from '@octokit/rest';
import type { Source } from './sources.ts';

/** A permission of a GitHub App, `null` where an endpoint wants none (or the app's own JWT). */
export type Need = { readonly name: string; readonly level: 'read' | 'write' } | null;

const ISSUES_WRITE: Need = { name: 'issues', level: 'write' };
const ISSUES_READ: Need = { name: 'issues', level: 'read' };
const PULL_REQUESTS_WRITE: Need = { name: 'pull_requests', level: 'write' };
const CONTENTS_READ: Need = { name: 'contents', level: 'read' };
const METADATA_READ: Need = { name: 'metadata', level: 'read' };
const MEMBERS_READ = { name: 'members', level: 'read' } as const;

/**
 * What GitHub wants for each call that the app makes:
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
const NEEDS: Readonly<Record<string, Need>> = {
  'GET /app': null,
  'GET /app/installations': null,
  'GET /app/installations/{installation_id}': null,
  'GET /app/hook/deliveries': null,
  'POST /app/hook/deliveries/{delivery_id}/attempts': null,
  'GET /users/{username}': null,
  'GET /installation/repositories': METADATA_READ,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': METADATA_READ,
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': MEMBERS_READ,
  'POST /repos/{owner}/{repo}/labels': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/milestones': ISSUES_WRITE,
  'PATCH /repos/{owner}/{repo}/milestones/{milestone_number}': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues': ISSUES_WRITE,
  'GET /repos/{owner}/{repo}/issues/{issue_number}': ISSUES_READ,
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': ISSUES_WRITE,
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees': ISSUES_WRITE,
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': ISSUES_WRITE,
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': ISSUES_WRITE,
  'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': ISSUES_WRITE,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues': ISSUES_WRITE,
  'mutation pinIssue': ISSUES_WRITE,
  'mutation unpinIssue': ISSUES_WRITE,
  'query repository': METADATA_READ,
  'query object': CONTENTS_READ,
  'query labels': ISSUES_READ,
  'query milestones': ISSUES_READ,
  'query pinnedIssues': ISSUES_READ,
  // Commenting on a pull request goes by its number as on an issue, but wants the right to the pull request.
  'query pullRequest': PULL_REQUESTS_WRITE,
  'query issue': ISSUES_READ,
  'query subIssues': ISSUES_READ,
  'query issues': ISSUES_READ,
  'query comments': ISSUES_READ,
  'query timelineItems': ISSUES_READ,
  'query userContentEdits': ISSUES_READ,
  'query node': null,
};

/** One call as the code makes it: `POST /repos/{owner}/{repo}/labels`, `mutation pinIssue`. */
export interface Call {
  readonly call: string;
  readonly path: string;
}

const METHOD = /\b([a-z]\w+)\.([a-z]\w+)\b/g;
const REQUEST = /\brequest(?:<string>)?\(\s*'([A-Z]+ \/[^']+)'/g;
const MUTATION = /\bmutation\b[^{]*\{\s*(\w+)/g;
const FIELD =
  /\b(repository|object|labels|subIssues|milestones|pinnedIssues|issues?|pullRequest|comments|timelineItems|userContentEdits|node)\(\w+:/g;

/** Every call of GitHub's that a source makes: octokit's methods, routes by name, GraphQL. */
export function callsIn({ path, text }: Source): readonly Call[] {
  const routes = [...text.matchAll(METHOD)].flatMap(([, group = '', method = '']) =>
    routeOf(group, method),
  );
  const named = [...text.matchAll(REQUEST)].map(([, route = '']) => route);
  const mutations = [...text.matchAll(MUTATION)].map(([, name = '']) => `mutation ${name}`);
  const fields = [...text.matchAll(FIELD)].map(([, name = '']) => `query ${name}`);
  return [...new Set([...routes, ...named, ...mutations, ...fields])].map((call) => ({
    call,
    path,
  }));
}

interface Endpoint {
  readonly endpoint?: { readonly DEFAULTS?: { readonly method: string; readonly url: string } };
}

const octokit: { readonly rest: object } = new Octokit();

/** The route behind `issues.createLabel`; none for what is no method of octokit's. */
function routeOf(group: string, method: string): readonly string[] {
  const methods = fieldOf(octokit.rest, group);
  const endpoint = fieldOf(methods, method) as Endpoint | undefined;
  const route = endpoint?.endpoint?.DEFAULTS;
  return route ? [`${route.method} ${route.url}`] : [];
}

/** Octokit's methods are made when they are asked for. */
const fieldOf = (value: unknown, name: string): unknown =>
  value !== null && (typeof value === 'object' || typeof value === 'function')
    ? Reflect.get(value, name)
    : undefined;

export interface Needed {
  readonly level: 'read' | 'write';
  readonly paths: readonly string[];
}

/** What the calls come to: each permission at the highest level that a file wants, with those files. */
export function permissionsFor(calls: readonly Call[]): Readonly<Record<string, Needed>> {
  const needed: Record<string, Needed> = {};
  for (const { call, path } of calls) {
    const need = NEEDS[call];
    if (need === undefined)
      throw new Error(`${path} calls ${call}: say in test/contract/github-calls.ts what it needs`);
    if (need === null) continue;
    const known = needed[need.name];
    if (known?.level === need.level)
      needed[need.name] = { ...known, paths: [...known.paths, path] };
    else if (known?.level !== 'write') needed[need.name] = { level: need.level, paths: [path] };
  }
  return needed;
}

/** Calls that are in the table though nothing makes them any more. */
export const unusedNeeds = (calls: readonly Call[]): readonly string[] =>
  Object.keys(NEEDS).filter((call) => !calls.some((made) => made.call === call));
