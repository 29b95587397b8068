import type { EventOf } from './events.ts';
import type { Incident } from './incident.ts';
import { stillMeant } from './missing-labels.ts';

/** The incident once it is over, or turned out to be none. */
export const end = (incident: Incident, event: EventOf<'resolved'>): Incident => ({
  ...incident,
  status: 'resolved',
  mitigatedAt: incident.mitigatedAt ?? event.at,
  resolvedAt: event.at,
  resolvedBy: event.unlabelledBy ?? event.by,
  outcome: event.outcome ?? null,
  duplicateOf: event.of ?? incident.duplicateOf ?? null,
  unlabelled: event.unlabelledBy ? (incident.unlabelled ?? null) : null,
  // Of what turned out to be none, a postmortem is owed only if it is asked for again.
  duty: event.outcome && incident.duty?.owed ? null : (incident.duty ?? null),
  missingLabels: stillMeant(incident),
  declined: {},
});

/** The incident when it has come back: everything is answered anew, by whoever still holds a role. */
export const beginAgain = (incident: Incident, event: EventOf<'reopened'>): Incident => ({
  ...incident,
  status: 'investigating',
  mitigatedAt: null,
  resolvedAt: null,
  resolvedBy: null,
  // No app opens an archived channel again: it gets another one.
  channel: incident.channel?.archived ? null : (incident.channel ?? null),
  channelTrouble: null,
  outcome: null,
  duplicateOf: null,
  reopenedAt: event.at,
  closeDeclined: 0,
  lastUpdateAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedIn: null,
  missingLabels: stillMeant(incident),
  unlabelled: null,
  declined: {},
  commanderMissingSince: incident.roles.ic ? null : event.at,
});
