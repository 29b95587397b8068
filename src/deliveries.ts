import type { Target } from './queue/queue.ts';

/** So many are remembered of one incident, and of so many incidents. */
const MOST = 10;
const MOST_INCIDENTS = 1_000;

/** Which webhooks a pass is about, for the log: as far as this server took them in and lives since. */
export interface Deliveries {
  note(target: Target, delivery: string): void;
  /** What came in for it since its last pass began: a field of the log, or none. */
  of(target: Target): { readonly deliveries?: readonly string[] };
}

/** `acme/shop#12` */
export const incidentName = ({ repository, issue }: Target): string =>
  `${repository.owner}/${repository.name}#${issue}`;

export function createDeliveries(): Deliveries {
  const known = new Map<string, readonly string[]>();
  const keyOf = ({ repository, issue }: Target): string => `${repository.id}#${issue}`;
  return {
    note(target, delivery) {
      const key = keyOf(target);
      known.set(key, [...(known.get(key) ?? []), delivery].slice(-MOST));
      const [oldest] = known.keys();
      if (known.size > MOST_INCIDENTS && oldest !== undefined) known.delete(oldest);
    },
    of(target) {
      const key = keyOf(target);
      const deliveries = known.get(key);
      known.delete(key);
      return deliveries ? { deliveries } : {};
    },
  };
}
