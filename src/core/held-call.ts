import { isOpen, nextOpen, wallClock } from './calendar.ts';
import { type Incident, isRunning } from './incident.ts';
import { type Policy, severityOf } from './policy.ts';
import { fullMoment, type Instant } from './time.ts';
import { uncalled } from './uncalled.ts';

/**
 * Whether a call of that severity waits at that moment: it is one for business hours, they are known, and
 * they are not open. Without a time zone nobody knows when they are, and nobody waits.
 */
export function waitsForHours(policy: Policy, level: number, at: Instant): boolean {
  const { pageIn } = severityOf(policy, level);
  return pageIn === 'business-hours' && policy.hoursKnown && !isOpen(policy.businessHours, at);
}

/**
 * When the call that waits goes out, or went out: business hours are today's. Null where none was ever held
 * back since the severity is what it is.
 */
export function opensAt({ held }: Incident, policy: Policy): Instant | null {
  if (!held) return null;
  return policy.hoursKnown ? nextOpen(policy.businessHours, held.since) : held.since;
}

/** The call that still waits: whom, and until when by the wall clock there and in UTC. */
export interface Waiting {
  readonly groups: readonly string[];
  readonly wall: string;
  readonly until: string;
}

/** Null where none does, or nobody has to be called any more. */
export function waitingIn(incident: Incident, policy: Policy): Waiting | null {
  const at = opensAt(incident, policy);
  const groups = uncalled(incident, policy);
  if (at === null || groups.length === 0) return null;
  if (incident.acknowledgedAt !== null || !isRunning(incident)) return null;
  return { groups, wall: wallClock(policy.businessHours.timezone, at), until: fullMoment(at) };
}
