/**
 * Closing is `/resolve`, reopening `/reopen`, for whoever may type them. GitHub lets a reporter close
 * their own issue: that is a word for the commander, not the end.
 */
import { isTicket, severityOf } from '../core/policy.ts';
import type { Hand } from './hand.ts';

export const openClosed: Hand = {
  name: 'open-closed',
  kinds: ['closed', 'reopened'],
  read(act, { incident, actor, policy }) {
    const resolved = incident.status === 'resolved';
    if (act.kind === 'reopened')
      return resolved && actor.may ? [{ type: 'reopened', why: null }] : [];
    if (resolved) return [];
    const harmless = incident.doubt !== null || isTicket(severityOf(policy, incident.severity));
    if (actor.may || (harmless && !actor.bot))
      return [{ type: 'resolved', text: null, from: incident.status }];
    return [{ type: 'close-declined', times: incident.closeDeclined + 1 }];
  },
};
