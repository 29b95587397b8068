import type { IncidentEvent } from './events.ts';
import { HOUR, type Instant } from './time.ts';

/** Whoever may not command is answered so often within an hour. */
const MOST = 3;
const QUESTIONS: readonly IncidentEvent['type'][] = ['helped', 'timeline-asked'];

/** Whether somebody who may ask and not command has had as many answers within the hour as there are. */
export const hasAskedOften = (
  events: readonly IncidentEvent[],
  login: string,
  at: Instant,
): boolean =>
  events.filter(
    (event) => event.by === login && event.at > at - HOUR && QUESTIONS.includes(event.type),
  ).length >= MOST;
