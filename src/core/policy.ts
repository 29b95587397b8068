import type { Status } from './events.ts';
import { type Informing, NO_INFORMING } from './informing.ts';
import type { Label } from './label.ts';
import { type Calling, NO_CALLING } from './reach.ts';
import { type Duration, HOUR, MINUTE, SECOND } from './time.ts';
import { USUAL_LABELS, USUAL_ROLES, USUAL_STATUSES } from './usual-names.ts';

/** One row of the severity matrix. */
export interface Severity {
  /** 1 is the worst. */
  readonly level: number;
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly meaning: string;
  /** Until somebody must have acknowledged; null: no clock. */
  readonly respondWithin: Duration | null;
  /** In words where the answer is not a clock: "next sprint". */
  readonly response: string;
  /** Groups to page, in the order in which an unanswered page climbs. */
  readonly page: readonly string[];
  /** When: at once at any hour, or not before business hours. */
  readonly pageIn: 'any' | 'business-hours';
  readonly rolesRequired: boolean;
  readonly updateEvery: Duration | null;
  readonly postmortem: boolean;
  /** Whether the issue is pinned to the repository while the incident lasts. */
  readonly pin: boolean;
}

/**
 * Hours in which a person may be reminded of paperwork, or called for what can wait. Days: 1 Monday … 7 Sunday;
 * minutes from midnight.
 */
