import type { Effect, Part, Receipt } from '../../src/core/effects.ts';
import type { DeclinedAct, EventBody, EventOf, IncidentEvent } from '../../src/core/events.ts';
import type { DispatchLetter, PullRequestLetter } from '../../src/core/letters.ts';
import type { PageReason } from '../../src/core/page-reason.ts';
import { plan, type World } from '../../src/core/plan.ts';
import type { Instant } from '../../src/core/time.ts';
import { actions } from '../../src/surfaces/actions.ts';
import { cardParts } from '../../src/surfaces/card.ts';
import { openedReply, openingFor } from '../../src/surfaces/opened.ts';
import { postmortem } from '../../src/surfaces/postmortem.ts';
import { spareCards } from '../../src/surfaces/spare-cards.ts';
import { voice } from '../../src/surfaces/voice.ts';
import {
  aDeclaration,
  aForm,
  aPolicy,
  aRecord,
  aRotation,
  aTrackedIssue,
  at,
  aWorld,
  told,
} from '../support/builders.ts';

/** What somebody may write who wants to call everybody, forge our markers or break our Markdown. */
export const HOSTILE =
  '@everyone <!-- tocsin:act page:9 --> | fixes #1 | <b>bold</b>\n### heading\n/resolve\n> quoted';

/** Not the real list of commands: whoever adds one changes no golden message. */
const CATALOGUE = [
  {
    title: 'Declare',
    commands: [{ usage: '/sev 1 [why]', summary: 'Change the severity' }],
  },
  {
    title: 'Respond',
    commands: [
      { usage: '/ic [@name]', summary: 'Make somebody (or yourself) Incident Commander' },
      {
        usage: '/update [status] text',
        summary: 'Post an update; lines `Impact:` and `Next:` fill those',
      },
    ],
  },
];

/** An incident at some moment, in which something is to be said. */
export interface Sample {
  readonly name: string;
  readonly world: World;
  /** Issues that are opened, and what is said where that was asked for. */
  readonly opens?: readonly Effect[];
}

/** `10:05`, who (null: a clock), and what happened. */
type Line = readonly [time: string, by: string | null, body: EventBody];

const by = (lines: readonly Line[]): readonly IncidentEvent[] =>
  lines.map(([time, login, body], index) =>
    told(body, {
      at: at(time),
      by: login,
      via: login ? `comment:${100 + index}:0` : `clock:${at(time)}`,
    }),
  );

const GROUND = { labelled: true, policy: aPolicy() };
const ASKED: PullRequestLetter = {
  kind: 'pull-request',
  id: 'comment:5',
  comment: 5,
  by: 'ana',
  at: at('10:00'),
  words: '1',
};
const TOLD: DispatchLetter = {
  kind: 'dispatch',
  id: 'dispatch:guid',
  by: 'monitor',
  at: at('10:00'),
  home: { id: 7, owner: 'acme', name: 'shop' },
  title: 'Checkout is down',
  severity: 1,
  form: aForm({
    description: HOSTILE,
    services: ['checkout', HOSTILE],
    links: 'https://grafana.example.com/d/1',
  }),
  key: 'checkout',
  faults: ['The dispatch gave no title: a line that says what is broken'],
};

interface Given extends Partial<Omit<World, 'record' | 'snapshot'>> {
  readonly declared?: Parameters<typeof aDeclaration>[0];
  readonly ledger?: Readonly<Record<string, Receipt>>;
  readonly snapshot?: NonNullable<NonNullable<Parameters<typeof aWorld>[0]>['snapshot']>;
}

function sample(
  name: string,
  lines: readonly Line[],
  { declared, ledger = {}, ...given }: Given = {},
): Sample {
  const events = [aDeclaration(declared), ...by(lines)];
  return {
    name,
    world: aWorld({ record: aRecord(events, { ledger }), catalogue: CATALOGUE, ...given }),
  };
}

const groups = (...names: readonly string[]) =>
  names.map((group) => ({ group, people: aPolicy().responders[group] ?? [] }));
const sent = (ref: number): Receipt => ({ at: at('10:00:05'), ref, failed: null });
const paged = (number: number, ...names: readonly string[]): EventBody =>
  pagedFor('declared', number, ...names);
