import { afterEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { typedBy } from './typed.ts';

const here = { owner: 'acme', repo: 'shop' };
let stage: Stage;
afterEach(() => stage.close());

/** A Monday at 10:00, unless told otherwise; the pager is the sandbox's own. */
async function shopWith(policy: string, start = '2026-11-23T10:00:00Z'): Promise<void> {
  stage = await setStage({ start: Date.parse(start) });
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'mia']) world.person(login);
  world.repository('acme/shop', { collaborators: { ana: 'write', ben: 'write', mia: 'write' } });
  world.addFile('acme/shop', '.github/incidents.yml', policy);
  world.installApp('acme');
  await stage.settle();
}

const ROTATION = `
rotations:
  primary:
    timezone: Europe/Berlin
    members: [ana, ben]
    start: 2026-11-23
    every: weekly
    handover: "09:00"
`;
const PAGED = `${ROTATION}
responders:
  on-call: { rotation: primary, pagerduty: '\${PAGER}', email: [ops@example.com, gone@example.com] }
  eng-manager: mia
`;

describe('what declaring would call', () => {
  test('names turns, destinations, and the pager that calls on', async () => {
    await shopWith(`${PAGED}\npagerduty: { api_key: '\${PAGER_API}' }`);
    const { out } = await typedBy('ana', stage)('explain', '--declare', 'sev2', 'acme/shop');
    expect(out).toBe(
      `SEV 2 (Major) now would call on-call (ana, by PagerDuty and e-mail and e-mail 2), eng-manager (mia).
The turn of ana in on-call ends 2026-11-30 08:00 UTC; then it is ben's.
The pager of on-call calls on by itself; whoever acknowledges there has answered here.
Somebody must answer by 10:30 UTC.
Updates: every 1h. Postmortem: owed within 2 days of the end.
By .github/incidents.yml of acme/shop.

If nobody answers
  10:30 UTC +30m     Nobody has acknowledged in time; Called eng-manager (mia)
  11:00 UTC +1h      Nobody has acknowledged in time; Called eng-manager (mia); Asked everybody for the overdue update
  11:10 UTC +1h 10m  Asked everybody for the overdue update; Called eng-manager (mia)
  11:30 UTC +1h 30m  Nobody has acknowledged in time; Called eng-manager (mia)
  12:00 UTC +2h      Nobody has acknowledged in time
  2026-11-24 10:00 UTC +24h     Asked everybody whether this is still going on

If somebody acknowledges at once, and then nobody says a word
  10:05 UTC +5m      Asked you who commands
  10:10 UTC +10m     Asked you what can be rolled back, switched off or scaled up
  11:00 UTC +1h      Asked you for the overdue update
  11:10 UTC +1h 10m  Asked you for the overdue update; Called eng-manager (mia)
  12:00 UTC +2h      Acknowledged, and nothing has come since; called again; Called on-call (ana) by PagerDuty and e-mail and e-mail 2
  2026-11-24 10:00 UTC +24h     Asked you whether this is still going on

Once it is resolved (here after an hour)
  2026-11-24 11:00 UTC +25h     Reminded you of the postmortem
  2026-11-25 11:00 UTC +2d 1h   Reminded you, mia of the postmortem
  2026-12-02 11:00 UTC +9d 1h   Reminded you of the postmortem
  2026-12-09 11:00 UTC +16d 1h  Reminded you of the postmortem`,
    );
  });

  test('a pager that nobody reads is said to be one', async () => {
    await shopWith(PAGED);
    const tocsin = typedBy('ana', stage);
    const { out } = await tocsin('explain', '--declare', 'sev2', 'acme/shop');
    expect(out).toContain('that somebody acknowledges there is not seen here');
    const { out: json } = await tocsin('explain', '--declare', 'sev2', 'acme/shop', '--json');
    expect(JSON.parse(json).calls).toEqual([
      {
        group: 'on-call',
        people: ['ana'],
        by: ['PagerDuty', 'e-mail', 'e-mail 2'],
        turns: [{ now: 'ana', until: '2026-11-30T08:00:00Z', next: 'ben' }],
        rosters: [],
        callsOn: true,
      },
      { group: 'eng-manager', people: ['mia'], by: [], turns: [], rosters: [], callsOn: false },
    ]);
  });

  test('says of a schedule that cannot be read from here why', async () => {
    await shopWith(
      "responders: { on-call: { schedule: PSCHED1 } }\npagerduty: { api_key: '${PAGER_API}' }",
    );
    const tocsin = typedBy('ana', stage);
    const { out } = await tocsin('explain', '--declare', 'sev2', 'acme/shop');
    expect(out).toContain(
      'Of on-call: schedule PSCHED1 of PagerDuty could not be looked up from here: The secret PAGER_API is not set: set TOCSIN_SECRET_ACME_PAGER_API in the environment of the server.',
    );
  });

  test('says of whom GitHub does not know that calling them would reach nobody', async () => {
    await shopWith(`${ROTATION.replace('[ana, ben]', '[ana, bne]')}
responders: { on-call: { people: [ben], rotation: primary }, eng-manager: nobody-at-all }`);
    const tocsin = typedBy('ana', stage);
    const { out } = await tocsin('explain', '--declare', 'sev2', 'acme/shop');
    expect(out).toContain(
      'Nobody on GitHub is called nobody-at-all: a mention would reach nobody.\nNobody on GitHub is called bne (did you mean ben?): a mention would reach nobody.',
    );
    const { out: json } = await tocsin('explain', '--declare', 'sev2', 'acme/shop', '--json');
    expect(JSON.parse(json).unknown).toHaveLength(2);
  });

  test('at night a SEV 3 waits for business hours', async () => {
    const hours = 'business_hours: { timezone: Europe/Berlin }';
    await shopWith(`responders: { on-call: [ana] }\n${hours}`, '2026-11-27T19:00:00Z');
    const tocsin = typedBy('ana', stage);
    const { out } = await tocsin('explain', '--declare', 'sev3', 'acme/shop');
    expect(out).toContain(
      'SEV 3 (Minor) now would wait for business hours: on-call is called at Mon 09:00 Europe/Berlin (2026-11-30 08:00 UTC), unless somebody answers before.',
    );
    expect(out).toContain('Business hours began, and nobody had answered; Called on-call (ana)');
    const { out: json } = await tocsin('explain', '--declare', 'sev3', 'acme/shop', '--json');
    expect(JSON.parse(json)).toMatchObject({ calls: [], waiting: { groups: ['on-call'] } });
  });
});

