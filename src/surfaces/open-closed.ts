/**
 * Resolved is closed and not resolved is open; what somebody did without the right is undone once. Where it
 * ended because somebody took its label off, the issue is an ordinary one, open or not.
 *
 *     /resolve    closes the issue; /reopen opens it again
 */
import { timesDeclined } from '../core/declined.ts';
import type { Surface } from '../core/plan.ts';

export const openClosed: Surface = {
  name: 'open-closed',
  plan({ incident, snapshot }) {
    const resolved = incident.status === 'resolved';
    if (resolved && incident.unlabelled) return [];
    if (resolved && snapshot.issue.open && timesDeclined(incident, 'reopened') <= 1)
      return [{ kind: 'close-issue' }];
    if (!resolved && !snapshot.issue.open && incident.closeDeclined <= 1)
      return [{ kind: 'reopen-issue' }];
    return [];
  },
};
