const DOCUMENTATION = 'https://docs.github.com/rest';

export const SUSPENDED = 'This installation has been suspended';

/** One entry of a 422's `errors`. */
export interface Invalid {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing_field' | 'invalid' | 'already_exists' | 'custom' | 'unprocessable';
  readonly message?: string;
}

/** GitHub's no, thrown by whoever finds out and answered by the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
  }
}

/** Of a repository that was renamed; what writes is to be repeated as it is. */
export const movedTo = (location: string, method: string): Refusal =>
  new Refusal(method === 'GET' ? 301 : 307, 'Moved Permanently', { url: location }, { location });

/** For what is not there and for what the caller may not see alike. */
export const notFound = (message = 'Not Found'): Refusal => new Refusal(404, message);

export const forbidden = (message: string): Refusal => new Refusal(403, message);

export const unauthorized = (message = 'Requires authentication'): Refusal =>
  new Refusal(401, message);

export const invalid = (...errors: readonly Invalid[]): Refusal =>
  new Refusal(422, 'Validation Failed', { errors });
