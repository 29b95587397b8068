import { OPEN_STATUSES, type OpenStatus, type Status } from './events.ts';
import type { Label } from './label.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

/** `status: mitigating`, or whatever the policy calls it. */
export const statusLabel = ({ statuses }: Policy, status: Status): string => statuses[status].name;

/** Every status label with its look; one of them stands on each incident. */
export const statusLabels = ({ statuses }: Policy): readonly Label[] => Object.values(statuses);

/** The open status that a label names, or null. */
export const statusOfLabel = (policy: Policy, label: string): OpenStatus | null =>
  OPEN_STATUSES.find((status) => statusLabel(policy, status) === label) ?? null;

/** Whether a label says a status where nothing is known but what the defaults call it. */
export const isUsualStatusLabel = (label: string): boolean =>
  statusLabels(DEFAULT_POLICY).some(({ name }) => name === label);
