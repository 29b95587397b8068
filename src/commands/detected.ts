/**
 * `/detected 14:10`: when somebody or something noticed, if that was before it was declared.
 *
 *     🚀, and on the card: Detected 14:10 UTC; the summary tells how long it took to detect
 */
import { datingCommand } from './dating.ts';

export const detected = datingCommand(
  'detected',
  'Correct when it was noticed; UTC, or with a zone',
);
