import { opensAt } from './held-call.ts';
import { type Incident, isRunning, type Spoken, wantedSince } from './incident.ts';
import { type Policy, severityOf } from './policy.ts';
import type { Instant } from './time.ts';

/**
 * From when an answer has been waited for: a changed severity begins anew, for it calls others. A call that
 * waits for business hours is not answered before.
 */
export const responseSince = (incident: Incident, policy: Policy): Instant =>
  Math.max(wantedSince(incident), incident.severitySince, opensAt(incident, policy) ?? 0);

/** When somebody must have acknowledged; null where no answer is waited for. */
export function responseDue(incident: Incident, policy: Policy): Instant | null {
  const { respondWithin } = severityOf(policy, incident.severity);
  if (!isRunning(incident) || incident.acknowledgedAt !== null || respondWithin === null)
    return null;
  return responseSince(incident, policy) + respondWithin;
}

/** From when the next update has been waited for. */
export const updateSince = (incident: Incident): Instant =>
  Math.max(incident.lastUpdateAt ?? 0, wantedSince(incident), incident.severitySince);

/** When the next update is promised; null where the severity wants none. */
export function updateDue(incident: Incident, policy: Policy): Instant | null {
  const { updateEvery } = severityOf(policy, incident.severity);
  if (!isRunning(incident) || updateEvery === null) return null;
  return updateSnoozed(incident)?.until ?? updateSince(incident) + updateEvery;
}

/** How the update that is waited for was put off; null where it was not. */
export function updateSnoozed(incident: Incident): Incident['snoozed'] | null {
  const { snoozed } = incident;
  return snoozed && snoozed.at >= updateSince(incident) ? snoozed : null;
}

/** How far the clock `clock` has spoken about the update as it is promised now: put off, it begins anew. */
export function updateStep(incident: Incident, clock: string): number {
  const spokenAt = incident.spoken[clock]?.at ?? 0;
  const isAnew = spokenAt < (updateSnoozed(incident)?.at ?? 0);
  return isAnew ? 0 : stepOf(incident, clock, updateSince(incident));
}

/** How far a clock has spoken about the silence that began at `since`; 0 where it has not. */
export function stepOf(incident: Incident, clock: string, since: Instant): number {
  const spoken: Spoken | undefined = incident.spoken[clock];
  return spoken?.since === since ? spoken.step : 0;
}
