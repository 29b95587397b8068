import { isAnswered } from './answered.ts';
import type { Destination } from './destination.ts';
import { groupsOf } from './groups.ts';
import { type Incident, isRunning, type Wave } from './incident.ts';
import { tryId } from './page-tries.ts';
import type { Policy } from './policy.ts';
import { namesOf, reachIn } from './reach.ts';
import type { IncidentRecord } from './record.ts';
import type { Instant } from './time.ts';

/* What stands open in pagers for an incident. */

type Pager = Extract<Destination, { kind: 'pagerduty' }>;

/** What a pager knows an alert by. */
export interface AlertName {
  readonly group: string;
  /** The destination's name. */
  readonly name: string;
  readonly destination: Pager;
  /** What tells it from another alert of the same incident; null: the first. */
  readonly alert: string | null;
  /** Whether somebody has answered its call. */
  readonly answered: boolean;
}

/** A call that a pager has accepted. */
export interface Alert extends AlertName {
  readonly id: string;
  readonly number: number;
  readonly people: readonly string[];
  readonly at: Instant;
}

/** The calls that a pager has accepted, one alert for each: a pager rings once for all groups of one call. */
export const alertsOf = (
  incident: Incident,
  { ledger }: Pick<IncidentRecord, 'ledger'>,
  policy: Policy,
): readonly Alert[] => alertsWhere(incident, policy, (id) => ledger[id]?.how === 'accepted');

/** Of the calls of which that is so, by the names of their tries. */
export function alertsWhere(
  incident: Incident,
  policy: Policy,
  isTaken: (id: string) => boolean,
): readonly Alert[] {
  const found = new Map<string, Alert>();
  for (const wave of incident.waves) {
    const { number, at, groups } = wave;
    const alert = alertOf(wave, incident);
    const answered = isAnswered(incident, wave);
    for (const { group, people, by = [] } of groups) {
      const { destinations } = reachIn(incident, group, policy);
      const names = namesOf(destinations);
      for (const name of by) {
        const id = tryId({ number, group, name });
        const destination = destinations[names.indexOf(name)];
        if (destination?.kind !== 'pagerduty' || !isTaken(id)) continue;
        const key = keyOf(destination, alert);
        if (!found.has(key))
          found.set(key, { id, number, group, people, name, destination, at, alert, answered });
      }
    }
  }
  return [...found.values()];
}

const keyOf = ({ key, region }: Pager, alert: string | null): string =>
  `${key.secret} ${region} ${alert}`;

/** How many calls left no mark on the issue, at most: those that went to pagers alone. */
const UNMARKED = 4;

/** Whether somebody has answered since the record was lost. */
const hasAnswered = ({ rebuiltAt, answered }: Incident): boolean =>
  rebuiltAt !== null && (answered?.at ?? 0) >= rebuiltAt;

/** Whether calls of before the record was lost may ring still: any answer is one to them. */
export const mayRingFromBefore = (incident: Incident): boolean =>
  incident.rebuiltAt !== null && isRunning(incident) && !hasAnswered(incident);

/**
 * Alerts that may stand open from before the record was lost, for who was called then is not known: they are told of
 * an answer and of the end as if they did. A pager takes no note of an alert that it has not.
 */
export function alertsBefore(incident: Incident, policy: Policy): readonly AlertName[] {
  const { rebuiltAt, acknowledgedAt, earlierCalls } = incident;
  if (rebuiltAt === null) return [];
  const found = new Map<string, AlertName>();
  const alerts = Array.from({ length: earlierCalls + UNMARKED }, (_, number) => nameOf(number));
  // What was answered before the loss was an answer to the first call; to which others, nobody knows.
  const isAnsweredNow = hasAnswered(incident);
  for (const group of groupsOf(policy)) {
    const { destinations } = reachIn(incident, group, policy);
    for (const [place, destination] of destinations.entries()) {
      const name = namesOf(destinations)[place];
      if (destination.kind !== 'pagerduty' || name === undefined) continue;
      for (const alert of alerts) {
        const answered = isAnsweredNow || (alert === null && acknowledgedAt !== null);
        found.set(keyOf(destination, alert), { group, name, destination, alert, answered });
      }
    }
  }
  return [...found.values()];
}

/**
 * What a call's alert is told from others of the incident by; null: it is the first. Each call has its own, for a pager only
 * takes note of another call for an alert that it has. Of a record that was lost the numbers may have been others.
 */
export const alertOf = (
  { number }: Pick<Wave, 'number'>,
  { rebuiltAt }: Pick<Incident, 'rebuiltAt'>,
): string | null => (rebuiltAt === null ? nameOf(number) : `${rebuiltAt}.${number}`);

const nameOf = (number: number): string | null => (number === 0 ? null : String(number));
