import { type Incident, wantedSince } from './incident.ts';
import { type Policy, severityOf } from './policy.ts';

/** Groups which the severity calls for and no wave has named since the response began. */
export function uncalled(incident: Incident, policy: Policy): readonly string[] {
  const since = wantedSince(incident);
  // Whom a drill would have called is not shown twice, and is called once it is real.
  const waves = [...incident.waves, ...(incident.drill ? (incident.rehearsals ?? []) : [])];
  const named = waves
    .filter((wave) => wave.at >= since)
    .flatMap((wave) => [...wave.groups.map(({ group }) => group), ...wave.unfilled]);
  return severityOf(policy, incident.severity).page.filter((group) => !named.includes(group));
}
