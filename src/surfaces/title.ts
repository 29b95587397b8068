/**
 * The title: ours to write once, where somebody declared the incident under another one.
 *
 *     /incident 1 Checkout is down    the issue is called so from now on
 */
import type { Surface } from '../core/plan.ts';

export const title: Surface = {
  name: 'title',
  plan({ incident, snapshot }) {
    // Whoever renames it meanwhile is left their title.
    const stands = snapshot.issue.title === incident.renamedFrom;
    return stands ? [{ kind: 'rename-issue', once: 'rename-issue', title: incident.title }] : [];
  },
};
