import type { Incident } from './incident.ts';

/** Who owes the postmortem: the commander, else the operations lead, else who closed the incident. */
export const ownerOf = (incident: Incident): string | null =>
  incident.roles.ic ?? incident.roles.ops ?? incident.resolvedBy;
