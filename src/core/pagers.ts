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
  /** What tells it from another alert of the same incident; null: the first. */
  readonly alert: string | null;
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
  for (const { number, at, groups, reason } of incident.waves) {
    const alert = alertOf({ number, reason });
    if (at < wantedSince(incident)) continue;
    for (const { group, people, by = [] } of groups) {
      const { destinations } = reachIn(incident, group, policy);
      const names = namesOf(destinations);
      for (const name of by) {
        const id = tryId({ number, group, name });
        const destination = destinations[names.indexOf(name)];
        if (destination?.kind !== 'pagerduty' || !isTaken(id)) continue;
        const key = `${destination.key.secret} ${destination.region} ${alert}`;
        if (!found.has(key))
          found.set(key, { id, number, group, people, name, destination, at, alert });
      }
    }
  }
  return [...found.values()];
}

/** Whoever answered and fell silent is rung anew; every other call of an incident is one alert. */
export const alertOf = ({ number, reason }: Pick<Wave, 'number' | 'reason'>): string | null =>
  reason === 'gone-silent' ? String(number) : null;

interface Told {
  readonly at: Instant;
  readonly via: string;
  readonly bodies: readonly EventBody[];
}

/** What a pager's word about an alert comes to, where it is news. */
export function toldByPager(
  alert: Alert,
  sight: PagerSight,
  {
    incident,
    waits,
    now,
  }: { readonly incident: Incident; readonly waits: boolean; readonly now: Instant },
): Told | null {
  const { number, group, people, name } = alert;
  const at = Math.min(now, Math.max(sight.at ?? now, alert.at));
  const via = `pager:${sight.status}:${alert.id}`;
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
  if (sight.status === 'triggered' || sight.by === null || !waits) return null;
  return { at, via, bodies: [{ type: 'acknowledged', pager: { name, who: sight.by } }] };
}

/**
 * Whether a group's pager goes on calling by itself: once it has accepted, calling again would ring nobody.
 * One whose call failed does not.
 */
export function isLeftToPager(
  { waves, failedCalls = [] }: Incident,
  group: string,
  since: Instant,
): boolean {
  const isPager = (name: string): boolean => name.startsWith(DESTINATION_NAMES.pagerduty);
  return waves.some(
    ({ number, at, groups }) =>
      at >= since &&
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
      ),
  );
}

/** Reads what the pagers say into the log; `waits`: whether an answer is waited for at that moment. */
export function readPagers(log: Log, snapshot: Snapshot, waits: (log: Log) => boolean): void {
  const alerts = alertsOf(log.incident(), log.record, log.policy);
  for (const sight of snapshot.pagers ?? []) {
    const alert = alerts.find(({ id }) => id === sight.id);
    const told =
      alert &&
      toldByPager(alert, sight, { incident: log.incident(), waits: waits(log), now: log.now });
    if (told) log.tell(told.bodies, { at: told.at, by: null, via: told.via });
  }
}

/** Takes up what pagers have told by themselves, each once. That they tell of an alert says that they have taken it. */
export function hearPagers(
  log: Log,
  letters: readonly PagerLetter[],
  waits: (log: Log) => boolean,
): void {
  for (const { id, did, by, at, alert: name } of letters) {
    const incident = log.incident();
    if (incident.status === 'resolved' || log.record.letters.includes(id)) continue;
    const alert = alertsWhere(incident, log.policy, () => true).find((one) => one.alert === name);
    const sight = alert && ({ id: alert.id, status: did, by, at } as const);
    const told = sight && toldByPager(alert, sight, { incident, waits: waits(log), now: log.now });
    if (told) log.tell(told.bodies, { at: told.at, by: null, via: told.via });
  }
}

/** Nobody answers a call that is older. */
export const PLACE_KEPT: Duration = 30 * DAY;

/** The name of the fact where an incident is whose pager knows but the numbers of its repository and issue. */
export const pagerPlace = ({ repository, issue }: NonNullable<Incident['origin']>): string =>
  `pager:${repository}#${issue}`;
