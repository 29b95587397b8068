import { responseDue, updateDue } from './deadlines.ts';
import type { CalledGroup } from './events.ts';
import { type FollowUpView, followUpOf } from './follow-up-view.ts';
import { calledName } from './groups.ts';
import { type Waiting, waitingIn } from './held-call.ts';
import type { Incident } from './incident.ts';
import { newest } from './newest.ts';
import { noticesOf } from './notices.ts';
import { type GroupCalled, groupsCalled } from './page-tries.ts';
import type { World } from './plan.ts';
import { isTicket, severityOf } from './policy.ts';
import { commandFor, rolesShown } from './role.ts';
import type { Snapshot } from './snapshot.ts';
import { type Telling, tellingsOf } from './tellings.ts';
import { type Instant, lengthOf, MINUTE } from './time.ts';
import { moment, type TimelineEntry, timelineOf } from './timeline.ts';

/** Seen this long after it was declared, the card says both times. */
const SEEN_LATE = 2 * MINUTE;

/** Who looks for the one that broke it, or mends it, wants the newest; GitHub lists them all. */
const MOST_PULLS = 5;

/** The plain object that templates see: text and truth values, nothing to compute with. */
export interface View extends FollowUpView {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly severity: {
    readonly label: string;
    readonly name: string;
    readonly meaning: string;
    readonly response: string;
  };
  readonly severityGiven: boolean;
  /** `×17, last 10:42 UTC`, where it was told more than once. */
  readonly told: string | null;
  /** Incidents that were open at its declaration. */
  readonly others: readonly { readonly number: number; readonly title: string }[];
  readonly severityChoices: readonly {
    readonly level: number;
    readonly label: string;
    readonly meaning: string;
  }[];
  readonly status: string;
  readonly resolved: boolean;
  readonly falseAlarm: boolean;
  readonly duplicate: boolean;
  /** Of which incident, where that is known. */
  readonly duplicateOf: number | null;
  readonly drill: boolean;
  readonly drillLabel: string;
  /** Whether a drill calls people all the same. */
  readonly drillCalls: boolean;
  readonly ticket: boolean;
  readonly strangers: boolean;
  readonly late: boolean;
  readonly description: string;
  readonly impact: string | null;
  readonly next: string | null;
  readonly ic: string | null;
  readonly declaredBy: string | null;
  readonly declared: string;
  readonly seen: string | null;
  readonly started: string | null;
  readonly detected: string | null;
  readonly acknowledged: string | null;
  readonly acknowledgedBy: string | null;
  readonly responseDue: string | null;
  readonly updateDue: string | null;
  readonly resolvedAt: string | null;
  readonly lasted: string | null;
  readonly roles: readonly {
    readonly name: string;
    readonly command: string;
    readonly holder: string | null;
    readonly optional: boolean;
  }[];
  readonly rolesMissing: boolean;
  readonly services: readonly string[];
  readonly links: string | null;
  /** The newest pull requests that mention the incident. */
  readonly pulls: readonly { readonly number: number; readonly title: string }[];
  readonly calls: readonly Call[];
  readonly pages: readonly GroupCalled[];
  /** The call that waits for business hours: whom, and until when there and in UTC; null where none does. */
  readonly waiting: Waiting | null;
  /** Calls that a drill did not make. */
  readonly rehearsals: readonly Omit<Call, 'receipt'>[];
  readonly informed: readonly Telling[];
  /** The incident's own channel; null where it is the issue. */
  readonly channel: { readonly name: string; readonly url: string } | null;
  readonly timeline: readonly TimelineEntry[];
  readonly earlier: number;
  readonly problems: World['snapshot']['problems'];
  readonly notices: readonly string[];
}

interface Call {
  readonly time: string;
  readonly groups: readonly {
    readonly group: string;
    readonly people: readonly string[];
    /** The people, and where they are called, in one text: a list in a list in a list is more than a team's template may have. */
    readonly names: string;
  }[];
  readonly unfilled: readonly string[];
  /** Address of the comment that called; null while it is being sent. */
  readonly receipt: string | null;
}

