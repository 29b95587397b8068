import type { Instant } from '../core/time.ts';

/** One request that the sandbox answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Without `/api/v3`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** `POST /repos/{owner}/{repo}/issues`, `GraphQL Snapshot`; method and path where there is none. */
  readonly route: string;
  readonly status: number;
  /** What an answer of 400 and above said. */
  readonly message: string | null;
  readonly body: unknown;
  /** What was answered; undefined where the answer had no content. */
  readonly answer: unknown;
  /** On the wound clock. */
  readonly at: Instant;
  /** Whether the world was another afterwards. */
  readonly changed: boolean;
  /** `app`, `stranger`, or a person's login. */
  readonly by: string;
}

export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
  }
}
