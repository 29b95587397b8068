import type { Instant } from '../core/time.ts';

/** What a verb is given of the world outside GitHub. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Instant;
  /** The answer: a line, or several. */
  say(text: string): void;
  /** How it is getting on, and what went wrong: on stderr, so that the answer can be piped. */
  tell(text: string): void;
  /** The whole of a file's text, or of what is piped in where the path is `-`. Throws as Node does. */
  read(path: string): Promise<string>;
}

/** The answer as a program reads it. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 2);
