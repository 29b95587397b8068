/**
 * Resolved is closed and not resolved is open; what somebody did without the right is undone once. Where it
 * ended because somebody took its label off, the issue is an ordinary one, open or not.
 *
 *     /resolve    closes the issue; /reopen opens it again
 */
import { timesDeclined } from '../core/declined.ts';
import type { CloseReason } from '../core/effects.ts';
import type { Incident } from '../core/incident.ts';
import type { Surface } from '../core/plan.ts';

export const openClosed: Surface = {
  name: 'open-closed',
  plan({ incident, snapshot }) {
    const resolved = incident.status === 'resolved';
    if (resolved && incident.unlabelled) return [];
    if (resolved && snapshot.issue.open && timesDeclined(incident, 'reopened') <= 1)
      return [{ kind: 'close-issue', reason: reasonOf(incident) }];
    if (!resolved && !snapshot.issue.open && incident.closeDeclined <= 1)
      return [{ kind: 'reopen-issue' }];
    return [];
  },
};

function reasonOf({ outcome }: Incident): CloseReason {
  if (outcome === 'duplicate') return 'duplicate';
  return outcome === 'false-alarm' ? 'not_planned' : 'completed';
}
