/** Taken off the assignees: whoever held a role holds none. Put on: a responder, without a role. */
import type { Hand } from './hand.ts';

export const assignee: Hand = {
  name: 'assignee',
  kinds: ['assigned', 'unassigned'],
  read(act, { incident, actor }) {
    if (!('login' in act)) return [];
    if (act.kind === 'assigned') return [{ type: 'joined', login: act.login }];
    if (actor.bot) return [];
    return Object.entries(incident.roles)
      .filter(([, holder]) => holder === act.login)
      .map(([role, from]) => ({ type: 'role-freed', role, from }));
  },
};
