/**
 * A severity or status label was taken off and none took its place, or a stranger or a bot took `incident`
 * off: a minute later it is put back, with the reason, once: whoever takes it off again means it. The
 * minute is there because a swap in GitHub's page is two acts.
 *
 *     I put `SEV 2` back: an incident always has a severity and a status. To change it, …
 */
import { awaitedLabels } from '../core/missing-labels.ts';
import { MINUTE } from '../core/time.ts';
import type { Timer } from './timer.ts';

export const labelPutBack: Timer = {
  name: 'label-put-back',
  dueAt(incident) {
    const since = awaitedLabels(incident).map(([, at]) => at);
    return since.length > 0 ? Math.min(...since) + MINUTE : null;
  },
  fire(incident, at) {
    return awaitedLabels(incident)
      .filter(([, since]) => since + MINUTE <= at)
      .map(([label]) => ({ type: 'label-put-back', label }));
  },
};