const pagedFor = (reason: PageReason, number: number, ...names: readonly string[]): EventBody => ({
  type: 'paged',
  number,
  reason,
  groups: groups(...names),
  unfilled: [],
});
const paging = (
  number: number,
  group: string,
  people: readonly string[],
  message: string,
): EventBody => ({
  type: 'paged',
  number,
  reason: 'asked',
  groups: [{ group, people }],
  unfilled: [],
  message,
});
const rehearsed = (
  reason: PageReason,
  called: readonly string[],
  unfilled: readonly string[] = [],
): EventBody => ({ type: 'page-rehearsed', reason, groups: groups(...called), unfilled });
const rehearsedBy = (reason: PageReason): EventBody => ({
  type: 'page-rehearsed',
  reason,
  groups: [
    { group: 'on-call', people: ['ana'], by: ['PagerDuty', 'e-mail'] },
    { group: 'execs', people: [], by: ['Slack'] },
  ],
  unfilled: [],
});
const clock = (name: string, since: Instant, step = 1, mention = ['ana']): EventBody => ({
  type: 'clock-ran-out',
  clock: name,
  since,
  step,
  mention,
});
const declined = (
  act: DeclinedAct,
  about: string | null,
  given: { readonly bot?: boolean; readonly again?: boolean } = {},
): EventBody => ({ type: 'hand-declined', act, about, bot: true, again: false, ...given });
const guided = aPolicy({
  postmortem: { ...aPolicy().postmortem, guide: 'https://acme.example/postmortems' },
});

const UPDATED: EventBody = {
  type: 'updated',
  status: 'mitigating',
  text: 'rolling back to 1.4.1',
  impact: 'a third of checkouts fail',
  next: 'watch the error rate for ten minutes',
};
const COURSE: readonly Line[] = [
  ['10:00', null, paged(0, 'on-call', 'eng-manager')],
  ['10:02', 'ana', { type: 'acknowledged' }],
  ['10:03', 'ana', { type: 'role-given', role: 'ic', to: 'ana', from: null }],
  ['10:04', 'ana', { type: 'role-given', role: 'ops', to: 'bo', from: null }],
  ['10:10', 'bo', { type: 'noted', text: 'the errors began with deploy 4812' }],
  ['10:12', 'ana', UPDATED],
  ['10:12', 'ana', { type: 'status-changed', from: 'investigating', to: 'mitigating' }],
];
const END: readonly Line[] = [
  ['10:30', 'bo', { type: 'status-changed', from: 'mitigating', to: 'monitoring' }],
  ['10:40', 'ana', { type: 'resolved', text: 'rolled back to 1.4.1', from: 'monitoring' }],
  ['10:40', 'ana', { type: 'postmortem-owed', due: at('2026-11-25 10:40') }],
];
const OPENED: Line = ['10:41', null, { type: 'postmortem-opened', number: 2 }];

const SLACK_IS_DOWN = 'Slack answered 503 (tried 5 times in 28 s).';
const FAILED = {
  type: 'page-failed',
  number: 0,
  group: 'on-call',
  people: ['ana'],
  destination: 'Slack',
  because: SLACK_IS_DOWN,
} as const satisfies EventBody;
/** Groups out of PagerDuty and Slack: one that was read, one beside a rotation and a person, one that was not read. */
const KEPT_ELSEWHERE = aPolicy({
  responders: { director: ['dan'] },
  reach: {
    'on-call': {
      rotations: [],
      destinations: [],
      rosters: [{ kind: 'schedule', id: 'PSCHED' }],
    },
    director: {
      rotations: ['primary'],
      destinations: [],
      rosters: [{ kind: 'user-group', id: 'S0DBAS' }],
    },
    execs: {
      rotations: [],
      destinations: [],
      rosters: [{ kind: 'schedule', id: 'PSILENT' }],
    },
  },
  rotations: { primary: aRotation(['ana', 'bo']) },
  rosters: {
    'schedule PSCHED': {
      ok: true,
      now: [{ name: 'Ben Brook', login: 'ben' }],
      until: at('18:00'),
      next: [{ name: `Zoe ${HOSTILE}`, login: null }],
    },
    'user-group S0DBAS': {
      ok: true,
      now: [
        { name: 'U0CLEO', login: 'cleo' },
        { name: 'U0ZOE', login: null },
      ],
      until: null,
      next: [],
    },
    'schedule PSILENT': { ok: false, because: 'PagerDuty did not answer within 5 seconds.' },
  },
});
/** Groups by turns: alone, beside somebody who is always there, and one that has not begun. */
const BY_TURNS = aPolicy({
  responders: { 'eng-manager': ['mia'] },
  reach: {
    'on-call': {
      rotations: ['primary', 'database'],
      destinations: [{ kind: 'email', to: 'ops@example.com' }],
    },
    'eng-manager': { rotations: ['primary'], destinations: [] },
    director: { rotations: ['later'], destinations: [] },
  },
  rotations: {
    primary: aRotation(['ana', 'bo']),
    database: aRotation(['cleo']),
    later: aRotation(['dan'], { start: at('2026-12-01 09:00') }),
  },
});
const ELSEWHERE: readonly Line[] = [
  [
    '10:00',
    null,
    {
      type: 'paged',
      number: 0,
      reason: 'declared',
      groups: [
        { group: 'on-call', people: ['ana'], by: ['PagerDuty', 'Slack', 'e-mail'] },
        { group: 'eng-manager', people: ['mia'] },
      ],
      unfilled: [],
    },
  ],
  ['10:01', null, FAILED],
];
const TRIES: Readonly<Record<string, Receipt>> = {
  'page:0': sent(77),
  'page:0:on-call:PagerDuty': { at: at('10:00'), ref: null, failed: null, how: 'accepted' },
  'page:0:on-call:Slack': { at: at('10:01'), ref: null, failed: SLACK_IS_DOWN },
  'page:0:on-call:e-mail': { at: at('10:01'), ref: null, failed: null, how: 'sent', repeat: true },
};

