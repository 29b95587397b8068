import { INCIDENT_LABEL_LOOK } from './adoption.ts';
import { timesDeclined } from './declined.ts';
import type { Incident } from './incident.ts';
import type { Label } from './label.ts';
import { isTicket, type Policy, type Severity, severityOf } from './policy.ts';

/** The labels that are to stand on the issue; those that somebody took off are missed, not wanted. */
export function wantedLabels(incident: Incident, policy: Policy): readonly Label[] {
  const severity = severityOf(policy, incident.severity);
  return [
    INCIDENT_LABEL_LOOK,
    lookOf(severity),
    ...(isTicket(severity) ? [] : [policy.statuses[incident.status]]),
    ...(incident.doubt === null ? [] : [policy.labels.unconfirmed]),
  ].filter(
    ({ name }) =>
      !(name in incident.missingLabels) && timesDeclined(incident, 'removed-label', name) <= 1,
  );
}

/** A severity's label, with its colour and meaning. */
export const lookOf = ({ label, colour, meaning }: Severity): Label => ({
  name: label,
  colour,
  description: meaning,
});
