import type { EventBody } from './events.ts';
import type { Incident } from './incident.ts';
import type { Log } from './log.ts';
import type { Policy } from './policy.ts';
import type { Instant } from './time.ts';

/** A clock as the core sees it: the contract stands in timers/timer.ts. */
export interface Clockwork {
  readonly name: string;
  dueAt(incident: Incident, policy: Policy): Instant | null;
  fire(incident: Incident, at: Instant, policy: Policy): readonly EventBody[];
}

/** Every clock that is due speaks once, whatever it missed; what it says shares one comment. */
export function runClocks(timers: readonly Clockwork[], log: Log, now: Instant): void {
  if (log.quiet) return;
  const due = timers.filter((timer) => {
    const at = timer.dueAt(log.incident(), log.policy);
    return at !== null && at <= now;
  });
  for (const timer of due)
    log.tell(timer.fire(log.incident(), now, log.policy), {
      at: now,
      by: null,
      via: `clock:${now}`,
    });
}

/** When the incident wants to be looked at next, or null where no clock runs. */
export function nextDue(
  timers: readonly Clockwork[],
  incident: Incident,
  policy: Policy,
): Instant | null {
  const times = timers.flatMap((timer) => timer.dueAt(incident, policy) ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}