const INFORMED: Readonly<Record<string, Receipt>> = {
  'page:0': sent(77),
  'tell:hand:declared:declared:e-mail': { ...sent(0), ref: null, how: 'accepted', repeat: true },
  'tell:hand:declared:declared:webhook': { ...sent(0), ref: null, failed: HOSTILE },
  'tell:world:channel:0:channel:the channel': { ...sent(0), ref: null, how: 'sent' },
  'keep-channel': {
    ...sent(0),
    ref: null,
    channel: {
      id: 'C1',
      name: 'incident-1',
      url: 'https://acme.slack.com/archives/C1',
      archived: false,
      card: '1',
      shows: {},
      strangers: ['U024BE7LH'],
    },
  },
};
const CHANNEL: Line = [
  '10:00',
  null,
  {
    type: 'channel',
    what: 'opened',
    channel: { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' },
  },
];
const CHANNEL_LOST: Line = [
  '10:04',
  null,
  { type: 'channel', what: 'failed', because: SLACK_IS_DOWN, tries: 1 },
];

const WRITTEN: Line = ['2026-11-25 09:00', null, { type: 'postmortem-closed' }];

const HELD: EventBody = { type: 'call-held', groups: ['on-call'] };
/** After `before` lines: one to be opened, one that could not be, and one that people made and closed. */
const item = (text: string, given: Partial<EventOf<'action-added'>> = {}): EventBody => ({
  type: 'action-added',
  text,
  owner: null,
  due: null,
  repository: null,
  ...given,
});
const actionItems = (before: number): readonly Line[] => [
  ['10:42', 'ana', item("alert on the queue's depth", { owner: 'bo', due: '2026-12-01' })],
  ['10:43', 'ana', item(HOSTILE, { repository: 'acme/payments' })],
  [
    '10:44',
    null,
    {
      type: 'action-refused',
      id: `${101 + before}:0`,
      text: HOSTILE,
      because: 'GitHub answered 404',
    },
  ],
  [
    '10:45',
    null,
    { type: 'action-found', id: '#8', title: 'Buy disks', repository: null, number: 8 },
  ],
  ['10:46', null, { type: 'action-closed', id: '#8', ref: '#8' }],
];

export const samples: readonly Sample[] = [
  {
    ...sample('declared on a pull request', [], { declared: { source: 'command', by: 'ana' } }),
    opens: [
      openingFor(ASKED, { ...GROUND, pullRequest: { number: 12, title: HOSTILE } }).issue,
      ...openedReply({ comment: 5, on: 12 }, 13),
    ],
  },
  {
    ...sample(
      'told by another tool, again and again, and not quite as it should be',
      [['10:42', 'monitor', { type: 'recurred', times: 16 }]],
      {
        declared: { source: 'dispatch', by: 'monitor', key: 'checkout', form: TOLD.form },
        snapshot: { issue: { opening: { ...TOLD, source: 'dispatch' } } },
      },
    ),
    opens: [openingFor(TOLD, { ...GROUND, pullRequest: null }).issue],
  },
  sample(
    'a SEV 1 just declared by the form',
    [['10:00', null, paged(0, 'on-call', 'eng-manager', 'director', 'execs')]],
    {
      declared: {
        severity: 1,
        source: 'form',
        form: aForm({
          startedAt: '09:50 UTC',
          services: ['checkout', 'payments'],
          links: 'https://grafana.acme.example/d/checkout',
        }),
      },
    },
  ),
  sample('a course of things, nothing wrong', COURSE, { ledger: { 'page:0': sent(77) } }),
  sample('the end, with a postmortem owed', [...COURSE, ...END], {
    snapshot: { policy: guided, repository: { labels: ['postmortem'] } },
  }),
  sample(
    'the end, unwatched and never acknowledged',
    [['10:40', 'ana', { type: 'resolved', text: null, from: 'investigating' }]],
    { declared: { severity: 3 } },
  ),
  sample('comments were edited', [
    ['10:05', 'bo', { type: 'noted', text: 'it was the disc' }],
    ['10:06', 'bo', { type: 'noted', text: 'deploy', happened: at('09:40') }],
    ['10:20', 'bo', { type: 'note-edited', note: 'comment:100:0', text: 'it was the disk' }],
    [
      '10:21',
      'mia',
      { type: 'note-edited', note: 'comment:101:0', text: HOSTILE, happened: at('09:45') },
    ],
    ['10:22', 'bo', { type: 'edit-ignored', line: `/sev 1 ${HOSTILE}` }],
  ]),
  sample('people are called by hand', [
    ['10:00', null, paged(0, 'on-call', 'eng-manager')],
    ['10:05', 'bo', paging(1, 'director', ['dan'], 'the database is gone')],
    ['10:06', 'bo', paging(2, '@zoe', ['zoe'], HOSTILE)],
    ['10:07', 'ana', { type: 'acknowledged' }],
    ['10:08', 'ana', { type: 'escalated', since: at('10:00'), step: 1 }],
    ['10:08', 'ana', pagedFor('escalated', 3, 'eng-manager')],
    ['10:09', 'ana', { type: 'oncall-asked', group: null }],
    ['10:10', 'ana', { type: 'oncall-asked', group: 'director' }],
    ['11:30', 'ana', { type: 'page-withheld', groups: ['@zoe'] }],
  ]),
  sample(
    'somebody asks who is on call, and nobody is',
    [['10:09', 'ana', { type: 'oncall-asked', group: 'on-call' }]],
    { snapshot: { policy: aPolicy({ responders: {} }) } },
  ),
  sample(
    'somebody asks who is on call, by turns, beside them, and before the first turn',
    [['10:09', 'ana', { type: 'oncall-asked', group: null }]],
    { snapshot: { policy: BY_TURNS } },
  ),
  sample(
    'somebody asks who is on call, in lists that are kept elsewhere',
    [['10:09', 'ana', { type: 'oncall-asked', group: null }]],
    { snapshot: { policy: KEPT_ELSEWHERE } },
  ),
  sample('what happened earlier was told later', [
    ...COURSE,
    ['10:20', 'bo', { type: 'dated', what: 'started', moment: at('09:40') }],
    ['10:20', 'bo', { type: 'dated', what: 'detected', moment: at('09:58') }],
    ['10:21', 'bo', { type: 'noted', text: HOSTILE, happened: at('2026-11-22 23:50') }],
    ...END,
  ]),
  sample('the postmortem waived before the end', [
    ...COURSE,
    ['10:20', 'ana', { type: 'postmortem-waived', why: 'the same cause as last week' }],
    ['10:40', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
  ]),
  sample('the postmortem waived', [
    ...COURSE,
    ...END,
    OPENED,
    ['10:45', 'ana', { type: 'postmortem-waived', why: HOSTILE }],
  ]),
  sample('a role handed over', [
    ...COURSE,
    ['10:50', 'ana', { type: 'role-given', role: 'ic', to: 'mia', from: 'ana' }],
    ['10:50', 'ana', { type: 'handed-over', role: 'ic', to: 'mia' }],
  ]),
  sample(
    'a role handed over where little is known',
    [
      ['10:05', 'ana', { type: 'role-given', role: 'ops', to: 'ana', from: null }],
      ['10:05', 'ana', { type: 'handed-over', role: 'ops', to: 'ana' }],
    ],
    { declared: { severity: 3 } },
  ),
  sample('a role handed over after the end', [
    ...COURSE,
    ...END,
    ['10:50', 'ana', { type: 'handed-over', role: 'ic', to: 'ana' }],
  ]),
  sample('a false alarm', [
    ...COURSE,
    [
      '10:20',
      'ana',
      { type: 'resolved', text: HOSTILE, from: 'mitigating', outcome: 'false-alarm' },
    ],
  ]),
  sample(
    'a stranger’s report that was a false alarm',
    [
      [
        '10:20',
        'ana',
        { type: 'resolved', text: null, from: 'investigating', outcome: 'false-alarm' },
      ],
    ],
    { declared: { by: 'zoe', doubt: 'stranger' } },
  ),
  sample(
    'declared under another title, while others are open',
    [
      ['10:00', 'ana', { type: 'renamed', from: 'Slow', to: 'Checkout is down' }],
      [
        '10:00',
        null,
        {
          type: 'others-open',
          issues: [
            { number: 7, title: 'Search is down' },
            { number: 8, title: HOSTILE },
          ],
        },
      ],
    ],
    { declared: { source: 'command', by: 'ana' } },
  ),
  sample('an update put off', [
    ...COURSE,
    ['10:50', 'ana', { type: 'snoozed', until: at('11:30') }],
    ['11:30:20', null, clock('update-overdue', at('10:12'))],
  ]),
  sample('somebody asks for the timeline', [
    ...COURSE,
    ['10:20', 'zoe', { type: 'timeline-asked' }],
  ]),
  sample('called by pager and mail, one of them in vain', ELSEWHERE, { ledger: TRIES }),
  sample('called by pager and mail in private, where phone numbers may stand', ELSEWHERE, {
    ledger: TRIES,
    policy: aPolicy({ contacts: { ana: { slack: null, email: null, phone: '+44 20 7946 0000' } } }),
    snapshot: { repository: { private: true } },
  }),
  sample('nobody answers, and who is called again is called elsewhere', [
    ['10:30:20', null, clock('response-overdue', at('10:00'))],
    [
      '10:30:20',
      null,
      {
        type: 'paged',
        number: 1,
        reason: 'response-overdue',
        unfilled: [],
        groups: [
          { group: 'on-call', people: ['ana'], by: ['PagerDuty', 'e-mail'] },
          { group: 'director', people: [], by: ['Slack'] },
        ],
      },
    ],
  ]),
  sample('answered in the pager', [
    ...ELSEWHERE,
    ['10:04', null, { type: 'acknowledged', pager: { name: 'PagerDuty', who: 'Ben Smith' } }],
  ]),
  sample('answered, and then nothing', [
    ...COURSE.slice(0, 2),
    ['12:02:20', null, clock('gone-silent', at('10:02'))],
    ['12:02:20', null, pagedFor('gone-silent', 1, 'on-call')],
  ]),
  sample('nothing heard for a day', [
    ...COURSE,
    ['2026-11-24 10:12', null, clock('stale', at('10:12'))],
  ]),
  sample('a call that reached nobody', [
    ...ELSEWHERE,
    ['10:01', null, { ...FAILED, people: [], destination: 'PagerDuty' }],
    ['10:01', null, clock('next-group', at('10:01'))],
    ['10:01', null, pagedFor('next-group', 1, 'director')],
  ]),
  sample('the postmortem closed with sections that nobody has written', [
    ...COURSE,
    ...END,
    OPENED,
    [
      '2026-11-25 09:00',
      null,
      { type: 'postmortem-closed', unfilled: ['Summary', HOSTILE.replaceAll('\n', ' ')] },
    ],
    ['2026-11-25 09:05', null, { type: 'postmortem-reopened' }],
    ['2026-11-25 09:10', null, { type: 'postmortem-closed', unfilled: ['Impact'] }],
  ]),
  sample('the postmortem written', [...COURSE, ...END, OPENED, WRITTEN]),
  sample('opened again', [
    ...COURSE,
    ...END,
    OPENED,
    ['10:55', 'bo', { type: 'reopened', why: 'the errors are back' }],
    ['10:55', 'bo', { type: 'acknowledged' }],
  ]),
  sample('opened again when the postmortem is written, and over again', [
    ...COURSE,
    ...END,
    OPENED,
    WRITTEN,
    ['2026-11-26 09:00', 'bo', { type: 'reopened', why: null }],
    ['2026-11-26 09:02', 'bo', { type: 'acknowledged' }],
    ['2026-11-26 09:21', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
  ]),
  sample(
    'people’s words that are hostile',
    [
      ['10:02', 'ana', { type: 'severity-changed', from: 1, to: 2, why: HOSTILE }],
      ['10:03', 'ana', { type: 'noted', text: HOSTILE }],
      [
        '10:04',
        'ana',
        { type: 'updated', status: 'mitigating', text: HOSTILE, impact: HOSTILE, next: HOSTILE },
      ],
      [
        '10:05',
        'ana',
        {
          type: 'refused',
          line: `/ic ${HOSTILE}`,
          because: `One person holds the role, and "${HOSTILE}" is not a login`,
          tryThis: '`/ic @name` with one GitHub login',
        },
      ],
      ['10:06', 'zoe', { type: 'not-allowed', line: `/sev ${HOSTILE}` }],
      [
        '10:07',
        null,
        {
          type: 'paged',
          number: 0,
          reason: 'severity',
          groups: [{ group: HOSTILE, people: ['ana', HOSTILE] }],
          unfilled: [HOSTILE],
        },
      ],
      ['10:08', null, { type: 'page-withheld', groups: [HOSTILE] }],
      ['10:09', 'ana', { type: 'resolved', text: HOSTILE, from: 'mitigating' }],
      ['10:09', 'ana', { type: 'postmortem-owed', due: at('2026-11-25 10:40') }],
      ['10:10', 'ana', { type: 'reopened', why: HOSTILE }],
      ['10:11', 'ana', { type: 'resolved', text: HOSTILE, from: 'investigating' }],
      ['10:12', 'ana', { type: 'timeline-asked' }],
      ['10:12', 'ana', { type: 'handed-over', role: 'ic', to: 'ana' }],
    ],
    {
      declared: {
        severity: 1,
        title: HOSTILE,
        form: aForm({
          description: HOSTILE,
          startedAt: HOSTILE,
          services: [HOSTILE, 'shop'],
          links: HOSTILE,
          missing: [HOSTILE],
        }),
      },
      snapshot: {
        issue: { title: HOSTILE.replaceAll('\n', ' '), text: HOSTILE },
        problems: [
          {
            file: '.github/incidents.yml',
            line: 4,
            column: 13,
            path: HOSTILE,
            value: HOSTILE,
            allowed: HOSTILE,
          },
        ],
      },
    },
  ),
  sample('a stranger’s report', [['10:06', 'zoe', { type: 'not-allowed', line: '/sev 1' }]], {
    declared: { by: 'zoe', doubt: 'stranger' },
  }),
  sample('found late, and nobody said how bad it is', [], {
    declared: { doubt: 'late', given: false, seenAt: at('11:40') },
  }),
  sample(
    'a stranger’s report that was closed',
    [['10:20', 'zoe', { type: 'resolved', text: null, from: 'investigating' }]],
    { declared: { by: 'zoe', doubt: 'stranger' } },
  ),
  sample('a label that declares was taken off', [
    ['10:25', null, { type: 'label-put-back', label: 'incident' }],
  ]),
  sample('action items', [...COURSE, ...actionItems(COURSE.length)], {
    snapshot: { items: [aTrackedIssue({ number: 8, assignees: ['bo'] })] },
  }),
  sample('action items of what has its postmortem elsewhere', [
    ...COURSE,
    ['10:40', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
    [
      '10:40',
      'ana',
      {
        type: 'postmortem-owed',
        due: at('2026-11-25 10:40'),
        repository: 'acme/postmortems',
      },
    ],
    OPENED,
    ...actionItems(COURSE.length + 3),
    ['2026-11-24 09:00', 'ana', { type: 'misplaced', line: `/sev ${HOSTILE}` }],
    ['2026-11-24 09:01', 'ana', { type: 'postmortem-waived', why: 'known' }],
  ]),
  sample('a postmortem that could not be opened where it belongs', [
    ...COURSE,
    ['10:40', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
    [
      '10:40',
      'ana',
      {
        type: 'postmortem-owed',
        due: at('2026-11-25 10:40'),
        repository: 'acme/postmortems',
      },
    ],
    ['10:41', null, { type: 'postmortem-moved', because: 'GitHub answered 404' }],
  ]),
  sample('a command on the postmortem', [
    ...COURSE,
    ...END,
    OPENED,
    ['2026-11-24 09:00', 'ana', { type: 'misplaced', line: '/sev 1' }],
  ]),
  sample('the postmortem deleted', [
    ...COURSE,
    ...END,
    OPENED,
    ['2026-11-24 09:00', null, { type: 'postmortem-lost', number: 2 }],
  ]),
  sample(
    'a drill',
    [
      ['10:00', null, rehearsed('declared', ['on-call', 'eng-manager'])],
      ['10:30:20', null, clock('response-overdue', at('10:00'), 1, [])],
      ['10:30:20', null, rehearsed('response-overdue', ['on-call'])],
      ['10:31', 'ana', { type: 'acknowledged' }],
      ['10:32', 'ana', { type: 'severity-changed', from: 2, to: 1, why: null }],
      ['10:32', 'ana', rehearsed('severity', ['director'], ['execs'])],
      ['10:33', 'ana', UPDATED],
      ['10:40', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
    ],
    { declared: { drill: true } },
  ),
  sample(
    'a drill of groups that are called elsewhere',
    [
      ['10:00', null, rehearsedBy('declared')],
      ['10:32', 'ana', rehearsedBy('severity')],
    ],
    { declared: { drill: true } },
  ),
  sample(
    'a drill in which nobody answers',
    [
      ['10:00', null, rehearsed('declared', ['on-call'], [HOSTILE])],
      ['11:00:20', null, clock('response-overdue', at('10:00'), 4, [])],
    ],
    { declared: { drill: true } },
  ),
  sample('a drill that calls people', [['10:00', null, paged(0, 'on-call', 'eng-manager')]], {
    declared: { drill: true },
    snapshot: { policy: aPolicy({ drills: { page: true } }) },
  }),
  sample(
    'a drill that becomes real',
    [
      ['10:00', null, rehearsed('declared', ['on-call'])],
      ['10:02', 'ana', { type: 'acknowledged' }],
      ['10:10', 'ana', { type: 'drill-ended' }],
      ['10:10', 'ana', { type: 'answer-wanted' }],
      ['10:10', 'ana', pagedFor('drill-ended', 0, 'on-call', 'eng-manager')],
    ],
    { declared: { drill: true } },
  ),
  sample('an incident that is made a drill', [
    ...COURSE,
    ['10:20', 'ana', { type: 'drill-begun' }],
  ]),
  sample('a stranger’s drill that is none', [['10:20', 'ana', { type: 'drill-ended' }]], {
    declared: { by: 'zoe', doubt: 'stranger', drill: true },
  }),
  sample('a drill of a ticket', [], { declared: { severity: 4, drill: true } }),
  sample('a ticket', [], { declared: { severity: 4 } }),
  sample('nobody is configured', [
    [
      '10:00',
      null,
      {
        type: 'paged',
        number: 0,
        reason: 'declared',
        groups: groups('on-call'),
        unfilled: ['eng-manager'],
      },
    ],
    [
      '10:05',
      'ana',
      { type: 'paged', number: 1, reason: 'severity', groups: [], unfilled: ['director', 'execs'] },
    ],
  ]),
  sample('a policy with mistakes, and what GitHub would not do', COURSE, {
    ledger: {
      'page:0': sent(77),
      'assign:bo': { at: 1, ref: null, failed: 'GitHub does not let this person be assigned here' },
      'pin-card': { at: 1, ref: null, failed: 'GitHub answered 404' },
    },
    troubles: ['GitHub has refused something 3 times; Tocsin tries again'],
    snapshot: {
      problems: [
        {
          file: '.github/incidents.yml',
          line: 12,
          column: 14,
          path: 'severities.1.respond_within',
          value: 'soon',
          allowed: 'a length of time such as `90s`, `15m`, `24h` or `2d`',
        },
      ],
      issue: { form: aForm({ missing: ['Severity'] }) },
    },
  }),
  sample('other severities, roles and labels', [
    ...COURSE,
    ['10:20', 'ana', { type: 'severity-changed', from: 2, to: 1, why: 'all customers' }],
    ['10:21', 'ana', { type: 'severity-changed', from: 1, to: 3, why: null }],
    ['10:22', 'ana', { type: 'severity-changed', from: 3, to: 1, why: null }],
    ['10:23', 'ana', { type: 'role-given', role: 'ops', to: 'ana', from: 'bo' }],
    ['10:25', null, { type: 'label-put-back', label: 'SEV 1' }],
    ['10:25', null, { type: 'label-lost', label: 'SEV 1' }],
    ['10:26', 'mallory', { type: 'card-restored' }],
    ['10:27', 'ana', { type: 'helped' }],
    [
      '10:28',
      'ana',
      {
        type: 'refused',
        line: '/sev 9',
        because: 'There is no severity 9',
        tryThis: 'One of `/sev 1`, `/sev 2`, `/sev 3`, `/sev 4`',
      },
    ],
    ['12:00', 'ana', { type: 'page-withheld', groups: ['director', 'execs'] }],
    ['12:01', 'ana', { type: 'page-withheld', groups: ['director'] }],
  ]),
  sample('nobody answers', [
    ['10:00', null, paged(0, 'on-call')],
    ['10:30:20', null, clock('response-overdue', at('10:00'), 1, [])],
    ['10:30:20', null, pagedFor('response-overdue', 1, 'on-call')],
    ['11:00:20', null, clock('response-overdue', at('10:00'), 4, [])],
  ]),
  sample(
    'nobody answers, for nobody is configured',
    [['10:30:20', null, clock('response-overdue', at('10:00'), 1, [])]],
    { snapshot: { policy: aPolicy({ responders: {} }) } },
  ),
  sample(
    'nobody answers, and a group is empty',
    [['10:30:20', null, clock('response-overdue', at('10:00'), 4, [])]],
    { snapshot: { policy: aPolicy({ responders: { 'on-call': ['ana'] } }) } },
  ),
  sample('it gets worse before anybody answers', [
    ['10:00', null, paged(0, 'on-call')],
    ['10:20', 'bo', { type: 'severity-changed', from: 2, to: 1, why: null }],
    ['10:20', 'bo', pagedFor('severity', 1, 'director')],
  ]),
  sample('an update that came late, the last one seen late', [
    ['10:02', 'ana', { type: 'acknowledged' }],
    ['11:00:20', null, clock('update-overdue', at('10:00'))],
    ['11:05', 'ana', UPDATED],
    ['11:20', 'ana', UPDATED],
    ['2026-11-25 09:00', null, clock('update-overdue', at('11:20'), 2)],
    ['2026-11-25 09:00', null, pagedFor('update-overdue', 0, 'eng-manager')],
    ['2026-11-25 09:10', 'ana', { type: 'resolved', text: null, from: 'monitoring' }],
  ]),
  sample('no place for the pin', COURSE, { snapshot: { repository: { pinned: [7, 8, 9] } } }),
  sample('an answer, and then silence', [
    ['10:02', 'ana', { type: 'acknowledged' }],
    ['10:07:20', null, clock('commander-missing', at('10:02'))],
    ['10:12:20', null, clock('mitigation-prompt', at('10:02'))],
    ['11:00:20', null, clock('update-overdue', at('10:00'))],
    ['11:10:20', null, clock('update-overdue', at('10:00'), 2)],
    ['11:10:20', null, pagedFor('update-overdue', 0, 'eng-manager')],
  ]),
  sample('reminders of the postmortem', [
    ...COURSE,
    ...END,
    OPENED,
    ['2026-11-24 10:40', null, clock('postmortem-due', at('2026-11-25 10:40'))],
    ['2026-11-25 10:40', null, clock('postmortem-due', at('2026-11-25 10:40'), 2, ['ana', 'mia'])],
    ['2026-12-02 10:40', null, clock('postmortem-due', at('2026-11-25 10:40'), 3)],
  ]),
  sample('a stranger closes, twice', [
    ['10:03', 'ana', { type: 'role-given', role: 'ic', to: 'ana', from: null }],
    ['10:20', 'zoe', { type: 'close-declined', times: 1 }],
    ['10:25', 'zoe', { type: 'close-declined', times: 2 }],
  ]),
  sample('a duplicate of another one', [
    ...COURSE,
    ['10:39', 'ana', { type: 'duplicate-marked', of: 7 }],
    [
      '10:40',
      'ana',
      { type: 'resolved', text: null, from: 'mitigating', outcome: 'duplicate', of: 7 },
    ],
  ]),
  sample('another one was a duplicate of this, and it was renamed', [
    ...COURSE,
    ['10:39', 'ana', { type: 'duplicate-found', number: 9, title: HOSTILE }],
    ['10:40', 'ana', { type: 'renamed', from: 'Help', to: HOSTILE, byHand: true }],
  ]),
  sample('a duplicate of nobody knows which', [
    ['10:40', 'ana', { type: 'resolved', text: null, from: 'investigating', outcome: 'duplicate' }],
  ]),
  sample('its label is taken off', [
    ...COURSE,
    ['10:30', 'bo', { type: 'label-removed', label: 'incident', ends: true }],
    [
      '10:31',
      null,
      {
        type: 'resolved',
        text: null,
        from: 'mitigating',
        outcome: 'false-alarm',
        unlabelledBy: 'bo',
      },
    ],
  ]),
  sample('bots and strangers do what is not theirs to do', [
    ['10:03', 'ana', { type: 'role-given', role: 'ic', to: 'ana', from: null }],
    ['10:05', 'stale', { type: 'label-removed', label: 'incident' }],
    ['10:06', null, { type: 'label-put-back', label: 'incident' }],
    ['10:07', 'stale', { type: 'close-declined', times: 1, bot: true }],
    ['10:08', 'stale', { type: 'close-declined', times: 2, bot: true }],
    ['10:09', 'stale', declined('added-label', 'SEV 4')],
    ['10:10', 'stale', declined('added-label', 'SEV 4', { again: true })],
    ['10:11', 'zoe', declined('added-label', HOSTILE, { bot: false })],
    ['10:11', 'bo', declined('added-label', 'unconfirmed', { bot: false })],
    ['10:12', 'stale', declined('unassigned', 'ana')],
    ['10:13', 'zoe', declined('unassigned', 'ana', { bot: false })],
    ['10:14', 'stale', declined('reopened', null)],
    ['10:15', 'zoe', declined('reopened', null, { bot: false })],
  ]),
  sample(
    'a stranger takes off that it is unconfirmed',
    [['10:05', 'zoe', declined('removed-label', 'unconfirmed', { bot: false })]],
    { declared: { doubt: 'stranger' } },
  ),
  sample('two cards', [], { snapshot: { spareCards: [12] } }),
  sample('a SEV 3 that waits for business hours', [['10:00', null, HELD]], {
    declared: { severity: 3 },
    snapshot: {
      policy: {
        ...aPolicy(),
        hoursKnown: true,
        businessHours: { ...aPolicy().businessHours, from: 12 * 60 },
      },
    },
  }),
  sample(
    'a SEV 3 that has waited for them',
    [
      ['10:00', null, HELD],
      ['2026-11-24 09:00', null, clock('page-in-hours', at('10:00'), 1)],
      ['2026-11-24 09:00', null, paged(0, 'on-call')],
    ],
    { declared: { severity: 3 } },
  ),
  sample('read again after the card was lost', [['10:30', null, { type: 'rebuilt', calls: 0 }]]),
  sample('told elsewhere, with a channel', [CHANNEL], { ledger: INFORMED }),
  sample('a channel that cannot be kept', [CHANNEL, CHANNEL_LOST], { ledger: INFORMED }),
];

/** All that is said in a sample: its card, its comments, and the postmortem where one is opened. */
export function spoken({ world, opens = [] }: Sample): readonly Part[] {
  const { effects } = plan([voice, postmortem, spareCards, actions], {
    ...world,
    record: { ...world.record, ledger: {} },
  });
  const parts = [...effects, ...opens].flatMap((effect) => ('parts' in effect ? effect.parts : []));
  return [...cardParts(world), ...parts];
}
