import { isAnswered } from './answered.ts';
import { DESTINATION_NAMES, type Destination } from './destination.ts';
import type { EventBody } from './events.ts';
import { type Incident, type Wave, wantedSince } from './incident.ts';
import type { PagerLetter } from './letters.ts';
import type { Log } from './log.ts';
import { tryId } from './page-tries.ts';
import type { Policy } from './policy.ts';
import { namesOf, reachIn } from './reach.ts';
import type { IncidentRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import { DAY, type Duration, type Instant, MINUTE } from './time.ts';

/** A call that a pager has accepted. */
export interface Alert {
  readonly id: string;
  readonly number: number;
  readonly group: string;
  readonly people: readonly string[];
  /** The destination's name. */
  readonly name: string;
  readonly destination: Extract<Destination, { kind: 'pagerduty' }>;
  readonly at: Instant;
  /** When it was called for last. */
  readonly lastAt: Instant;
  /** What tells it from another alert of the same incident; null: the first. */
  readonly alert: string | null;
  /** Whether somebody has answered every call in it. */
  readonly answered: boolean;
}

/** An alert as the pager shows it: read with the issue, a fact like any other. */
export interface PagerSight {
  /** The alert's id. */
  readonly id: string;
  /** `missing`: it was accepted, and no incident has come of it. */
  readonly status: 'missing' | 'triggered' | 'acknowledged' | 'resolved';
  /** Who did that, by the name which the pager knows; null where no person did. */
  readonly by: string | null;
  readonly at: Instant | null;
}

/** A pager that has accepted a call shows it within this time, or nobody is rung. */
const PATIENCE: Duration = 2 * MINUTE;

/** The alerts of the present response, one for each pager: a pager rings once however often it is called. */
export const alertsOf = (
  incident: Incident,
  { ledger }: Pick<IncidentRecord, 'ledger'>,
  policy: Policy,
): readonly Alert[] => alertsWhere(incident, policy, (id) => ledger[id]?.how === 'accepted');

function alertsWhere(
  incident: Incident,
  policy: Policy,
  isTaken: (id: string) => boolean,
): readonly Alert[] {
  const found = new Map<string, Alert>();
  for (const wave of incident.waves) {
    const { number, at, groups } = wave;
    const alert = alertOf(wave);
    if (at < wantedSince(incident)) continue;
    for (const { group, people, by = [] } of groups) {
      const { destinations } = reachIn(incident, group, policy);
      const names = namesOf(destinations);
      for (const name of by) {
        const id = tryId({ number, group, name });
        const destination = destinations[names.indexOf(name)];
        if (destination?.kind !== 'pagerduty' || !isTaken(id)) continue;
        const key = `${destination.key.secret} ${destination.region} ${alert}`;
        const first = found.get(key);
        const answered = isAnswered(incident, wave) && (first?.answered ?? true);
        const opened = first ?? { id, number, group, people, name, destination, at, alert };
        found.set(key, { ...opened, lastAt: at, answered });
      }
    }
  }
  return [...found.values()];
}

/** What a call's alert is told from others of the incident by; null: it is the first. */
export const alertOf = ({ alert }: Pick<Wave, 'alert'>): string | null =>
  alert === undefined ? null : String(alert);

interface Told {
  readonly at: Instant;
  readonly via: string;
  readonly bodies: readonly EventBody[];
}

/** What a pager's word about an alert comes to, where it is news. */
export function toldByPager(
  alert: Alert,
  sight: PagerSight,
  { incident, now }: { readonly incident: Incident; readonly now: Instant },
): Told | null {
  const { number, group, people, name } = alert;
  // Who answers an alert answers all that was called by it.
  const at = Math.min(now, Math.max(sight.at ?? now, alert.lastAt));
  const via = toldBy(alert, sight.status);
  if (sight.status === 'missing') {
    const isKnown = (incident.failedCalls ?? []).some(
      (one) => one.number === number && one.group === group && one.destination === name,
    );
    if (isKnown || now - alert.at < PATIENCE) return null;
    const because = `${name} accepted the call, and has opened no incident for it since.`;
    return {
      at: now,
      via,
      bodies: [{ type: 'page-failed', number, group, people, destination: name, because }],
    };
  }
  // Where no person did it, it was our own word that came back, or the pager gave up: nobody has answered.
  if (sight.status === 'triggered' || sight.by === null || alert.answered) return null;
  return { at, via, bodies: [{ type: 'acknowledged', pager: { name, who: sight.by } }] };
}

const isPager = (name: string): boolean => name.startsWith(DESTINATION_NAMES.pagerduty);

/** Whether a pager is called by it. */
export const callsPager = ({ groups }: Wave): boolean =>
  groups.some(({ by = [] }) => by.some(isPager));

/**
 * Whether a group's pager goes on calling by itself: once it has accepted, calling again would ring nobody.
 * One whose call failed, or was answered, does not.
 */
export function isLeftToPager(incident: Incident, group: string, since: Instant): boolean {
  const { waves, failedCalls = [] } = incident;
  return waves.some((wave) => {
    const { number, at, groups } = wave;
    return (
      at >= since &&
      !isAnswered(incident, wave) &&
      groups.some(
        (called) =>
          called.group === group &&
          (called.by ?? []).some(
            (name) =>
              isPager(name) &&
              !failedCalls.some(
                (one) => one.number === number && one.group === group && one.destination === name,
              ),
          ),
      )
    );
  });
}

const toldBy = ({ id }: Alert, status: PagerSight['status']): string => `pager:${status}:${id}`;

/** Whether the pager knows that its alert is answered, for it told of that itself. */
export const knowsAnswer = (alert: Alert, { answered }: Incident): boolean =>
  [toldBy(alert, 'acknowledged'), toldBy(alert, 'resolved')].includes(answered?.via ?? '');

/** Reads what the pagers say into the log. */
export function readPagers(log: Log, snapshot: Snapshot): void {
  for (const sight of snapshot.pagers ?? []) {
    const incident = log.incident();
    const alerts = alertsOf(incident, log.record, log.policy);
    const alert = alerts.find(({ id }) => id === sight.id);
    const told = alert && toldByPager(alert, sight, { incident, now: log.now });
    if (told) log.tell(told.bodies, { at: told.at, by: null, via: told.via });
  }
}

/** Takes up what pagers have told by themselves, each once. That they tell of an alert says that they have taken it. */
export function hearPagers(log: Log, letters: readonly PagerLetter[]): void {
  for (const { id, did, by, at, alert: name } of letters) {
    const incident = log.incident();
    if (incident.status === 'resolved' || log.record.letters.includes(id)) continue;
    const alert = alertsWhere(incident, log.policy, () => true).find((one) => one.alert === name);
    const sight = alert && ({ id: alert.id, status: did, by, at } as const);
    const told = sight && toldByPager(alert, sight, { incident, now: log.now });
    if (told) log.tell(told.bodies, { at: told.at, by: null, via: told.via });
  }
}

/** Nobody answers a call that is older. */
export const PLACE_KEPT: Duration = 30 * DAY;

/** The name of the fact where an incident is whose pager knows but the numbers of its repository and issue. */
export const pagerPlace = ({ repository, issue }: NonNullable<Incident['origin']>): string =>
  `pager:${repository}#${issue}`;
