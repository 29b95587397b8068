import type { EventOf } from './events.ts';
import { type Incident, isRunning, type Wave, wantedSince } from './incident.ts';
import type { PageReason } from './page-reason.ts';
import { join } from './roles.ts';

/* Which calls somebody has answered. An answer is one to what had been called by then: whoever is called later rings on. */

/** Calls that are made because no word came: an update answers them. */
const FOR_SILENCE: readonly PageReason[] = ['update-overdue', 'gone-silent'];

export function isAnswered(incident: Incident, { number, reason, at }: Wave): boolean {
  const { answered, acknowledgedAt, lastUpdateAt } = incident;
  if (FOR_SILENCE.includes(reason) && (lastUpdateAt ?? 0) >= at) return true;
  return answered ? number < answered.calls : acknowledgedAt !== null;
}

/** The calls of the present response that nobody has answered. */
export const unanswered = (incident: Incident): readonly Wave[] =>
  isRunning(incident)
    ? incident.waves.filter(
        (wave) => wave.at >= wantedSince(incident) && !isAnswered(incident, wave),
      )
    : [];

/** The number of the next call. */
export const nextCall = ({ earlierCalls, waves }: Incident): number => earlierCalls + waves.length;

/** The first answer stays the one that the incident is acknowledged by; together they say which calls are answered. */
export function acknowledge(incident: Incident, event: EventOf<'acknowledged'>): Incident {
  const { at, by, via, pager = null, calls = nextCall(incident) } = event;
  const isFirst = incident.acknowledgedAt === null;
  const { answered, toldByPagers = [] } = incident;
  return {
    ...(by ? join(incident, by) : incident),
    ...(isFirst ? { acknowledgedAt: at, acknowledgedBy: by, acknowledgedIn: pager } : {}),
    ...(pager ? { toldByPagers: [...toldByPagers, via] } : {}),
    answered: { calls: Math.max(calls, answered?.calls ?? 0), at, by },
  };
}

/** How many calls somebody's word answers: one in the same comment, or by the same act, is none of them. */
export function callsBefore(incident: Incident, via: string): number {
  const own = incident.waves.find((wave) => sourceOf(wave.via) === sourceOf(via));
  return own?.number ?? nextCall(incident);
}

/** Where an event came from, whichever line of it. */
const sourceOf = (via: string): string => via.replace(/^((?:comment|remark):[^:]+):\d+$/, '$1');
