import { OPEN_STATUSES, type Status } from './events.ts';
import type { Label } from './label.ts';

const PREFIX = 'status: ';

/** `status: mitigating` */
export const statusLabel = (status: Status): string => `${PREFIX}${status}`;

const look = (status: Status, colour: string, description: string): Label => ({
  name: statusLabel(status),
  colour,
  description,
});

/** Every status label with its look; one of them stands on each incident. */
export const STATUS_LABELS: readonly Label[] = [
  look('investigating', 'd4c5f9', 'We are finding out what is wrong'),
  look('mitigating', 'bfd4f2', 'We are restoring service'),
  look('monitoring', 'c5def5', 'Service is restored; we are watching it'),
  look('resolved', '0e8a16', 'Stable, and monitoring is green'),
];

/** The open status that a label names, or null. */
export const statusOfLabel = (label: string): (typeof OPEN_STATUSES)[number] | null =>
  OPEN_STATUSES.find((status) => statusLabel(status) === label) ?? null;