export interface BusinessHours {
  readonly timezone: string;
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

export interface Clocks {
  /** What a clock waits beyond its time, so that an answer under way is not nagged. */
  readonly grace: Duration;
  /** From acknowledgement to "who commands?". */
  readonly commander: Duration;
  /** From acknowledgement to "what can be rolled back?". */
  readonly mitigation: Duration;
  /** From the mention of an overdue update to the page. */
  readonly updateSilence: Duration;
  /** How often the whole matrix is called before one loud comment ends it. */
  readonly rounds: number;
}

export interface PostmortemPolicy {
  readonly within: Duration;
  readonly due: 'milestone' | 'body';
  readonly owedBy: 'highest' | 'final';
  readonly guide: string | null;
  /** `owner/name` where postmortems are opened; null: beside their incident. */
  readonly repository: string | null;
}

/** Who may command in public repositories, and whose report is an incident at once. */
export interface RightsPolicy {
  /** The least right in the repository with which somebody may. */
  readonly command: 'triage' | 'write' | 'maintain';
  /** Slugs of the organisation's teams whose members may too. */
  readonly teams: readonly string[];
  /** Logins, written small, of people who may too. */
  readonly people: readonly string[];
  /** Whether what others report is an incident at once where everybody may command: in private repositories. */
  readonly declare: 'anyone' | 'responders';
}

/** A role that one person at a time holds in an incident. */
export interface Role {
  /** As it is typed: `/role scribe`. */
  readonly name: string;
  readonly title: string;
  /** What its holder does, as it stands behind "the Incident Commander …"; may be empty. */
  readonly duty: string;
  /** Whether it is missed where nobody holds it and the severity requires roles. */
  readonly required: boolean;
}

export interface Policy extends Calling, Informing {
  readonly roles: readonly Role[];
  /** The label of each status; which statuses there are is no matter of policy. */
  readonly statuses: Readonly<Record<Status, Label>>;
  /** Labels whose names a team may choose. Sweeps and webhooks know `incident` and `postmortem` by name. */
  readonly labels: Readonly<Record<'unconfirmed' | 'drill' | 'actionItem', Label>>;
  readonly severities: readonly Severity[];
  /** The level where none is given. */
  readonly unknown: number;
  readonly rights: RightsPolicy;
  readonly clocks: Clocks;
  readonly postmortem: PostmortemPolicy;
  /** Whether a drill calls people, with DRILL in front; else it shows who would have been called. */
  readonly drills: { readonly page: boolean };
  /** Where none is configured, reminders keep to Monday to Friday, 09:00 to 17:00 UTC. */
  readonly businessHours: BusinessHours;
  /** Whether anybody said in which time zone they are: else they are a guess, and no call waits for them. */
  readonly hoursKnown: boolean;
  /** The group that hears of what nobody answered. */
  readonly manager: string;
  /** Bots (written small, without `[bot]`) whose word counts like that of a person with the right. */
  readonly bots: readonly string[];
}

/** The policy that holds where no file says otherwise (product.md, section 1). */
export const DEFAULT_POLICY: Policy = {
  roles: USUAL_ROLES,
  statuses: USUAL_STATUSES,
  labels: USUAL_LABELS,
  severities: [
    {
      level: 1,
      name: 'Critical',
      label: 'SEV 1',
      colour: 'b60205',
      meaning: 'System down, or major functionality broken for all; data loss; security breach',
      respondWithin: 15 * MINUTE,
      response: '15 minutes',
      page: ['on-call', 'eng-manager', 'director', 'execs'],
      pageIn: 'any',
      rolesRequired: true,
      updateEvery: 30 * MINUTE,
      postmortem: true,
      pin: true,
    },
    {
      level: 2,
      name: 'Major',
      label: 'SEV 2',
      colour: 'd93f0b',
      meaning: 'Core functionality broken for some; performance severely degraded',
      respondWithin: 30 * MINUTE,
      response: '30 minutes',
      page: ['on-call', 'eng-manager'],
      pageIn: 'any',
      rolesRequired: true,
      updateEvery: 60 * MINUTE,
      postmortem: true,
      pin: true,
    },
    {
      level: 3,
      name: 'Minor',
      label: 'SEV 3',
      colour: 'fbca04',
      meaning: 'Non-critical functionality broken; a workaround exists',
      respondWithin: 24 * HOUR,
      response: '24 hours',
      page: ['on-call'],
      pageIn: 'business-hours',
      rolesRequired: false,
      updateEvery: null,
      postmortem: false,
      pin: false,
    },
    {
      level: 4,
      name: 'Trivial',
      label: 'SEV 4',
      colour: 'c2e0c6',
      meaning: 'Cosmetic issue or minor bug with low impact',
      respondWithin: null,
      response: 'next sprint',
      page: [],
      pageIn: 'any',
      rolesRequired: false,
      updateEvery: null,
      postmortem: false,
      pin: false,
    },
  ],
  unknown: 2,
  rights: { command: 'triage', teams: [], people: [], declare: 'anyone' },
  clocks: {
    grace: 20 * SECOND,
    commander: 5 * MINUTE,
    mitigation: 10 * MINUTE,
    updateSilence: 10 * MINUTE,
    rounds: 3,
  },
  postmortem: {
    within: 48 * HOUR,
    due: 'milestone',
    owedBy: 'highest',
    guide: null,
    repository: null,
  },
  drills: { page: false },
  businessHours: { timezone: 'UTC', days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 },
  hoursKnown: false,
  ...NO_CALLING,
  ...NO_INFORMING,
  manager: 'eng-manager',
  bots: [],
};

/**
 * The row of a level. A level that the policy does not have (any more) is read as the next worse one it
 * has: an incident goes on whatever becomes of its policy. Throws only where there is no row at all.
 */
export function severityOf({ severities }: Policy, level: number): Severity {
  const severity = severities.findLast((row) => row.level <= level) ?? severities[0];
  if (!severity) throw new Error('A policy has at least one severity');
  return severity;
}

/** Whether the policy lets this bot act as a person may. */
export const isTrustedBot = ({ bots }: Policy, login: string): boolean =>
  bots.includes(login.replace(/\[bot\]$/, ''));

/** A ticket wants no response at all: nobody is paged and no clock runs. */
export const isTicket = (severity: Severity): boolean =>
  severity.page.length === 0 && severity.respondWithin === null && severity.updateEvery === null;

/**
 * What is frozen at declaration (severities, clocks, roles, labels) and what is always today's (people,
 * groups, hours): record.md, *Policy in flight*.
 */
export const inFlight = (frozen: Policy, today: Policy): Policy => ({
  ...today,
  roles: frozen.roles,
  statuses: frozen.statuses,
  labels: frozen.labels,
  severities: frozen.severities,
  clocks: frozen.clocks,
});
