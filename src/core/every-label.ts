import { INCIDENT_LABEL_LOOK } from './adoption.ts';
import type { Label } from './label.ts';
import type { Policy } from './policy.ts';
import { POSTMORTEM_LABEL_LOOK } from './postmortem.ts';
import { statusLabels } from './status-label.ts';
import { lookOf } from './wanted-labels.ts';

/** Every label that Tocsin ever puts on an issue under this policy, with its look. */
export const everyLabel = (policy: Policy): readonly Label[] => [
  INCIDENT_LABEL_LOOK,
  ...policy.severities.map(lookOf),
  ...statusLabels(policy),
  ...Object.values(policy.labels),
  POSTMORTEM_LABEL_LOOK,
];
