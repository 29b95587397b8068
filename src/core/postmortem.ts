import type { Incident } from './incident.ts';

/** The act that opens a postmortem: named so in markers and in the ledger. One an incident. */
export const POSTMORTEM_ACT = 'postmortem';

export const POSTMORTEM_LABEL = 'postmortem';
export const POSTMORTEM_LABEL_LOOK = {
  name: POSTMORTEM_LABEL,
  colour: '5319e7',
  description: 'What happened, why, and what we change',
} as const;

/** Who owes the postmortem: the commander, else the operations lead, else who closed the incident. */
export const ownerOf = (incident: Incident): string | null =>
  incident.roles.ic ?? incident.roles.ops ?? incident.resolvedBy;
