import type { Clock, Instant } from '../core/time.ts';
import type { NotifierSettings } from '../notifiers/index.ts';
import { misused } from './exit.ts';

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
  /** Where pagers and chats are and by which clock they are waited for, where not in the world itself. */
  readonly outside?: Pick<NotifierSettings, 'pagerDutyHosts' | 'pagerDutyApi' | 'slackUrl'> & {
    readonly clock?: Clock;
  };
}

/** The answer as a program reads it. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** The text of a file that was named. Throws a sentence where it cannot be read; `advice` is for where it is not there. */
export async function textOf(terminal: Terminal, path: string, advice = ''): Promise<string> {
  try {
    return await terminal.read(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw misused(`There is no file ${path}. ${advice}`.trim());
    if (code !== '') throw misused(`${path} cannot be read (${code})`);
    throw error;
  }
}
