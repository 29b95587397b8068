import type { Incident } from '../core/incident.ts';
import { type Policy, severityOf } from '../core/policy.ts';
import { type Instant, iso, SECOND } from '../core/time.ts';
import { updatesKept } from '../core/updates.ts';
import { begunAt } from '../core/view.ts';
import type { ListedIncident } from '../github/incident-list.ts';

/** An incident in numbers: what `tocsin export` tells of each. Times are ISO 8601, lengths in seconds. */
export interface IncidentRow {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly open: boolean;
  /** Whether metrics should count it: no drill, nothing that turned out to be none, nothing unconfirmed. */
  readonly counts: boolean;
  readonly drill: boolean;
  /** `false-alarm`, `duplicate` …; null where it was an incident. */
  readonly outcome: string | null;
  readonly unconfirmed: boolean;
  readonly severity: number;
  readonly severityLabel: string;
  readonly highest: number;
  readonly status: string;
  readonly source: string;
  readonly declaredAt: string;
  readonly declaredBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly mitigatedAt: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  readonly secondsToAcknowledge: number | null;
  readonly secondsToMitigate: number | null;
  readonly secondsToResolve: number | null;
  readonly roles: Readonly<Record<string, string>>;
  readonly updatesPromised: number;
  readonly updatesOnTime: number;
  readonly postmortem: number | null;
  readonly postmortemDue: string | null;
  readonly postmortemClosedAt: string | null;
}

/** In the order of the table's columns. */
export const COLUMNS: readonly (keyof IncidentRow)[] = [
  'number',
  'title',
  'url',
  'open',
  'counts',
  'drill',
  'outcome',
  'unconfirmed',
  'severity',
  'severityLabel',
  'highest',
  'status',
  'source',
  'declaredAt',
  'declaredBy',
  'acknowledgedAt',
  'acknowledgedBy',
  'mitigatedAt',
  'resolvedAt',
  'resolvedBy',
  'secondsToAcknowledge',
  'secondsToMitigate',
  'secondsToResolve',
  'roles',
  'updatesPromised',
  'updatesOnTime',
  'postmortem',
  'postmortemDue',
  'postmortemClosedAt',
];

export function rowOf(
  { number, title, url, open, labels }: ListedIncident,
  incident: Incident,
  policy: Policy,
): IncidentRow {
  const drill = labels.includes(policy.labels.drill.name);
  const outcome = incident.outcome ?? null;
  const unconfirmed = incident.doubt !== null;
  const { acknowledgedAt, mitigatedAt, resolvedAt, postmortem } = incident;
  const { promised, onTime } = updatesKept(incident);
  return {
    number,
    title,
    url,
    open,
    counts: !drill && outcome === null && !unconfirmed,
    drill,
    outcome,
    unconfirmed,
    severity: incident.severity,
    severityLabel: severityOf(policy, incident.severity).label,
    highest: incident.highest,
    status: incident.status,
    source: incident.source,
    declaredAt: iso(incident.declaredAt),
    declaredBy: incident.declaredBy,
    acknowledgedAt: moment(acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    mitigatedAt: moment(mitigatedAt),
    resolvedAt: moment(resolvedAt),
    resolvedBy: incident.resolvedBy,
    secondsToAcknowledge: secondsTo(acknowledgedAt, incident),
    secondsToMitigate: secondsTo(mitigatedAt, incident),
    secondsToResolve: secondsTo(resolvedAt, incident),
    roles: incident.roles,
    updatesPromised: promised,
    updatesOnTime: onTime,
    postmortem: postmortem?.number ?? null,
    postmortemDue: moment(postmortem?.due ?? null),
    postmortemClosedAt: moment(postmortem?.closedAt ?? null),
  };
}

/** The row as a table has it: roles in one cell, `ic=ana ops=ben`. */
export const cellsOf = (row: IncidentRow): readonly (string | number | boolean | null)[] =>
  COLUMNS.map((column) => {
    const value = row[column];
    return typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([role, login]) => `${role}=${login}`)
          .join(' ')
      : value;
  });

const moment = (at: Instant | null): string | null => (at === null ? null : iso(at));

/** As the closing summary counts: from the declaration, or from the last reopening before it. */
const secondsTo = (at: Instant | null, incident: Incident): number | null =>
  at === null ? null : Math.max(0, Math.round((at - begunAt(at, incident)) / SECOND));
