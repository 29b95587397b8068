import { clockTime, SECOND } from '../core/time.ts';
import { Stop } from './exit.ts';

/** What octokit throws for an answer that is no yes, as far as it is read here. */
interface Refused extends Error {
  readonly status: number;
  readonly request?: { readonly method?: string; readonly url?: string };
  readonly response?: {
    readonly headers: Readonly<Record<string, unknown>>;
    readonly data?: unknown;
  };
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'GitHub does not take this token: it is wrong, expired or revoked. `gh auth token` prints a fresh one',
  403: 'this token may not do that. It needs the right in the repository, and the scope `repo` (a fine-grained token: contents, issues and pull requests)',
  404: 'GitHub has nothing there, or hides it from this token. Look at how it is spelt, and whether the token may see it',
  410: 'GitHub has it no more, or issues are switched off there',
  422: 'GitHub cannot do that as it was asked',
};

/** What went wrong between us and GitHub, in a sentence; null for what is no trouble of that kind. */
export function troubleWith(error: unknown): Stop | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'GraphqlResponseError') return partlyRefused(error);
  return isRefused(error) ? refusalOf(error) : null;
}

/** Whether this is an answer of GitHub's with that status. */
export const hasStatus = (error: unknown, ...statuses: readonly number[]): boolean =>
  error instanceof Error && isRefused(error) && statuses.includes(error.status);

const isRefused = (error: Error): error is Refused =>
  error.name === 'HttpError' && 'status' in error && typeof error.status === 'number';

function refusalOf(error: Refused): Stop {
  const { status, request, response } = error;
  const asked = `${request?.method ?? 'GET'} ${pathOf(request?.url)}`;
  if (!response) {
    const { host } = new URL(request?.url ?? 'https://api.github.com');
    return new Stop(
      'later',
      `${host} cannot be reached (${reasonOf(error)}). Look at the network, a proxy, and GITHUB_API_URL`,
      error,
    );
  }
  const limit = limitIn(error, response.headers);
  if (limit) return new Stop('later', `${limit} (${asked})`, error);
  if (status >= 500)
    return new Stop('later', `GitHub is in trouble (${status}, ${asked}). Try again later`, error);
  const sso = /url=(\S+)/.exec(String(response.headers['x-github-sso'] ?? ''))?.[1];
  if (sso)
    return new Stop(
      'refused',
      `The organisation wants this token to be authorised for it first: ${sso}`,
      error,
    );
  const words = REFUSALS[status] ?? 'GitHub says no';
  return new Stop(
    'refused',
    `${words.charAt(0).toUpperCase()}${words.slice(1)}. GitHub's words: ${status} ${wordsOf(error)} (${asked})`,
    error,
  );
}

/** When the limit ends that was met; null where none was. */
function limitIn(error: Refused, headers: Readonly<Record<string, unknown>>): string | null {
  const isLimit =
    [403, 429].includes(error.status) &&
    (headers['x-ratelimit-remaining'] === '0' ||
      'retry-after' in headers ||
      /rate limit|abuse/i.test(error.message));
  if (!isLimit) return null;
  const after = Number(headers['retry-after']);
  if (after > 0) return `GitHub asks to wait ${after} s: too much was asked in too short a time`;
  const reset = Number(headers['x-ratelimit-reset']) * SECOND;
  const until = reset > 0 ? `; it is filled up again at ${clockTime(reset)} UTC` : '';
  return `GitHub's limit for this token is used up${until}`;
}

/** GraphQL answers 200 and says in the body what it would not do. */
function partlyRefused(error: Error): Stop | null {
  if (!('errors' in error) || !Array.isArray(error.errors)) return null;
  const errors: readonly { readonly type?: string; readonly message?: string }[] = error.errors;
  const words = [...new Set(errors.flatMap(({ message }) => message ?? []))].join('; ');
  if (errors.some(({ type }) => type === 'RATE_LIMITED'))
    return new Stop('later', `GitHub's limit for this token is used up: ${words}`, error);
  return new Stop('refused', `GitHub would not answer: ${words}`, error);
}

const pathOf = (url: string | undefined): string => (url ? new URL(url).pathname : '');

/** `fetch failed` says nothing; what is beneath it does. */
function reasonOf(error: object): string {
  if ('cause' in error && typeof error.cause === 'object' && error.cause !== null)
    return reasonOf(error.cause);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'message' in error ? String(error.message) : 'no reason is known';
}

/** Octokit adds the address of the documentation to GitHub's message. */
const wordsOf = (error: Error): string => error.message.replace(/ - https:\/\/\S+$/, '');
