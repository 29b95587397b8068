import { isOwed } from '../core/consequences.ts';
import type { EventOf } from '../core/events.ts';
import { detectedAt, impactFrom } from '../core/impact.ts';
import { inOrder } from '../core/in-order.ts';
import type { Incident } from '../core/incident.ts';
import type { World } from '../core/plan.ts';
import { reduceAll } from '../core/reduce.ts';
import { type Instant, lengthOf } from '../core/time.ts';
import { moment } from '../core/timeline.ts';
import { updatesKept } from '../core/updates.ts';
import { begunAt, tookUntil } from '../core/view.ts';

interface Summary {
  readonly by: string | null;
  readonly text: string | null;
  /** There was nothing to measure. */
  readonly falseAlarm: boolean;
  /** Null where it is not known when the impact began. */
  readonly toDetect: string | null;
  /** How long the impact lasted, until it was mitigated; null as above. */
  readonly impactLasted: string | null;
  readonly impactSpan: string | null;
  /** It was another incident's. */
  readonly duplicate: boolean;
  readonly toAcknowledge: string | null;
  readonly toMitigate: string | null;
  readonly toResolve: string;
  /** The same without words, and whether it counts from a reopening. */
  readonly took: string;
  readonly again: boolean;
  readonly updates: number;
  readonly updatesOnTime: number;
  /** It was not watched first: the summary asks whether monitoring is green. */
  readonly unwatched: boolean;
  /** Nobody vouched for it: there is nothing to measure. */
  readonly unconfirmed: boolean;
  readonly owed: boolean;
  readonly guide: string | null;
}

/** The durations of an incident, from its declaration or last reopening, as its closing tells them. */
export function summaryOf(event: EventOf<'resolved'>, world: World): Summary {
  const { policy } = world;
  const incident = asItEnded(event, world);
  const after = (at: number | null): string | null =>
    at === null ? null : tookUntil(at, incident);
  const begun = begunAt(event.at, incident);
  const { promised, onTime } = updatesKept(incident);
  return {
    by: event.by,
    text: event.text,
    falseAlarm: event.outcome === 'false-alarm',
    ...impactOf(incident, begun),
    duplicate: event.outcome === 'duplicate',
    toAcknowledge: after(incident.acknowledgedAt),
    toMitigate: after(incident.mitigatedAt),
    toResolve: tookUntil(event.at, incident),
    took: lengthOf(event.at - begun),
    again: begun !== incident.declaredAt,
    updates: promised,
    updatesOnTime: onTime,
    unwatched: event.from !== 'monitoring',
    unconfirmed: incident.doubt !== null,
    owed: isOwed(incident, policy),
    guide: policy.postmortem.guide,
  };
}

/** What is known of the impact; of one that came back its beginning is not. */
function impactOf(
  incident: Incident,
  begun: Instant,
): Pick<Summary, 'toDetect' | 'impactLasted' | 'impactSpan'> {
  const from = impactFrom(incident);
  const to = incident.mitigatedAt;
  if (from === null || to === null || begun !== incident.declaredAt)
    return { toDetect: null, impactLasted: null, impactSpan: null };
  return {
    toDetect: lengthOf(detectedAt(incident) - from),
    impactLasted: lengthOf(to - from),
    impactSpan: [from, to].map((at) => moment(at, incident.declaredAt)).join(' to '),
  };
}

/** Opened again before its end was told: that is told as it was. */
function asItEnded(event: EventOf<'resolved'>, { incident, record }: World): Incident {
  if (incident.reopenedAt === null || incident.reopenedAt < event.at) return incident;
  const events = inOrder(record.events);
  const upTo = events.indexOf(event) + 1 || events.findLastIndex(({ at }) => at <= event.at) + 1;
  return reduceAll(record.base, events.slice(0, upTo)) ?? incident;
}
