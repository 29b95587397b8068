import { responseDue } from './deadlines.ts';
import { holdersOf, wantedSince } from './incident.ts';
import type { Log, Stamp } from './log.ts';

/** Whether an answer is waited for: what only now calls people is no answer to that call. */
export function isAwaited(log: Log): boolean {
  const incident = log.incident();
  return incident.status === 'resolved' || responseDue(incident, log.policy) !== null;
}

/** A word, a label, a self-assignment or a reopening by somebody called, or by any responder, acknowledges. */
export function answer(log: Log, login: string, stamp: Stamp): void {
  const incident = log.incident();
  const waits = responseDue(incident, log.policy) !== null;
  // Declaring is no answer, not even by somebody who is on call.
  const declares =
    login === incident.declaredBy &&
    stamp.at <= incident.declaredAt &&
    !holdersOf(incident).includes(login);
  if (!waits || declares || stamp.at < wantedSince(incident)) return;
  // Whom a drill would have called may answer as if they had been.
  const rehearsed = incident.rehearsals?.flatMap(({ groups }) => groups.flatMap((g) => g.people));
  const called = [...incident.responders, ...(rehearsed ?? [])].includes(login);
  const helps = log.rights(login) && login !== incident.declaredBy;
  if (called || helps) log.tell([{ type: 'acknowledged' }], stamp);
}
