/**
 * `/started 14:05`: when the impact began, which is hardly ever when it was declared.
 *
 *     🚀, and on the card: Started 14:05 UTC; the summary tells how long it took to detect
 */
import { datingCommand } from './dating.ts';

export const started = datingCommand(
  'started',
  'Correct when the impact began; UTC, or with a zone',
);
