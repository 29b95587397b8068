import { readSecret, redact } from '../core/secret.ts';
import type { Hands } from './notifier.ts';

/** Hands whose secrets are the environment's, for the owners that the server is for (none named: for all). */
export const handsOf = (
  variables: Readonly<Record<string, string | undefined>>,
  served: readonly string[],
  { clock, log }: Pick<Hands, 'clock' | 'log'>,
): Hands => ({
  clock,
  log,
  secret: (owner, name) => readSecret(variables, served, { owner, name }),
  redact: (text) => redact(variables, text),
});
