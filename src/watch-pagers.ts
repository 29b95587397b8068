import { type Alert, alertsOf } from './core/alerts.ts';
import { isRunning, wantedSince } from './core/incident.ts';
import type { PagerSight } from './core/pagers.ts';
import type { Policy } from './core/policy.ts';
import { type IncidentRecord, incidentOf } from './core/record.ts';
import { type Clock, type Duration, HOUR, type Instant, MINUTE, SECOND } from './core/time.ts';
import type { Hands } from './notifiers/notifier.ts';
import { dedupKey } from './notifiers/pagerduty/event.ts';
import { incidentOf as pagerDutyIncident } from './notifiers/pagerduty/incidents.ts';
import type { PagerDutyHosts } from './notifiers/pagerduty.ts';

/** How often a pager is looked at that nobody has answered yet, and how often when the last call is an hour old. */
const EVERY: Duration = 30 * SECOND;
const LATER: Duration = 5 * MINUTE;
/** A pager that does not answer within this time is looked at by the next pass. */
const LONGEST: Duration = 5 * SECOND;

interface Place {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly issue: number;
}

interface Given {
  readonly record: IncidentRecord;
  readonly policy: Policy;
  readonly place: Place;
}

export interface PagerWatch {
  /** What the pagers say of the alerts that they have accepted. Never rejects: what cannot be read is left out. */
  look(given: Given): Promise<readonly PagerSight[]>;
  /** When they want to be looked at again; null where nothing is waited for, or they cannot be read. */
  again(record: IncidentRecord, policy: Policy): Instant | null;
}

/** Reads pagers, where the policy has a key for that: whoever answers there has answered here. */
export function createPagerWatch(
  hands: Hands & { readonly clock: Clock },
  hosts?: PagerDutyHosts,
): PagerWatch {
  const { clock } = hands;

  const one = async (
    alert: Alert,
    { record, policy, place }: Given,
  ): Promise<readonly PagerSight[]> => {
    const account = policy.pagerDuty;
    if (!account) return [];
    const secret = hands.secret(place.repository.owner, account.key.secret);
    if (!secret.ok) {
      hands.log.warn({ because: secret.refusal.because }, 'PagerDuty is not read');
      return [];
    }
    const { origin } = incidentOf(record) ?? {};
    const facts = { ...place, number: place.issue, ...(origin ? { origin } : {}) };
    const key = dedupKey({ facts, alert: alert.alert });
    const { region } = account;
    const read = await pagerDutyIncident(
      { clock, apiKey: secret.value, region, ...(hosts ? { hosts } : {}) },
      key,
    );
    if (!read.ok) {
      hands.log.warn({ because: hands.redact(read.because) }, 'PagerDuty could not be read');
      return [];
    }
    const { id } = alert;
    return read.value
      ? [{ id, status: read.value.status, by: read.value.by, at: read.value.at }]
      : [{ id, status: 'missing', by: null, at: null }];
  };

  const openAlerts = (record: IncidentRecord, policy: Policy): readonly Alert[] => {
    const incident = incidentOf(record);
    if (!incident || !policy.pagerDuty || !isRunning(incident)) return [];
    const since = wantedSince(incident);
    const alerts = alertsOf(incident, record, policy);
    return alerts.filter(({ answered, at }) => !answered && at >= since);
  };

  return {
    async look(given) {
      const alerts = openAlerts(given.record, given.policy);
      if (alerts.length === 0) return [];
      const read = Promise.all(alerts.map((alert) => one(alert, given))).then((all) => all.flat());
      return within(clock, read);
    },
    again(record, policy) {
      const alerts = openAlerts(record, policy);
      if (alerts.length === 0) return null;
      const now = clock.now();
      return now + (now - Math.max(...alerts.map(({ at }) => at)) < HOUR ? EVERY : LATER);
    },
  };
}

/** The answer, or nothing where it takes too long. */
function within(
  clock: Clock,
  read: Promise<readonly PagerSight[]>,
): Promise<readonly PagerSight[]> {
  return new Promise((resolve, reject) => {
    const cancel = clock.at(clock.now() + LONGEST, () => resolve([]));
    read.then(resolve, reject).finally(cancel);
  });
}
