/**
 * Taken off the assignees: whoever held a role holds none. Put on: a responder, without a role. A bot, or
 * somebody without the right, takes nobody off but themselves: a holder is put back once, with the reason.
 */
import { declines } from '../core/declined.ts';
import { holdersOf } from '../core/incident.ts';
import type { Hand } from './hand.ts';

export const assignee: Hand = {
  name: 'assignee',
  kinds: ['assigned', 'unassigned'],
  read(act, { incident, actor }) {
    if (!('login' in act)) return [];
    if (act.kind === 'assigned') return [{ type: 'joined', login: act.login }];
    if (actor.may || actor.login === act.login)
      return Object.entries(incident.roles)
        .filter(([, holder]) => holder === act.login)
        .map(([role, from]) => ({ type: 'role-freed', role, from }));
    return holdersOf(incident).includes(act.login)
      ? declines(incident, actor, { act: 'unassigned', about: act.login })
      : [];
  },
};
