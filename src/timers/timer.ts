import type { EventBody } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import type { Policy } from '../core/policy.ts';
import type { Instant } from '../core/time.ts';

/**
 * One clock. It holds no state: when it is due follows from the incident, and what it said is an event
 * that moves it on. Fired late, it speaks once for all it missed.
 */
export interface Timer {
  /** Also the name of its template, and of its file. */
  readonly name: string;
  dueAt(incident: Incident, policy: Policy): Instant | null;
  fire(incident: Incident, at: Instant, policy: Policy): readonly EventBody[];
}
