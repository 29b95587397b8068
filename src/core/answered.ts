import type { EventOf } from './events.ts';
import { type Incident, isRunning, type Wave, wantedSince } from './incident.ts';
import type { PageReason } from './page-reason.ts';
import { join } from './roles.ts';
import type { Instant } from './time.ts';

/* Which calls somebody has answered. An answer says so itself: whoever is called later rings on. */

/** Calls that are made because no word came: an update answers them. */
const FOR_SILENCE: readonly PageReason[] = ['update-overdue', 'gone-silent'];

export function isAnswered(incident: Incident, { number, reason, at }: Wave): boolean {
  const { answered, acknowledgedAt, lastUpdateAt } = incident;
  if (FOR_SILENCE.includes(reason) && (lastUpdateAt ?? 0) >= at) return true;
  if (answered) return answered.calls.includes(number);
  return acknowledgedAt !== null && at <= acknowledgedAt;
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
  const { at, by, via, pager = null } = event;
  const calls = event.calls ?? incident.waves.map(({ number }) => number);
  const isFirst = incident.acknowledgedAt === null;
  const { answered, toldByPagers = [] } = incident;
  return {
    ...(by ? join(incident, by) : incident),
    ...(isFirst ? { acknowledgedAt: at, acknowledgedBy: by, acknowledgedIn: pager } : {}),
    ...(pager ? { toldByPagers: [...toldByPagers, via] } : {}),
    answered: { calls: [...new Set([...(answered?.calls ?? []), ...calls])], at, by },
  };
}

/**
 * Which calls somebody's word at that moment answers: all that have been made, but for one in the same comment, or by
 * the same act, and for those of a response that began later.
 */
export function answeredBy(
  incident: Incident,
  { at, via }: { readonly at: Instant; readonly via: string },
): readonly number[] {
  const since = wantedSince(incident);
  return incident.waves
    .filter((wave) => sourceOf(wave.via) !== sourceOf(via) && (at >= since || wave.at < since))
    .map(({ number }) => number);
}

/** Where an event came from, whichever line of it. */
const sourceOf = (via: string): string => via.replace(/^((?:comment|remark):[^:]+):\d+$/, '$1');
