/**
 * Somebody with the right took the label `incident` off and has left it off for a minute: this was none. It
 * ends as a false alarm, said aloud, and its issue stays open. A minute, because a click may be a mistake.
 *
 *     ana took the label `incident` off, so this ends as a false alarm. …
 */
import { MINUTE } from '../core/time.ts';
import type { Timer } from './timer.ts';

export const incidentUnlabelled: Timer = {
  name: 'incident-unlabelled',
  dueAt: ({ status, unlabelled }) =>
    unlabelled && status !== 'resolved' ? unlabelled.at + MINUTE : null,
  fire: ({ status, unlabelled }) =>
    unlabelled
      ? [
          {
            type: 'resolved',
            text: null,
            from: status,
            outcome: 'false-alarm',
            unlabelledBy: unlabelled.by,
          },
        ]
      : [],
};
