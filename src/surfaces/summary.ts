import { isOwed } from '../core/consequences.ts';
import type { EventOf } from '../core/events.ts';
import type { World } from '../core/plan.ts';
import { lengthOf } from '../core/time.ts';

interface Summary {
  readonly by: string | null;
  readonly text: string | null;
  readonly toAcknowledge: string | null;
  readonly toMitigate: string | null;
  readonly toResolve: string;
  readonly updates: number;
  readonly updatesOnTime: number;
  /** It was not watched first: the summary asks whether monitoring is green. */
  readonly unwatched: boolean;
  readonly owed: boolean;
  readonly guide: string | null;
}

/** The durations of an incident, from its declaration, as its closing tells them. */
export function summaryOf(event: EventOf<'resolved'>, { incident, policy }: World): Summary {
  const after = (at: number | null): string | null =>
    at === null ? null : lengthOf(at - incident.declaredAt);
  const { count, missed } = incident.updates;
  return {
    by: event.by,
    text: event.text,
    toAcknowledge: after(incident.acknowledgedAt),
    toMitigate: after(incident.mitigatedAt),
    toResolve: lengthOf(event.at - incident.declaredAt),
    updates: count + missed,
    updatesOnTime: count,
    unwatched: event.from !== 'monitoring',
    owed: isOwed(incident, policy),
    guide: policy.postmortem.guide,
  };
}
