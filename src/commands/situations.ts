import { MOST_ACTIONS } from '../core/action-item.ts';
import { begin } from '../core/begin.ts';
import type { Context } from '../core/decide.ts';
import type { EventBody, IncidentEvent } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy.ts';
import { reduce } from '../core/reduce.ts';
import { HOUR, type Instant, MINUTE } from '../core/time.ts';

/** When the incidents of these situations were declared, and when somebody types into them. */
const DECLARED: Instant = Date.parse('2026-11-23T10:00:00Z');
export const TYPED: Instant = DECLARED + 45 * MINUTE;

/** Whoever types is in no group, and nobody is in `execs`. */
export const TYPIST = 'bo';
export const POLICY: Policy = {
  ...DEFAULT_POLICY,
  responders: { 'on-call': ['ana'], 'eng-manager': ['mia'], director: ['dan'] },
};

interface Given {
  readonly severity?: number;
  readonly doubt?: 'stranger';
  readonly happened?: readonly EventBody[];
}

const RESOLVED: EventBody = { type: 'resolved', text: null, from: 'monitoring' };
const OPENED: readonly EventBody[] = [
  RESOLVED,
  { type: 'postmortem-owed', due: DECLARED + 48 * HOUR },
  { type: 'postmortem-opened', number: 2 },
];

/** In which an incident may be when something cannot be done; the first is a SEV 2 under way. */
const SITUATIONS = {
  'under way': {},
  'once the incident is resolved': { happened: [RESOLVED] },
  'while nobody has confirmed the report': { doubt: 'stranger' },
  'in a SEV 3': { severity: 3 },
  'in a SEV 4': { severity: 4 },
  'where the director was called': {
    happened: [
      {
        type: 'paged',
        number: 0,
        reason: 'asked',
        groups: [{ group: 'director', people: ['dan'] }],
        unfilled: [],
      },
    ],
  },
  'once everybody was called': { happened: [{ type: 'escalated', since: DECLARED, step: 6 }] },
  'where the update was put off': {
    happened: [{ type: 'snoozed', until: DECLARED + 90 * MINUTE }],
  },
  'where the postmortem is waived': { happened: [{ type: 'postmortem-waived', why: 'as #1' }] },
  'where the postmortem was deleted': {
    happened: [...OPENED, { type: 'postmortem-lost', number: 2 }],
  },
  'where it has all the action items it may have': {
    happened: Array.from({ length: MOST_ACTIONS }, (_, at) => ({
      type: 'action-found',
      id: `#${at + 2}`,
      title: 'An index',
      repository: null,
      number: at + 2,
    })),
  },
  'where it was detected 09:50': {
    happened: [{ type: 'dated', what: 'detected', moment: DECLARED - 10 * MINUTE }],
  },
  'where it started 09:40': {
    happened: [{ type: 'dated', what: 'started', moment: DECLARED - 20 * MINUTE }],
  },
} as const satisfies Readonly<Record<string, Given>>;

export type Situation = keyof typeof SITUATIONS;

/** The incident as it stands then. */
export function incidentIn(situation: Situation): Incident {
  const { severity = 2, doubt, happened = [] }: Given = SITUATIONS[situation];
  const incident = begin({
    type: 'declared',
    at: DECLARED,
    by: 'zoe',
    via: 'form',
    severity,
    given: true,
    doubt: doubt ?? null,
    source: 'form',
    title: 'Checkout is down',
    form: null,
    seenAt: DECLARED,
    policy: null,
  });
  return happened.reduce(
    (so, body): Incident => reduce(so, { ...body, ...BY_ANA } satisfies IncidentEvent),
    incident,
  );
}

const BY_ANA = { at: DECLARED + 30 * MINUTE, by: 'ana', via: 'comment:5:0' };

/** The repository's incidents: this one is #12. */
export const REPORTS: Context['here']['reports'] = [
  { number: 12, title: 'Checkout is down', open: true },
  { number: 7, title: 'Payments fail', open: true },
  { number: 4, title: 'Search is slow', open: false },
].map((one) => ({ ...one, author: TYPIST, createdAt: TYPED, labels: ['incident', 'SEV 2'] }));
