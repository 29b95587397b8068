import type { IncidentEvent } from './events.ts';

/** GitHub's order of time, the earliest first. */
export function inOrder(events: readonly IncidentEvent[]): readonly IncidentEvent[] {
  return events.toSorted(orderOf(events));
}

/** Whether the last of the events is so in GitHub's order too. */
export function endsInOrder(events: readonly IncidentEvent[]): boolean {
  const last = events.at(-1);
  const compare = orderOf(events);
  return last !== undefined && events.every((other) => compare(other, last) <= 0);
}

/** Within one second the declaration comes first, then what was said, then what hands did. */
function orderOf(
  events: readonly IncidentEvent[],
): (one: IncidentEvent, other: IncidentEvent) => number {
  const declaration = events.find(({ type }) => type === 'declared')?.via;
  const rank = ({ via }: IncidentEvent): number => {
    if (via === declaration) return 0;
    return /^(?:comment|remark):/.test(via) ? 1 : 2;
  };
  return (one, other) => one.at - other.at || rank(one) - rank(other);
}
