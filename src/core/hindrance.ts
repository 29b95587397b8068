import { HOUR, type Instant, MINUTE, SECOND } from './time.ts';

/** Why GitHub does nothing for us at the moment, where that is known. */
export type Hindrance =
  /** Too much was asked for; until then nothing more is. */
  | { readonly kind: 'limit'; readonly until: Instant }
  /** The app was uninstalled or suspended, or the repository archived: nothing to be done until somebody undoes that. */
  | { readonly kind: 'shut'; readonly because: string }
  /** The token does not count any more, before its time. */
  | { readonly kind: 'token' }
  /** Something that the app may not do, there or anywhere. */
  | { readonly kind: 'forbidden' };

/** GitHub's own advice where it does not say how long: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const USUAL_WAIT = MINUTE;
/** The longest of GitHub's windows; what says more is not believed. */
const LONGEST_WAIT = HOUR + MINUTE;

interface Answered {
  readonly message: string;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** What of the API was asked for, where the error says it. */
  readonly path: string;
}

/** Reads what was thrown, and what that was thrown for. Null: nothing that is known, it may pass by itself. */
export function hindranceIn(thrown: unknown, now: Instant): Hindrance | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const found = hindrance(answeredIn(error), now);
    if (found) return found;
  }
  return null;
}

function hindrance({ message, status, headers, path }: Answered, now: Instant): Hindrance | null {
  const isRefused = status === 403 || status === 429;
  const until = isRefused || status === 0 ? limitIn(message, headers, now) : null;
  if (until !== null) return { kind: 'limit', until };
  if (status === 429) return { kind: 'limit', until: now + USUAL_WAIT };
  if (status === 401) return { kind: 'token' };
  if (status === 404 && path.endsWith('/access_tokens'))
    return { kind: 'shut', because: 'the app is not installed there any more' };
  if (status !== 403) return null;
  if (/suspended/i.test(message)) return { kind: 'shut', because: 'the app is suspended there' };
  if (/archived/i.test(message)) return { kind: 'shut', because: 'the repository is archived' };
  return { kind: 'forbidden' };
}

/** Until when a limit holds, or null where it is none. Older servers word it differently; then only the headers tell. */
function limitIn(
  message: string,
  headers: ReadonlyMap<string, string>,
  now: Instant,
): Instant | null {
  const after = Number(headers.get('retry-after'));
  if (after > 0) return within(now + after * SECOND, now);
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.get('x-ratelimit-reset')) * SECOND;
    // GitHub's clock may be ahead of ours.
    return within((reset || now + USUAL_WAIT) + SECOND, now);
  }
  return /rate limit|abuse/i.test(message) ? now + USUAL_WAIT : null;
}

const within = (until: Instant, now: Instant): Instant =>
  Math.min(Math.max(until, now + SECOND), now + LONGEST_WAIT);

/** What octokit throws: REST's errors hold the answer, GraphQL's the headers alone and no status. */
function answeredIn(error: Error): Answered {
  const response = fieldOf(error, 'response');
  const headers = fieldOf(response, 'headers') ?? fieldOf(error, 'headers');
  return {
    message: error.message,
    status: isGraphql(error) ? 0 : Number(fieldOf(error, 'status') ?? -1),
    headers: new Map(
      Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    path: String(fieldOf(fieldOf(error, 'request'), 'url') ?? '').split('?')[0] ?? '',
  };
}

const isGraphql = ({ name }: Error): boolean => name === 'GraphqlResponseError';

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? new Map(Object.entries(value)).get(name)
    : undefined;
