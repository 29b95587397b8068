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

/** Lines are written together, a tenth of a second late at most; what is left, when the process ends. */
const TOGETHER = { sync: false, minLength: 4_096, periodicFlush: 100 };

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
  return pino(options, to ?? pino.destination(TOGETHER));
}
