import { DAY, HOUR, MINUTE } from '../core/time.ts';
import { cardOf, hasMailed, hasRung, hasSaid, isState, pagerShows } from './demo-checks.ts';
import { answeredInThePager, type Scene } from './demo-scenes.ts';
import { SHOP } from './demo-world.ts';
import type { Stage } from './stage.ts';

const NIGHT = 3;
const WHAT = 'SEV 1: Nobody can log in';

async function declaredWhilePagerIsDown(stage: Stage): Promise<void> {
  stage.services.pagerDuty.trouble.isDown = true;
  const labels = ['incident', 'SEV 1'];
  await stage.as('mia').rest.issues.create({ ...SHOP, title: 'Nobody can log in', labels });
}

async function pagerIsBack(stage: Stage): Promise<void> {
  stage.services.pagerDuty.trouble.clear();
  await stage.wind(15 * MINUTE);
}

/** Two o'clock at night: the pager fails, and nobody answers. Goes on where the day's scenes end. */
export const NIGHT_SCENES: readonly Scene[] = [
  {
    title: 'a night in December: PagerDuty is down, and mia declares a SEV 1',
    after: 4 * DAY + 10 * HOUR + 36 * MINUTE,
    act: declaredWhilePagerIsDown,
    checks: [
      cardOf(
        NIGHT,
        'on-call (ben): **PagerDuty failed 02:01 UTC**: PagerDuty could not be reached',
      ),
      hasSaid('02:01', ['🚨 **Could not call on-call by PagerDuty.**', '@ben', 'by hand'], {
        number: NIGHT,
        on: '2026-12-08',
      }),
      hasMailed(2, 'dan@example.com', WHAT),
      hasRung(1, 'SEV 2: Checkout answers 500'),
    ],
  },
  {
    title: 'nobody answers; PagerDuty is back, and ben is called again',
    after: 1 * MINUTE,
    act: pagerIsBack,
    checks: [hasRung(2, WHAT), cardOf(NIGHT, 'on-call (ben): accepted by PagerDuty 02:16 UTC')],
  },
  {
    title:
      'nobody answers still: it climbs to the manager and the director, while the pager rings on',
    after: 30 * MINUTE,
    checks: [
      hasMailed(3, 'dan@example.com', WHAT),
      hasRung(2, WHAT),
      hasSaid('02:46', ['Nobody has acknowledged', 'director (dan) by e-mail'], {
        number: NIGHT,
        on: '2026-12-08',
      }),
    ],
  },
  {
    title: 'ben wakes up and answers in the pager: the calls stop',
    after: 1 * MINUTE,
    act: answeredInThePager,
    checks: [cardOf(NIGHT, 'by Ben in PagerDuty'), pagerShows('acknowledged')],
  },
  {
    title: 'a certificate had expired; with the incident its alert is closed',
    after: 9 * MINUTE,
    act: (stage) =>
      stage.as('ben').rest.issues.createComment({
        ...SHOP,
        issue_number: NIGHT,
        body: '/resolve The certificate had expired; renewed it.',
      }),
    checks: [isState(NIGHT, 'closed'), isState(4, 'open'), pagerShows('resolved')],
  },
];