/** What people are told of an incident. Contains no clock reading: the same incident, the same view. */
export function viewOf(world: World): View {
  const { incident, policy, snapshot, record } = world;
  const severity = severityOf(policy, incident.severity);
  const time = (at: Instant | null): string | null =>
    at === null ? null : moment(at, incident.declaredAt);
  const timeline = timelineOf(record.events, policy, incident.declaredAt);
  const shown = newest(timeline);
  const seenLate = incident.seenAt - incident.declaredAt > SEEN_LATE;
  return {
    number: snapshot.issue.number,
    url: snapshot.issue.url,
    title: snapshot.issue.title,
    severity,
    severityGiven: incident.severityGiven,
    told: incident.told ? `×${incident.told.times}, last ${time(incident.told.last)}` : null,
    others: incident.others ?? [],
    severityChoices: policy.severities,
    status: capital(incident.status),
    resolved: incident.status === 'resolved',
    falseAlarm: incident.outcome === 'false-alarm',
    duplicate: incident.outcome === 'duplicate',
    duplicateOf: incident.duplicateOf ?? null,
    drill: incident.drill === true,
    drillLabel: policy.labels.drill.name,
    drillCalls: policy.drills.page,
    ticket: isTicket(severity),
    strangers: incident.doubt === 'stranger',
    late: incident.doubt === 'late',
    description: describe(incident, snapshot),
    impact: incident.impact,
    next: incident.next,
    ic: incident.roles.ic ?? null,
    declaredBy: incident.declaredBy,
    declared: moment(incident.declaredAt, incident.declaredAt),
    seen: seenLate ? time(incident.seenAt) : null,
    started: time(incident.startedAt ?? null) ?? incident.form?.startedAt ?? null,
    detected: time(incident.detectedAt ?? null),
    acknowledged: time(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy ?? inPager(incident),
    responseDue: time(responseDue(incident, policy)),
    updateDue: time(updateDue(incident, policy)),
    resolvedAt: time(incident.resolvedAt),
    lasted: incident.resolvedAt === null ? null : tookUntil(incident.resolvedAt, incident),
    roles: rolesShown(policy, incident).map(({ name, title, required }) => ({
      name: title,
      command: commandFor(name),
      holder: incident.roles[name] ?? null,
      optional: !required,
    })),
    rolesMissing:
      severity.rolesRequired &&
      policy.roles.some(({ name, required }) => required && !incident.roles[name]),
    services: incident.form?.services ?? [],
    links: incident.form?.links ?? null,
    pulls: (snapshot.issue.pulls ?? []).slice(-MOST_PULLS),
    calls: callsOf(world),
    pages: groupsCalled(world),
    waiting: waitingIn(incident, policy),
    rehearsals: (incident.rehearsals ?? []).map(({ at, groups, unfilled }) => ({
      time: moment(at, incident.declaredAt),
      groups: withNames(groups),
      unfilled,
    })),
    informed: tellingsOf(record.ledger, incident.declaredAt),
    channel: incident.channel ?? null,
    timeline: shown,
    earlier: timeline.length - shown.length,
    ...followUpOf(world),
    problems: snapshot.problems,
    notices: noticesOf(world),
  };
}

/** From when the time until `at` counts: days in which an incident was closed are no part of it. */
export const begunAt = (at: Instant, { declaredAt, reopenedAt }: Incident): Instant =>
  reopenedAt !== null && reopenedAt <= at ? reopenedAt : declaredAt;

/** `40m`, or `21m since it was reopened` */
export function tookUntil(at: Instant, incident: Incident): string {
  const begun = begunAt(at, incident);
  return `${lengthOf(at - begun)}${begun === incident.declaredAt ? '' : ' since it was reopened'}`;
}

/** A word as it begins a sentence. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Who answered a pager; the name is not one that GitHub knows. */
const inPager = ({ acknowledgedIn }: Incident): string | null =>
  acknowledgedIn ? `${acknowledgedIn.who ?? 'somebody'} in ${acknowledgedIn.name}` : null;

/** What is broken: the form's answer, else the issue's own text, else its title. */
const describe = ({ form }: Incident, { issue }: Snapshot): string =>
  (form ? form.description : issue.text.trim()) || issue.title;

const withNames = (groups: readonly CalledGroup[]): Call['groups'] =>
  groups.map(({ group, people, by = [] }) => ({
    group: calledName(group),
    people,
    names: [...people, ...(by.length > 0 ? [`by ${by.join(' and ')}`] : [])].join(', '),
  }));

function callsOf({ incident, record, snapshot }: World): readonly Call[] {
  return incident.waves.flatMap((wave) => {
    const groups = wave.groups.filter(({ by }) => by === undefined);
    if (groups.length + wave.unfilled.length === 0) return [];
    const receipt = record.ledger[pageId(incident, wave)];
    return {
      time: moment(wave.at, incident.declaredAt),
      groups: withNames(groups),
      unfilled: wave.unfilled,
      receipt: receipt?.ref ? `${snapshot.issue.url}#issuecomment-${receipt.ref}` : null,
    };
  });
}

/** Names the comment that carries a call: by the number of the first call in it. */
export function pageId(
  { waves }: Incident,
  call: { readonly via: string; readonly at: Instant },
): string {
  const together = waves.filter(
    ({ via, at }) => at === call.at && utterance(via) === utterance(call.via),
  );
  return `page:${Math.min(...together.map(({ number }) => number))}`;
}

/** What is said because of one cause is said in one comment: a comment's lines share theirs. */
export const utterance = (via: string): string => {
  const [kind, id] = via.split(':');
  return kind === 'comment' || kind === 'remark' ? `${kind}:${id}` : via;
};
