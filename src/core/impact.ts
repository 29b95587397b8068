import type { Incident } from './incident.ts';
import type { Instant } from './time.ts';
import { readWhen } from './when.ts';

/** When the impact began: as somebody corrected it, else the form's answer where that is a time. Null: not known. */
export function impactFrom(incident: Incident): Instant | null {
  if (incident.startedAt) return incident.startedAt;
  const { form, declaredAt } = incident;
  const said = readWhen(form?.startedAt ?? '', { said: declaredAt, type: (when) => when });
  return said.ok && said.value.rest === '' ? said.value.at : null;
}

/** When somebody or something noticed: what is declared has been noticed. */
export const detectedAt = ({ detectedAt, declaredAt }: Incident): Instant =>
  detectedAt ?? declaredAt;