describe('what came of the calls of an incident', () => {
  const declare = async (): Promise<void> => {
    await stage.wind(2 * MINUTE);
    const labels = ['incident', 'SEV 2'];
    await stage.as('mia').rest.issues.create({ ...here, title: 'Checkout is down', labels });
    await stage.settle();
  };

  test('each try has its receipt, a failure its reason', async () => {
    await shopWith(PAGED);
    // The first of the two recipients is not known there; they come at the same time.
    stage.services.mail.trouble.refuse('550 5.1.1 No such user', 2);
    await declare();
    const { out } = await typedBy('ana', stage)('explain', 'acme/shop#1');
    const calls = out.slice(out.indexOf('Who was called'), out.indexOf('\n\nWhich clocks'));
    expect(calls).toBe(`Who was called
  2026-11-23 10:02 UTC  on-call (ana): PagerDuty accepted 10:02 UTC; e-mail failed 10:02 UTC: The mail server refused it (550: no such mailbox, or we may not write to it).; e-mail 2 failed 10:02 UTC: The mail server refused it (550: no such mailbox, or we may not write to it).
  2026-11-23 10:02 UTC  eng-manager (mia): mention on the issue sent 10:02 UTC`);
  });

  test('what a pager would be told next is told', async () => {
    await shopWith(PAGED);
    await declare();
    await stage.stopApp();
    const say = (body: string): Promise<unknown> =>
      stage.as('mia').rest.issues.createComment({ ...here, issue_number: 1, body });
    const tocsin = typedBy('ana', stage);
    await say('/ack');
    const { out: answered } = await tocsin('explain', 'acme/shop#1');
    expect(answered).toContain('tell PagerDuty that the call of on-call is answered');
    await say('/resolve');
    const { out: over } = await tocsin('explain', 'acme/shop#1');
    expect(over).toContain('tell PagerDuty that the call of on-call is over');
  });

  test('a pager that accepted and rings nobody has failed', async () => {
    await shopWith(`${PAGED}\npagerduty: { api_key: '\${PAGER_API}' }`);
    stage.services.pagerDuty.swallow(true);
    await declare();
    await stage.wind(5 * MINUTE);
    const { out } = await typedBy('ana', stage)('explain', 'acme/shop#1', '--json');
    const [call] = JSON.parse(out).calls;
    expect(call.tries[0]).toEqual({
      by: 'PagerDuty',
      result: 'failed',
      at: '2026-11-23T10:02:00Z',
      because: 'PagerDuty accepted the call, and has opened no incident for it since.',
      repeat: false,
    });
  });
});
