/**
 * Closing is `/resolve` (as not planned `/false-alarm`, as a duplicate `/duplicate`), reopening `/reopen`,
 * for whoever may type them. GitHub lets a reporter close
 * their own issue: that is a word for the commander, not the end.
 */
import type { Context } from '../core/decide.ts';
import { declines } from '../core/declined.ts';
import type { Outcome } from '../core/events.ts';
import { isTicket, severityOf } from '../core/policy.ts';
import type { Act } from '../core/snapshot.ts';
import type { Hand } from './hand.ts';

export const openClosed: Hand = {
  name: 'open-closed',
  kinds: ['closed', 'reopened'],
  read(act, context) {
    const { incident, actor } = context;
    const resolved = incident.status === 'resolved';
    if (act.kind === 'reopened') {
      // Where the label was taken off, the issue is an ordinary one.
      if (!resolved || incident.unlabelled) return [];
      if (actor.may) return [{ type: 'reopened', why: null }];
      return declines(incident, actor, { act: 'reopened', about: null });
    }
    if (resolved) return [];
    if (mayEnd(context))
      return [{ type: 'resolved', text: null, from: incident.status, ...outcomeOf(act) }];
    const times = incident.closeDeclined + 1;
    return [{ type: 'close-declined', times, ...(actor.bot ? { bot: true } : {}) }];
  },
};

/** Not planned: there was nothing. A duplicate: there was, elsewhere. */
function outcomeOf(act: Act): { readonly outcome?: Outcome } {
  const reason = act.kind === 'closed' ? act.reason : undefined;
  if (reason === 'not-planned') return { outcome: 'false-alarm' };
  return reason === 'duplicate' ? { outcome: 'duplicate' } : {};
}

/** Whether this hand may end the incident: a report in doubt, or a ticket, is any person's to end. */
export function mayEnd({ incident, actor, policy }: Context): boolean {
  const harmless = incident.doubt !== null || isTicket(severityOf(policy, incident.severity));
  return actor.may || (harmless && !actor.bot);
}
