import { type DestinationStream, type Logger, pino } from 'pino';
import { about } from './context.ts';
import { toldError } from './error.ts';
import { redaction } from './redact.ts';

interface Options {
  readonly level: string;
  /** Values that must never be read in the log. */
  readonly secrets: readonly string[];
  /** Where the lines go; standard output where left out. */
  readonly to?: DestinationStream;
}

/**
 * The server's log, one JSON object a line. Each says what it is about without being told (`context.ts`), of errors
 * only what helps is in it, and no line leaves with a secret.
 */
export function openLog({ level, secrets, to }: Options): Logger {
  const options = {
    level,
    name: 'tocsin',
    mixin: () => ({ ...about() }),
    serializers: { err: toldError, error: toldError },
    hooks: { streamWrite: redaction(secrets) },
  };
  // Not waited for line by line; what is left is written when the process ends.
  return pino(options, to ?? pino.destination({ sync: false }));
}
