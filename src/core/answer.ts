import { unanswered } from './answered.ts';
import { responseDue } from './deadlines.ts';
import { holdersOf, type Incident, wantedSince } from './incident.ts';
import type { Log, Stamp } from './log.ts';

/**
 * Takes a word, a label, a self-assignment or a reopening for an answer, where one was waited for when this was called:
 * what only then calls people is no answer to that call. Anybody who was called, or any responder, acknowledges; what is
 * called after that is answered by whom it called, each call by itself.
 */
export function answering(log: Log): (login: string, stamp: Stamp) => void {
  const before = log.incident();
  const waited = before.status === 'resolved' || responseDue(before, log.policy) !== null;
  const called = unanswered(before).map(({ number }) => number);
  return (login, stamp) => {
    const incident = log.incident();
    if (stamp.at < wantedSince(incident) || declares(incident, login, stamp)) return;
    const isDue = waited && responseDue(incident, log.policy) !== null;
    if (isDue && mayAnswer(log, login)) {
      log.tell([{ type: 'acknowledged' }], stamp);
      return;
    }
    const calls = unanswered(incident)
      .filter(({ number, at, groups }) => {
        const names = groups.some(({ people }) => people.includes(login));
        return names && called.includes(number) && stamp.at >= at;
      })
      .map(({ number }) => number);
    if (calls.length > 0) log.tell([{ type: 'acknowledged', calls }], stamp);
  };
}

/** Declaring is no answer, not even by somebody who is on call. */
const declares = (incident: Incident, login: string, { at }: Stamp): boolean =>
  login === incident.declaredBy &&
  at <= incident.declaredAt &&
  !holdersOf(incident).includes(login);

function mayAnswer(log: Log, login: string): boolean {
  const { responders, rehearsals, declaredBy } = log.incident();
  // Whom a drill would have called may answer as if they had been.
  const rehearsed = rehearsals?.flatMap(({ groups }) => groups.flatMap(({ people }) => people));
  const isCalled = [...responders, ...(rehearsed ?? [])].includes(login);
  return isCalled || (log.rights(login) && login !== declaredBy);
}
