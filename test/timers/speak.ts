import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Policy } from '../../src/core/policy.ts';
import { reduce } from '../../src/core/reduce.ts';
import { type Instant, iso } from '../../src/core/time.ts';
import type { Timer } from '../../src/timers/timer.ts';
import { aPolicy } from '../support/builders.ts';

/** When the clock is due: `10:30:20`, the date in front on another day than the declaration's, or null. */
export function due(timer: Timer, incident: Incident, policy: Policy = aPolicy()): string | null {
  const at = timer.dueAt(incident, policy);
  if (at === null) return null;
  const [day = '', clock = ''] = iso(at).slice(0, -1).split('T');
  return day === '2026-11-23' ? clock : `${day} ${clock}`;
}

interface Spoken {
  readonly incident: Incident;
  readonly bodies: readonly EventBody[];
}

/** What the clock says at a time, and the incident after it. */
export function speak(
  timer: Timer,
  incident: Incident,
  { at, policy = aPolicy() }: { readonly at: Instant; readonly policy?: Policy },
): Spoken {
  const bodies = timer.fire(incident, at, policy);
  const events = bodies.map(
    (body): IncidentEvent => ({ ...body, at, by: null, via: `clock:${at}` }),
  );
  return { bodies, incident: events.reduce(reduce, incident) };
}

/** The groups that are called, in order. */
export const called = (bodies: readonly EventBody[]): readonly string[] =>
  bodies.flatMap((body) => (body.type === 'paged' ? body.groups.map(({ group }) => group) : []));
