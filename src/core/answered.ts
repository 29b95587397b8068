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

/** The first answer stays the one that the incident is acknowledged by; the last one says which calls are answered. */
export function acknowledge(incident: Incident, event: EventOf<'acknowledged'>): Incident {
  const { at, by, via, pager = null } = event;
  const isFirst = incident.acknowledgedAt === null;
  return {
    ...(by ? join(incident, by) : incident),
    ...(isFirst ? { acknowledgedAt: at, acknowledgedBy: by, acknowledgedIn: pager } : {}),
    answered: { calls: callsBefore(incident, via), at, by, via },
  };
}

/** How many calls had been made by then: one in the same comment is none that its author answers. */
function callsBefore({ waves, earlierCalls }: Incident, via: string): number {
  const own = waves.findIndex((wave) => sourceOf(wave.via) === sourceOf(via));
  return earlierCalls + (own < 0 ? waves.length : own);
}

/** Where an event came from, whichever line of it. */
const sourceOf = (via: string): string => via.replace(/^((?:comment|remark):[^:]+):\d+$/, '$1');

/**
 * The call whose alert in a pager the next one belongs to; null: the first alert. A pager takes note of another call
 * for an alert and rings nobody: after an answer, and after a silence, it has to be a new one.
 */
export function alertOfNext(incident: Incident, reason: PageReason): number | null {
  const last = incident.waves.findLast(({ at }) => at >= wantedSince(incident));
  if (!last) return null;
  const isNew = reason === 'gone-silent' || isAnswered(incident, last);
  return isNew ? incident.earlierCalls + incident.waves.length : (last.alert ?? null);
}
