import { HOUR, MINUTE } from '../core/time.ts';
import {
  type Check,
  cardSays,
  hasMailed,
  hasPosted,
  hasPostmortem,
  hasRung,
  hasSaid,
  hasWritten,
  isArchived,
  isAssigned,
  isPinned,
  isState,
  isWorn,
  milestoneIsClosed,
  pagerShows,
  reactedTo,
  tellsTimeline,
} from './demo-checks.ts';
import { FORM, REPOSITORY, SHOP } from './demo-world.ts';
import { ON_CALL } from './services.ts';
import type { Stage } from './stage.ts';

export interface Scene {
  readonly title: string;
  /** How far the clock is wound before somebody acts. */
  readonly after: number;
  readonly act?: (stage: Stage) => unknown;
  readonly checks: readonly Check[];
}

const INCIDENT = { ...SHOP, issue_number: 1 } as const;

const says =
  (login: string, ...lines: readonly string[]) =>
  (stage: Stage): Promise<unknown> =>
    stage.as(login).rest.issues.createComment({ ...INCIDENT, body: lines.join('\n') });

/** Ben acknowledges in the pager, which the app looks at every half minute. */
export async function answeredInThePager(stage: Stage): Promise<void> {
  const { pagerDuty } = stage.services;
  await pagerDuty.acknowledge(pagerDuty.incidents.at(-1)?.key ?? '', ON_CALL);
  await stage.wind(MINUTE / 2);
}

const INVESTIGATING = 'status: investigating';

