/** A thing that is counted or measured. Labels have few values: no issue, no person, no repository. */
interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  readonly says: string;
  /** Upper ends of a histogram's buckets, in the unit of its name. */
  readonly buckets?: readonly number[];
}

/** Everything that `/metrics` tells; docs/before/metrics.md is printed from it. Units are in the names. */
export const METRICS = {
  tocsin_webhooks_total: {
    kind: 'counter',
    labels: ['event', 'result'],
    says: 'Webhooks that came in signed, of events that may concern an incident. `result`: `taken` in, `known` from an earlier delivery, `ignored` as no business of an incident, `refused` with 503 because they could not be stored.',
  },
  tocsin_nudges_total: {
    kind: 'counter',
    labels: ['source'],
    says: 'Reasons to look at an issue again. `source`: `webhook`, `sweep` (what no webhook told of), `incident` (another one told of it), `pager`, `audit` (its own letters).',
  },
  tocsin_passes_total: {
    kind: 'counter',
    labels: ['result'],
    says: 'Passes over an issue. `result`: `done`, or `failed` and made again.',
  },
  tocsin_pass_duration_seconds: {
    kind: 'histogram',
    labels: [],
    says: 'How long passes took.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 45],
  },
  tocsin_effects_total: {
    kind: 'counter',
    labels: ['kind', 'result'],
    says: 'What was done to the world, by kind of effect. `result`: `applied`, `sent` or `accepted` (messages), `skipped` where it is not to be had, `put-off` where GitHub’s limits are reached, `failed`. Messages of drills are not counted.',
  },
  tocsin_page_delay_seconds: {
    kind: 'histogram',
    labels: ['by'],
    says: 'From the declaration of an incident to the word that its first call was taken, by kind of destination (`mention` is a comment on the issue). Drills are left out.',
    buckets: [1, 2, 5, 10, 30, 60, 300, 900, 3_600],
  },
  tocsin_queue_waiting_issues: {
    kind: 'gauge',
    labels: [],
    says: 'Issues that want a pass now.',
  },
  tocsin_clock_overdue_seconds: {
    kind: 'gauge',
    labels: [],
    says: 'For how long the issue has been due that is due for longest; 0 where none is.',
  },
  tocsin_github_budget_remaining: {
    kind: 'gauge',
    labels: ['resource'],
    says: 'Requests (`core`) and points (`graphql`) that GitHub still grants this hour, of the installation that has the fewest left.',
  },
  tocsin_audits_total: {
    kind: 'counter',
    labels: ['result'],
    says: 'Audits of the queue’s books, one a minute by the server that leads. `result`: `passed`, or `failed` where an incident is amiss or the audit could not be made.',
  },
  tocsin_audit_troubles_incidents: {
    kind: 'gauge',
    labels: ['kind'],
    says: 'Incidents that the last audit found amiss: `clock-overdue` by more than two minutes, `clock-lost` from the queue, `not-looked-at` for two minutes though there was reason, `call-unanswered`. Only at the server that leads.',
  },
  tocsin_heartbeats_total: {
    kind: 'counter',
    labels: ['result'],
    says: 'Calls of `HEARTBEAT_URL`. `result`: `sent` or `failed`.',
  },
  tocsin_last_sweep_timestamp_seconds: {
    kind: 'gauge',
    labels: [],
    says: 'When the last sweep ended, by whichever server leads.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

type Catalogue = typeof METRICS;
type Of<Kind> = {
  [Name in keyof Catalogue]: Catalogue[Name]['kind'] extends Kind ? Name : never;
}[keyof Catalogue];
type LabelsOf<Name extends keyof Catalogue> = Readonly<
  Record<Catalogue[Name]['labels'][number], string>
>;

/** What counts and measures: one for the server, handed to whoever has something to tell. */
export interface Meter {
  count<Name extends Of<'counter'>>(name: Name, labels: LabelsOf<Name>): void;
  observe<Name extends Of<'histogram'>>(name: Name, labels: LabelsOf<Name>, value: number): void;
}

/** One value of a gauge, as it is when somebody asks. */
export interface Reading {
  readonly name: Of<'gauge'>;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** For where nobody ever asks. */
export const NO_METER: Meter = { count: () => {}, observe: () => {} };
