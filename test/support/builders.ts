import type { ActionItem } from '../../src/core/action-item.ts';
import { begin } from '../../src/core/begin.ts';
import type { Context, Doer } from '../../src/core/decide.ts';
import type { EventBody, EventOf, IncidentEvent } from '../../src/core/events.ts';
import type { FormAnswers } from '../../src/core/form.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Line } from '../../src/core/line.ts';
import type { World } from '../../src/core/plan.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import { EMPTY_RECORD, type IncidentRecord, incidentOf } from '../../src/core/record.ts';
import type { Rotation } from '../../src/core/rotation.ts';
import type {
  Act,
  Actor,
  Comment,
  Milestone,
  PostmortemIssue,
  Snapshot,
  TrackedIssue,
} from '../../src/core/snapshot.ts';
import { DAY, type Instant } from '../../src/core/time.ts';

/** `10:02` or `10:02:30` on Monday 2026-11-23, or with a date in front: `2026-11-25 09:00`; always UTC. */
export function at(time: string): Instant {
  const [clock = '', day = '2026-11-23'] = time.split(' ').reverse();
  return Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
}

/** When incidents here are declared unless they say otherwise. */
export const DECLARED = at('10:00');

export const aPerson = (login: string): Actor => ({ login, bot: false, ours: false });
export const aBot = (login: string): Actor => ({ login, bot: true, ours: false });
export const tocsin: Actor = { login: 'tocsin[bot]', bot: true, ours: true };

export const aDoer = (login: string, given: Partial<Doer> = {}): Doer => ({
  login,
  bot: false,
  may: true,
  ...given,
});

export const aForm = (given: Partial<FormAnswers> = {}): FormAnswers => ({
  description: 'All payments fail',
  severity: 1,
  startedAt: null,
  services: [],
  links: null,
  commander: null,
  missing: [],
  ...given,
});

/** The default policy with somebody in every group. */
export const aPolicy = (given: Partial<Policy> = {}): Policy => ({
  ...DEFAULT_POLICY,
  responders: { 'on-call': ['ana'], 'eng-manager': ['mia'], director: ['dan'], execs: ['eve'] },
  ...given,
});

/** A turn a week, from Monday 2026-11-23, 09:00 UTC on. */
export const aRotation = (members: readonly string[], given: Partial<Rotation> = {}): Rotation => ({
  timezone: 'UTC',
  members,
  start: at('09:00'),
  every: 7 * DAY,
  overrides: [],
  ...given,
});

export const aDeclaration = (given: Partial<EventOf<'declared'>> = {}): EventOf<'declared'> => ({
  type: 'declared',
  at: DECLARED,
  by: 'bo',
  via: 'hand:declared',
  severity: 2,
  given: true,
  doubt: null,
  source: 'label',
  title: 'Checkout is down',
  form: null,
  seenAt: given.at ?? DECLARED,
  policy: null,
  ...given,
});

/** What happened, as `ana` did it in a comment at 10:05 unless said otherwise. */
export const told = (
  body: EventBody,
  stamp: { at?: Instant; by?: string | null; via?: string } = {},
): IncidentEvent => ({ at: at('10:05'), by: 'ana', via: 'comment:5:0', ...stamp, ...body });

/** A SEV 2 declared by `bo` at 10:00, as it stands right after, but for what is given. */
export const anIncident = (given: Partial<Incident> = {}): Incident => ({
  ...begin(aDeclaration()),
  ...given,
});

export const linesOf = (text: string): readonly Line[] =>
  text.split('\n').map((line) => ({ text: line, plain: line.trim() !== '' }));

/** A comment by `ana` at 10:05 in which every line may hold a command. */
export const aComment = (text: string, given: Partial<Comment> = {}): Comment => ({
  id: 5,
  node: `IC_${given.id ?? 5}`,
  author: aPerson('ana'),
  at: at('10:05'),
  editedAt: null,
  editor: null,
  lines: linesOf(text),
  reactions: [],
  ...given,
});

type Did = Act extends infer One
  ? One extends Act
    ? Omit<One, 'id' | 'at' | 'actor'>
    : never
  : never;

