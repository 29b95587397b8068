/**
 * A severity or status label was taken off and none took its place: a minute later it is put back,
 * with the reason. The minute is there because a swap in GitHub's page is two acts.
 *
 *     I put `SEV 2` back: an incident always has one. Add another severity to change it, or `/sev 3`.
 */
import { MINUTE } from '../core/time.ts';
import type { Timer } from './timer.ts';

export const labelPutBack: Timer = {
  name: 'label-put-back',
  dueAt({ missingLabels }) {
    const since = Object.values(missingLabels);
    return since.length > 0 ? Math.min(...since) + MINUTE : null;
  },
  fire({ missingLabels }, at) {
    return Object.entries(missingLabels)
      .filter(([, since]) => since + MINUTE <= at)
      .map(([label]) => ({ type: 'label-put-back', label }));
  },
};