/** A SEV 1 from its declaration to its closed postmortem. */
export const DAY_SCENES: readonly Scene[] = [
  {
    title: 'ana sees checkout fail and fills in the form',
    after: 2 * MINUTE,
    act: ({ sandbox }) =>
      sandbox.world.openForm(REPOSITORY, FORM, {
        by: 'ana',
        title: 'Checkout answers 500',
        answers: {
          'What is broken?':
            'One in three payments fails at the last step. Support has 12 tickets.',
          Severity:
            'SEV 2 – Major: Core functionality broken for some; performance severely degraded',
          'Impact started at': '09:48 UTC',
          'Affected services': 'checkout, payments',
          'Links to alerts or dashboards': 'https://grafana.example.com/d/checkout',
        },
      }),
    checks: [
      isWorn('incident', 'SEV 2', INVESTIGATING),
      cardSays('**Incident Declared:** SEV 2', 'One in three payments', 'checkout, payments'),
      isPinned(true),
      hasWritten(2),
      hasSaid('10:02', ['SEV 2', '@mia']),
      hasRung(1, 'SEV 2: Checkout answers 500'),
      cardSays('on-call (ben): accepted by PagerDuty 10:02 UTC'),
      hasPosted('incident-1', 'Incident Declared: SEV 2'),
    ],
  },
  {
    title: 'ben’s phone rings; an answer in the pager is an answer on the issue',
    after: 1 * MINUTE,
    act: answeredInThePager,
    checks: [cardSays('Acknowledged 10:03 UTC by Ben in PagerDuty'), hasWritten(2)],
  },
  {
    title: 'ana takes command and gives operations to ben',
    after: MINUTE / 2,
    act: says('ana', '/ic', '/ops @ben'),
    checks: [
      isAssigned('ana', 'ben'),
      cardSays('**IC:** @ana', '**Operations Lead:** @ben'),
      reactedTo('ana', 'ROCKET'),
      hasWritten(2),
    ],
  },
  {
    title: 'a first update, in a sentence',
    after: 4 * MINUTE,
    act: says('ana', '/update The payment provider times out. Looking at what changed at 09:45.'),
    checks: [
      hasSaid('10:08', ['**Status Update:** Investigating', '**Impact:**', '**Next Steps:**']),
      hasSaid('10:08', ['Next update by 11:08 UTC']),
      cardSays('by 11:08 UTC'),
      hasWritten(3),
    ],
  },
  {
    title: 'ten minutes of looking for the cause',
    after: 7 * MINUTE,
    checks: [hasSaid('10:13', ['@ben', 'rolled back']), hasWritten(4)],
  },
  {
    title: 'it is worse than thought: mia adds the label SEV 1 by hand',
    after: 2 * MINUTE,
    act: (stage) => stage.as('mia').rest.issues.addLabels({ ...INCIDENT, labels: ['SEV 1'] }),
    checks: [
      isWorn('incident', 'SEV 1', INVESTIGATING),
      hasSaid('10:17', ['**SEV 2 → SEV 1** by mia', 'Nobody was called for execs']),
      hasMailed(1, 'dan@example.com', 'SEV 1: Checkout answers 500'),
      hasRung(1, 'SEV 2: Checkout answers 500'),
      cardSays('**Incident Declared:** SEV 1', 'nobody is configured for execs'),
      hasWritten(5),
    ],
  },
  {
    title: 'a quoted command is only a quotation',
    after: 3 * MINUTE,
    act: says('ben', '> /resolve', '', 'Not yet: it still fails for cards.'),
    checks: [isState(1, 'open'), reactedTo('ben', 'none'), hasWritten(5)],
  },
  {
    title: 'a typing mistake is answered with what to type',
    after: 1 * MINUTE,
    act: says('ben', '/sev 7'),
    checks: [reactedTo('ben', 'CONFUSED'), hasSaid('10:21', ['/sev 7', '/sev 1']), hasWritten(6)],
  },
  {
    title: 'a stranger types a command on the public repository',
    after: 1 * MINUTE,
    act: says('zoe', '/resolve works for me'),
    checks: [
      isState(1, 'open'),
      reactedTo('zoe', 'CONFUSED'),
      hasSaid('10:22', ['zoe', 'not carried out']),
      hasWritten(7),
    ],
  },
  {
    title: 'half an hour of silence',
    after: 26 * MINUTE,
    checks: [hasSaid('10:47', ['@ana', 'update is overdue']), hasWritten(8)],
  },
  {
    title: 'ten minutes more of it',
    after: 10 * MINUTE,
    checks: [hasSaid('10:57', ['@mia']), hasWritten(9)],
  },
  {
    title: 'ana is back, with a status, an impact and a next step',
    after: 1 * MINUTE,
    act: says(
      'ana',
      '/update mitigating Rolling payments back to 4.1.',
      'Impact: 30 % of payments failed since 09:48',
      'Next: watch the error rate until it is below 0.1 %',
    ),
    checks: [
      isWorn('incident', 'SEV 1', 'status: mitigating'),
      hasSaid('10:59', ['**Status Update:** Mitigating', '30 % of payments', 'below 0.1 %']),
      cardSays('**Impact:** 30 % of payments', 'by 11:29 UTC'),
      hasWritten(10),
    ],
  },
  {
    title: 'the rollback is out',
    after: 8 * MINUTE,
    act: says('ben', '/monitoring'),
    checks: [isWorn('incident', 'SEV 1', 'status: monitoring'), hasWritten(10)],
  },
  {
    title: 'resolved',
    after: 13 * MINUTE,
    act: says('ana', '/resolve Payments 4.1 is back; no failure for ten minutes.'),
    checks: [
      isState(1, 'closed'),
      isPinned(false),
      isWorn('incident', 'SEV 1', 'status: resolved'),
      hasSaid('11:20', [
        'resolved after 1h 18m',
        '| 1m | 1h 05m | 1h 18m | 1 of 2 |',
        'postmortem is owed',
      ]),
      hasWritten(11),
      ...hasPostmortem('2026-11-25 11:20 UTC', 'ana'),
      tellsTimeline(
        'mia changed SEV 2 to SEV 1',
        'Rolling payments back to 4.1',
        '30 % of payments',
      ),
      cardSays('**Postmortem:** #2'),
      pagerShows('resolved'),
      hasPosted('incident-1', 'Resolved: Checkout answers 500'),
    ],
  },
  {
    title: 'a day before the postmortem is due, its owner is reminded',
    after: 24 * HOUR + 5 * MINUTE,
    checks: [
      hasSaid('11:20', ['@ana', 'is due'], { number: 2, on: '2026-11-24' }),
      hasWritten(1, 2),
    ],
  },
  {
    title: 'two days after the end it is due, and her manager hears of it',
    after: 24 * HOUR,
    checks: [
      hasSaid('11:20', ['@ana', '@mia', 'due 2026-11-25 11:20 UTC'], {
        number: 2,
        on: '2026-11-25',
      }),
      hasWritten(2, 2),
    ],
  },
  {
    title: 'the postmortem is closed, and ana is told which sections nobody has written',
    after: 4 * HOUR,
    act: (stage) =>
      stage.as('ana').rest.issues.update({ ...SHOP, issue_number: 2, state: 'closed' }),
    checks: [
      isState(2, 'closed'),
      cardSays('**Postmortem:** #2, done'),
      hasSaid('15:25', ['sections that nobody has written', 'Contributing causes'], {
        number: 2,
        on: '2026-11-25',
      }),
      hasWritten(11),
    ],
  },
  {
    title: 'and that is the end of the reminders: eight quiet days',
    after: 8 * 24 * HOUR,
    checks: [hasWritten(3, 2), hasWritten(11), milestoneIsClosed, isArchived('incident-1')],
  },
];
