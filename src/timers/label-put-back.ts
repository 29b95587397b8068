/**
 * A severity or status label was taken off and none took its place, or `incident` was: a minute later
 * it is put back, with the reason, once: whoever takes it off again means it. The minute is there because a swap in GitHub's page is two acts.
 *
 *     I put `SEV 2` back: an incident always has a severity and a status. To change it, …
 */
import type { Incident } from '../core/incident.ts';
import { type Instant, MINUTE } from '../core/time.ts';
import type { Timer } from './timer.ts';

export const labelPutBack: Timer = {
  name: 'label-put-back',
  dueAt(incident) {
    const since = awaited(incident).map(([, at]) => at);
    return since.length > 0 ? Math.min(...since) + MINUTE : null;
  },
  fire(incident, at) {
    return awaited(incident)
      .filter(([, since]) => since + MINUTE <= at)
      .map(([label]) => ({ type: 'label-put-back', label }));
  },
};

/** Labels that come back if nothing happens, and since when each has been missing. */
const awaited = ({
  missingLabels,
  labelsPutBack,
  status,
}: Incident): readonly [string, Instant][] =>
  status === 'resolved'
    ? []
    : Object.entries(missingLabels).filter(([label]) => !labelsPutBack.includes(label));
