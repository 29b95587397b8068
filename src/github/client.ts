import type { Octokit } from '@octokit/rest';

/** What we use of an installation's client: REST by its methods, GraphQL by its text. */
export type GitHub = Pick<Octokit, 'rest' | 'graphql' | 'request'>;

/** One thing that GitHub could not answer, and where in the answer it is missing. */
export interface PartError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly message?: string;
}

interface PartialAnswer {
  readonly data: unknown;
  readonly errors: readonly PartError[];
}

const isNotFound = ({ type }: PartError): boolean => type === 'NOT_FOUND';

/**
 * Asks GitHub. An answer in parts (no `.github` repository in the organisation, an issue that is gone)
 * is an answer: what was not found is null in it. Any other error is thrown as it came, unless
 * `mayLack` says that the answer is one without that part too.
 */
export async function ask<Answer>(
  github: GitHub,
  query: string,
  variables: Record<string, unknown>,
  mayLack: (error: PartError) => boolean = isNotFound,
): Promise<Answer> {
  try {
    return await github.graphql<Answer>(query, variables);
  } catch (error) {
    if (isPartial<Answer>(error) && error.errors.every(mayLack)) return error.data;
    throw error;
  }
}

const isPartial = <Answer>(error: unknown): error is PartialAnswer & { readonly data: Answer } =>
  error instanceof Error &&
  'errors' in error &&
  Array.isArray(error.errors) &&
  'data' in error &&
  typeof error.data === 'object' &&
  error.data !== null;

/** A plugin for octokit: GitHub's API changes under dated versions, and ours is written for this one. */
export function pinnedVersion(octokit: {
  readonly hook: {
    before(name: 'request', run: (options: { headers: Record<string, unknown> }) => void): void;
  };
}): void {
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28';
  });
}

type Auth = (asked: { readonly type: string }) => Promise<unknown>;

/**
 * A plugin for octokit: Probot makes a client for each webhook, which takes longer than all else that is done
 * for one. Our one listener asks for an installation's client by name, where there is something to be asked;
 * so the client that comes with an event is the app's own, and may nothing in anybody's repository.
 */
export function noClientPerEvent(octokit: object & { auth: unknown }): void {
  const auth = octokit.auth as Auth;
  octokit.auth = async (asked: { readonly type: string }) =>
    asked.type === 'event-octokit' ? octokit : auth(asked);
}

/** How octokit comes by tokens. */
export interface TokenSource {
  readonly request?: { defaults(options: { readonly baseUrl: string }): unknown };
}

/** Asked for a new token by hand, octokit asks github.com, wherever its other requests go. */
export const askingAt = (baseUrl: string, auth: TokenSource | undefined): object | undefined =>
  auth?.request ? { ...auth, request: auth.request.defaults({ baseUrl }) } : auth;
