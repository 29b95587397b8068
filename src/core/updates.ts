import { stepOf, updateSince } from './deadlines.ts';
import type { EventOf } from './events.ts';
import type { Incident } from './incident.ts';

/** The clock by which an update is late. */
const CLOCK = 'update-overdue';

/** The incident after an update; one whose clock has run out is counted as late. */
export function update(incident: Incident, event: EventOf<'updated'>): Incident {
  const { count, late, missed } = incident.updates;
  const isLate = stepOf(incident, CLOCK, updateSince(incident)) > 0;
  return {
    ...incident,
    impact: event.impact ?? incident.impact,
    next: event.next ?? incident.next,
    lastUpdateAt: event.at,
    snoozed: null,
    updates: { count: count + 1, late: isLate ? late + 1 : late, missed },
  };
}

/** The incident after a clock has spoken; an update that this one waited for was missed, once for each silence. */
export function runOut(incident: Incident, event: EventOf<'clock-ran-out'>): Incident {
  const { clock, since, step, at } = event;
  const { updates, spoken } = incident;
  // An update that was only seen after the clock had spoken came in time all the same.
  const isWaiting = clock === CLOCK && since === updateSince(incident);
  const missed = isWaiting && stepOf(incident, CLOCK, since) === 0 ? 1 : 0;
  return {
    ...incident,
    spoken: { ...spoken, [clock]: { since, step, at } },
    updates: { ...updates, missed: updates.missed + missed },
  };
}

/** How many updates were promised and how many came in time. A missed one that came late is one of those that came. */
export const updatesKept = ({
  updates: { count, late, missed },
}: Incident): { readonly promised: number; readonly onTime: number } => ({
  promised: count + missed - late,
  onTime: count - late,
});
