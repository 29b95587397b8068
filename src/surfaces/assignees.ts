/**
 * Holders of roles are assignees; a released holder is taken off. Everybody else's assignment is theirs.
 *
 *     /ic @ana    ana is assigned; whoever commanded before is not any longer
 */
import { timesDeclined } from '../core/declined.ts';
import { type Effect, receiptName } from '../core/effects.ts';
import { holdersOf } from '../core/incident.ts';
import type { Surface } from '../core/plan.ts';

export const assignees: Surface = {
  name: 'assignees',
  plan({ incident, record, snapshot }) {
    const current = snapshot.issue.assignees;
    const missing = holdersOf(incident).filter(
      (login) => !current.includes(login) && timesDeclined(incident, 'unassigned', login) <= 1,
    );
    const surplus = incident.released.filter((login) => current.includes(login));
    return [
      // Whom GitHub silently would not assign is tried once; then the card says so.
      ...missing
        .map((login): Effect => ({ kind: 'add-assignee', login }))
        .filter((effect) => !record.ledger[receiptName(effect)]),
      ...surplus.map((login): Effect => ({ kind: 'remove-assignee', login })),
    ];
  },
};
