/**
 * Resolved is closed and not resolved is open; an end that nobody with the right declared is undone once.
 *
 *     /resolve    closes the issue; /reopen opens it again
 */
import type { Surface } from '../core/plan.ts';

export const openClosed: Surface = {
  name: 'open-closed',
  plan({ incident, snapshot }) {
    const resolved = incident.status === 'resolved';
    if (resolved && snapshot.issue.open) return [{ kind: 'close-issue' }];
    if (!resolved && !snapshot.issue.open && incident.closeDeclined <= 1)
      return [{ kind: 'reopen-issue' }];
    return [];
  },
};
