/** Holders of roles are assignees; a released holder is taken off. Everybody else's assignment is theirs. */
import type { Effect } from '../core/effects.ts';
import { holdersOf } from '../core/incident.ts';
import type { Surface } from '../core/plan.ts';

/** The receipt's name of somebody whom GitHub silently would not assign: tried once, then said on the card. */
export const unassignable = (login: string): string => `assign:${login}`;

export const assignees: Surface = {
  name: 'assignees',
  plan({ incident, record, snapshot }) {
    const current = snapshot.issue.assignees;
    const missing = holdersOf(incident).filter((login) => !current.includes(login));
    const surplus = incident.released.filter((login) => current.includes(login));
    return [
      ...missing
        .filter((login) => !record.ledger[unassignable(login)])
        .map((login): Effect => ({ kind: 'add-assignee', login })),
      ...surplus.map((login): Effect => ({ kind: 'remove-assignee', login })),
    ];
  },
};