/** An act by `ana` at 10:05: `anAct({ kind: 'labeled', label: 'SEV 1' })`. */
export const anAct = (did: Did, given: { id?: string; at?: Instant; actor?: Actor } = {}): Act => ({
  id: 'act',
  at: at('10:05'),
  actor: aPerson('ana'),
  ...given,
  ...did,
});

type SnapshotGiven = Partial<Omit<Snapshot, 'issue' | 'repository'>> & {
  readonly issue?: Partial<Snapshot['issue']>;
  readonly repository?: Partial<Snapshot['repository']>;
};

/** acme/shop#1, "Checkout is down", opened by `bo` at 10:00; nothing has been done to it yet. */
export const aSnapshot = ({ issue, repository, ...given }: SnapshotGiven = {}): Snapshot => ({
  repository: {
    id: 7,
    node: 'R_7',
    owner: 'acme',
    name: 'shop',
    private: false,
    labels: [],
    pinned: [],
    milestones: [],
    ...repository,
  },
  issue: {
    id: 1001,
    node: 'I_1001',
    number: 1,
    title: 'Checkout is down',
    url: 'https://github.com/acme/shop/issues/1',
    open: true,
    locked: false,
    createdAt: DECLARED,
    author: aPerson('bo'),
    labels: [],
    assignees: [],
    pinned: false,
    form: null,
    opening: null,
    text: 'All payments fail',
    ...issue,
  },
  comments: [],
  acts: [],
  found: {},
  spareCards: [],
  rights: { ana: true, bo: true },
  postmortem: null,
  reports: [],
  policy: aPolicy(),
  policyFile: null,
  problems: [],
  templates: [],
  installedAt: at('2026-11-01 09:00'),
  ...given,
});

export const aPostmortemIssue = (given: Partial<PostmortemIssue> = {}): PostmortemIssue => ({
  number: 2,
  id: 1002,
  body: '**Due:** <!-- tocsin:due -->2026-11-25 10:40 UTC<!-- /tocsin:due -->',
  open: true,
  closedAt: null,
  assignees: ['ana'],
  milestone: null,
  parent: 1,
  ...given,
});

/** The first line of comment 5 asked for it, and it was opened as #7 at 10:41. */
export const anItem = (given: Partial<ActionItem> = {}): ActionItem => ({
  id: '5:0',
  text: 'An index',
  owner: null,
  due: null,
  repository: null,
  number: 7,
  by: 'ana',
  closedAt: null,
  refused: null,
  openedAt: at('10:41'),
  onPostmortem: false,
  ...given,
});

/** The issue of that item, under the incident. */
export const aTrackedIssue = (given: Partial<TrackedIssue> = {}): TrackedIssue => ({
  repository: null,
  number: 7,
  id: 1007,
  title: 'An index',
  open: true,
  closedAt: null,
  assignees: [],
  parent: 1001,
  ...given,
});

export const aMilestone = (given: Partial<Milestone> = {}): Milestone => ({
  number: 4,
  title: 'Postmortems due 2026-11-25',
  open: true,
  dueOn: null,
  openIssues: 1,
  ...given,
});

/** A record with these events, none of them told to the world yet. */
export const aRecord = (
  events: readonly IncidentEvent[] = [aDeclaration()],
  given: Partial<IncidentRecord> = {},
): IncidentRecord => ({ ...EMPTY_RECORD, events, newest: DECLARED, ...given });

export const aContext = (given: Partial<Context> = {}): Context => ({
  incident: anIncident(),
  actor: aDoer('ana'),
  at: at('10:05'),
  policy: aPolicy(),
  here: { number: 1, reports: [] },
  ...given,
});

/** What surfaces see: the incident is what the record's events come to, all of them still news. */
export function aWorld(
  given: Partial<Omit<World, 'snapshot'>> & { readonly snapshot?: SnapshotGiven } = {},
): World {
  const { snapshot: about, ...rest } = given;
  const record = given.record ?? aRecord();
  const snapshot = aSnapshot(about);
  return {
    incident: incidentOf(record) ?? anIncident(),
    news: record.events.slice(record.settled),
    record,
    snapshot,
    policy: snapshot.policy,
    catalogue: [{ title: 'Look up', commands: [{ usage: '/help', summary: 'List the commands' }] }],
    troubles: [],
    ...rest,
  };
}
