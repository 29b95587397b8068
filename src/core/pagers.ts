import { type Alert, alertsBefore, alertsOf, alertsWhere } from './alerts.ts';
import { answeredBy, isAnswered } from './answered.ts';
import { DESTINATION_NAMES } from './destination.ts';
import type { EventBody } from './events.ts';
import type { Incident, Wave } from './incident.ts';
import type { PagerLetter } from './letters.ts';
import type { Log } from './log.ts';
import type { Policy } from './policy.ts';
import type { Snapshot } from './snapshot.ts';
import { DAY, type Duration, type Instant, MINUTE } from './time.ts';

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
  const at = Math.min(now, Math.max(sight.at ?? now, alert.at));
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
  // The first answer is one to all that had been called by then, a later one to its own call.
  const others = incident.acknowledgedAt === null ? answeredBy(incident, { at, via }) : [];
  const made = incident.waves.filter((wave) => wave.at <= at).map((wave) => wave.number);
  const calls = [...new Set([number, ...others.filter((other) => made.includes(other))])];
  return { at, via, bodies: [{ type: 'acknowledged', calls, pager: { name, who: sight.by } }] };
}

const isPager = (name: string): boolean => name.startsWith(DESTINATION_NAMES.pagerduty);

/** Whether a pager is called by it. */
export const callsPager = ({ groups }: Wave): boolean =>
  groups.some(({ by = [] }) => by.some(isPager));

/**
 * Whether a group's pager goes on calling by itself: once it has accepted, another call would ring twice for the same.
 * One whose call failed does not, nor one whose call was answered where an answer is waited for anew.
 */
export function isLeftToPager(incident: Incident, group: string, since: Instant): boolean {
  const { waves, failedCalls = [] } = incident;
  return waves.some((wave) => {
    const { number, at, groups } = wave;
    return (
      at >= since &&
      !(isAnswered(incident, wave) && incident.acknowledgedAt === null) &&
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
export const knowsAnswer = (alert: Alert, { toldByPagers = [] }: Incident): boolean =>
  toldByPagers.some((via) =>
    [toldBy(alert, 'acknowledged'), toldBy(alert, 'resolved')].includes(via),
  );

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
    const told = sight
      ? toldByPager(alert, sight, { incident, now: log.now })
      : toldOfBefore({ id, by, at, alert: name }, incident, log.policy);
    if (told) log.tell(told.bodies, { at: told.at, by: null, via: told.via });
  }
}

/** An answer to a call that the lost record knew: which it was is known no more. */
function toldOfBefore(
  { id, by, at, alert }: Pick<PagerLetter, 'id' | 'by' | 'at' | 'alert'>,
  incident: Incident,
  policy: Policy,
): Told | null {
  const before = alertsBefore(incident, policy).find((one) => one.alert === alert);
  if (!before || before.answered || by === null) return null;
  const pager = { name: before.name, who: by };
  const moment = Math.max(at, incident.rebuiltAt ?? at);
  return { at: moment, via: `pager:${id}`, bodies: [{ type: 'acknowledged', calls: [], pager }] };
}

/** Nobody answers a call that is older. */
export const PLACE_KEPT: Duration = 30 * DAY;

/** The name of the fact where an incident is whose pager knows but the numbers of its repository and issue. */
export const pagerPlace = ({ repository, issue }: NonNullable<Incident['origin']>): string =>
  `pager:${repository}#${issue}`;
