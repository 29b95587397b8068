import { type Alert, alertsOf } from '../../src/core/alerts.ts';
import type { Destination } from '../../src/core/destination.ts';
import type { EventOf, IncidentEvent } from '../../src/core/events.ts';
import { aDeclaration, aPolicy, aRecord, at, aWorld } from './builders.ts';

const pager: Destination = { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' };
const reach = { rotations: [], destinations: [pager] };
/** On-call and director are rung by one PagerDuty. */
export const pagedPolicy = aPolicy({ reach: { 'on-call': reach, director: reach } });
export const accepted = { at: at('10:00'), ref: null, failed: null, how: 'accepted' as const };

/** A call of one group at 10:00, by PagerDuty. */
export const paged = (
  number: number,
  group: string,
  given: Partial<EventOf<'paged'>> = {},
): EventOf<'paged'> => ({
  type: 'paged',
  number,
  reason: 'declared',
  groups: [{ group, people: ['ana'], by: ['PagerDuty'] }],
  unfilled: [],
  at: at('10:00'),
  by: 'bo',
  via: 'hand:declared',
  ...given,
});

/** The alerts of an incident to which that happened. */
export function alerts(
  events: readonly IncidentEvent[],
  ledger: Record<string, typeof accepted>,
): readonly Alert[] {
  const { incident, record } = aWorld({
    policy: pagedPolicy,
    record: aRecord([aDeclaration(), ...events], { ledger }),
  });
  return alertsOf(incident, record, pagedPolicy);
}
