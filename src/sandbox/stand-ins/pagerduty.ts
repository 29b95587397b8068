import { createHmac } from 'node:crypto';
import type { Instant } from '../../core/time.ts';
import { parsed, textOf } from '../../notifiers/answer.ts';
import { faultsOf, invalid } from './pagerduty-faults.ts';
import {
  onCallsOf,
  type PagerIncident,
  type PagerSchedule,
  type PagerService,
  type Person,
  page,
  type Status,
  shown,
  webhook,
} from './pagerduty-shapes.ts';
import { type Asking, type Reply, type StandIn, startStandIn } from './stand-in.ts';

/** Somebody's phone ringing. */
interface Ring {
  readonly at: Instant;
  readonly who: string;
  readonly summary: string;
}

/** What became of an incident, and whose doing it was; null: a service's. */
interface Change {
  readonly at: Instant;
  readonly incident: PagerIncident;
  readonly status: Status;
  readonly by: Person | null;
}

export interface PagerDutyStandIn extends StandIn {
  readonly incidents: readonly PagerIncident[];
  readonly rings: readonly Ring[];
  readonly changes: readonly Change[];
  /** What the REST API takes as `Authorization: Token token=…`. */
  readonly apiKey: string;
  addService(service: PagerService): void;
  /** Takes the place of one with the same id. */
  addSchedule(schedule: PagerSchedule): void;
  /** As somebody does in PagerDuty's own app; tells the subscribed webhook. Throws where there is no such incident. */
  acknowledge(key: string, by: Person): Promise<void>;
  resolve(key: string, by: Person): Promise<void>;
  /** Subscribes an address to what becomes of incidents (webhooks V3). */
  subscribe(url: string, secret: string): void;
  /** From now on events are accepted, and no incident comes of them: what a 202 does not promise. */
  swallow(isOn: boolean): void;
}

const API_KEY = 'an API key of the sandbox';
const CLOSED: Reply = {
  status: 401,
  body: { error: { message: 'Authentication failed', code: 2_006 } },
};

/** A PagerDuty on loopback: Events API v2, the REST calls that Tocsin makes, webhooks V3. */
export async function startPagerDuty(now: () => Instant): Promise<PagerDutyStandIn> {
  const services: PagerService[] = [];
  const schedules = new Map<string, PagerSchedule>();
  const incidents: PagerIncident[] = [];
  const rings: Ring[] = [];
  const changes: Change[] = [];
  const subscriptions: { readonly url: string; readonly secret: string }[] = [];
  let swallows = false;

  const open = (key: string, service: PagerService | null): PagerIncident | undefined =>
    incidents.find(
      (one) =>
        one.key === key && one.status !== 'resolved' && (!service || one.service === service),
    );

  const change = (incident: PagerIncident, status: Status, by: Person | null): void => {
    incident.status = status;
    incident.by = by;
    incident.changedAt = now();
    changes.push({ at: now(), incident, status, by });
  };

  const trigger = (event: unknown, key: string, service: PagerService): void => {
    // An open alert takes note of another trigger and rings nobody.
    if (swallows || open(key, service)) return;
    const summary = textOf(event, 'payload', 'summary') ?? '';
    const severity = textOf(event, 'payload', 'severity') ?? '';
    const id = `PINC${incidents.length + 1}`;
    const at = now();
    const fresh = { status: 'triggered', by: null, changedAt: at } as const;
    incidents.push({ id, key, service, summary, severity, at, ...fresh });
    for (const { name } of service.onCall) rings.push({ at, who: name, summary });
  };

  const enqueue = ({ body }: Asking): Reply => {
    const event = parsed(body);
    const errors = faultsOf(event);
    if (errors.length > 0) return invalid(errors);
    const service = services.find(({ key }) => key === textOf(event, 'routing_key'));
    if (!service) return invalid(["'routing_key' is not a valid integration key"]);
    const key = textOf(event, 'dedup_key') ?? `made-up-${incidents.length}`;
    const action = textOf(event, 'event_action');
    const incident = open(key, service);
    if (action === 'trigger') trigger(event, key, service);
    else if (incident) change(incident, action === 'resolve' ? 'resolved' : 'acknowledged', null);
    return {
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: key },
    };
  };

  const reply = (asking: Asking): Reply => {
    const route = `${asking.method} ${asking.path}`;
    if (route === 'POST /v2/enqueue') return enqueue(asking);
    if (asking.headers.authorization !== `Token token=${API_KEY}`) return CLOSED;
    const key = asking.query.get('incident_key');
    if (route === 'GET /incidents')
      return page('incidents', incidents.filter((one) => one.key === key).map(shown), asking.query);
    if (route === 'GET /oncalls')
      return page('oncalls', onCallsOf([...schedules.values()], asking.query, now()), asking.query);
    return { status: 404, body: { error: { message: 'Not Found', code: 2_100 } } };
  };

  const standIn = await startStandIn(now, reply);
  const act = async (key: string, status: Status, by: Person): Promise<void> => {
    const incident = open(key, null);
    if (!incident) throw new Error(`PagerDuty has no open incident ${key}`);
    change(incident, status, by);
    const number = `${incidents.indexOf(incident)}-${status}`;
    await Promise.all(subscriptions.map((to) => post(to, webhook(incident, number))));
  };
  return {
    ...standIn,
    incidents,
    rings,
    changes,
    apiKey: API_KEY,
    addService: (service) => void services.push(service),
    addSchedule: (schedule) => void schedules.set(schedule.id, schedule),
    acknowledge: (key, by) => act(key, 'acknowledged', by),
    resolve: (key, by) => act(key, 'resolved', by),
    subscribe: (url, secret) => void subscriptions.push({ url, secret }),
    swallow: (isOn) => {
      swallows = isOn;
    },
  };
}

async function post(
  to: { readonly url: string; readonly secret: string },
  body: string,
): Promise<void> {
  const signature = createHmac('sha256', to.secret).update(body).digest('hex');
  await fetch(to.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-pagerduty-signature': `v1=${signature}` },
    body,
  });
}
