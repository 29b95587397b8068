/** Taken off the assignees: whoever held a role holds none. Put on: a responder, without a role. */
import { ROLES } from '../core/events.ts';
import type { Hand } from './hand.ts';

export const assignee: Hand = {
  name: 'assignee',
  kinds: ['assigned', 'unassigned'],
  read(act, { incident, actor }) {
    if (!('login' in act)) return [];
    if (act.kind === 'assigned') return [{ type: 'joined', login: act.login }];
    if (actor.bot) return [];
    return ROLES.filter((role) => incident.roles[role] === act.login).map((role) => ({
      type: 'role-freed',
      role,
      from: act.login,
    }));
  },
};
