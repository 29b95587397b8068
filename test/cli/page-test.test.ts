import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { type Services, startServices } from '../../src/sandbox/services.ts';
import { setStage } from '../../src/sandbox/stage.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { typed } from './typed.ts';

const FILE = 'incidents.yml';
let clock: WoundClock;
let services: Services;
beforeEach(async () => {
  clock = new WoundClock(Date.parse('2026-11-23T10:02:00Z'));
  services = await startServices(() => clock.now());
});
afterEach(() => services.close());

const room = (): string => {
  const { world } = services.slack;
  return (world.rooms[0] ?? world.addRoom('incidents', 'U0TOCSIN')).id;
};

/** Every kind of destination at once. */
const everywhere = (): string => `
slack: { token: '\${SLACK}' }
responders:
  on-call:
    people: [Ana]
    pagerduty: '\${PAGER}'
    slack: { channel: ${room()}, mention: [U024BE7LH] }
    email: [ops@example.com, boss@example.com]
    webhook: { url: '\${HOOK}' }
  director: [dan]
`;

/** Types it where the server runs: with its secrets and its mail server. */
async function pageTest(config: string, words: readonly string[], env: Env = {}) {
  const { mailer, pagerDutyHosts, pagerDutyApi, slackUrl } = services.settings;
  let isOver = false;
  const ended = typed(['page-test', ...words, '--config', FILE], {
    env: {
      ...services.secrets,
      TOCSIN_SECRET_ACME_HOOK: `${services.webhooks.url}/hook`,
      SMTP_URL: mailer.url ?? '',
      MAIL_FROM: mailer.from,
      WEBHOOK_LOOPBACK: 'true',
      ...env,
    },
    now: clock.now(),
    files: { [FILE]: config },
    outside: {
      clock,
      ...(pagerDutyHosts ? { pagerDutyHosts } : {}),
      ...(pagerDutyApi ? { pagerDutyApi } : {}),
      ...(slackUrl ? { slackUrl } : {}),
    },
  }).finally(() => {
    isOver = true;
  });
  // What waits, waits by this clock.
  while (!isOver) {
    await pause(2);
    const next = clock.next();
    if (clock.sleepers > 0 && next !== null) clock.windTo(next);
  }
  return ended;
}

type Env = Readonly<Record<string, string>>;

describe('a test page', () => {
  test('goes to every destination, each with its receipt', async () => {
    const { code, out, err } = await pageTest(everywhere(), ['on-call', 'acme/shop']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        'on-call (ana), by incidents.yml',
        '  PagerDuty (${PAGER}): accepted 10:02 UTC, resolved again',
        `  Slack (${room()}): sent 10:02 UTC`,
        '  e-mail (ops@example.com): accepted 10:02 UTC',
        '  e-mail 2 (boss@example.com): accepted 10:02 UTC',
        '  webhook (${HOOK}): sent 10:02 UTC',
        'All of it was taken. Look whether it has come: "accepted" is not yet "rung".',
      ].join('\n'),
    );
  });

  const SCHEDULE = `
pagerduty: { api_key: '\${PAGER_API}' }
people: { ana: { email: ana@example.com } }
responders: { on-call: { schedule: PSCHED1 } }
`;

  test('names whoever is on call in a schedule', async () => {
    const ana = { id: 'PANA', name: 'Ana', email: 'ana@example.com' };
    const shift = { person: ana, from: clock.now(), until: clock.now() + 60 * MINUTE };
    services.pagerDuty.addSchedule({ id: 'PSCHED1', name: 'Primary', shifts: [shift] });
    const { code, out } = await pageTest(SCHEDULE, ['on-call', 'acme/shop']);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'on-call (ana), by incidents.yml',
      '  schedule PSCHED1 of PagerDuty: ana until 2026-11-23 11:02 UTC, then nobody',
    ]);
  });

  test('of a group whose schedule cannot be read has failed', async () => {
    const env = { TOCSIN_SECRET_ACME_PAGER_API: 'wrong' };
    const { code, out } = await pageTest(SCHEDULE, ['on-call', 'acme/shop'], env);
    expect(code).toBe(1);
    expect(out).toContain(
      'schedule PSCHED1 of PagerDuty could not be looked up from here: PagerDuty refused it (401: Authentication failed).',
    );
  });

  test('says TEST wherever it comes', async () => {
    await pageTest(everywhere(), ['on-call', 'acme/shop']);
    const { pagerDuty, slack, mail, webhooks } = services;
    expect(pagerDuty.rings.map(({ summary }) => summary)).toEqual([
      'TEST: a page to on-call of acme/shop',
    ]);
    const [post] = slack.world.rooms[0]?.posts ?? [];
    expect(post?.text).toMatch(/^<@U024BE7LH> TEST: a page to on-call of acme\/shop <https:/);
    expect(JSON.stringify(post?.blocks)).toContain('This is a test. Nothing is broken.');
    expect(mail.mails).toHaveLength(2);
    for (const { raw } of mail.mails)
      expect(raw).toMatch(/^Subject: TEST: a page to on-call of acme\/shop$/m);
    const body = JSON.parse(webhooks.heard[0]?.body ?? '');
    expect(body).toMatchObject({
      kind: 'page',
      test: true,
      drill: false,
      headline: 'TEST: a page to on-call of acme/shop',
      incident: { number: 0, severityLabel: 'TEST', url: 'https://github.com/acme/shop' },
    });
    expect(body.text).not.toContain('#0');
  });

  test('opens an alert of its own in the pager, and leaves none behind', async () => {
    await pageTest(everywhere(), ['on-call', 'acme/shop']);
    clock.windTo(clock.now() + MINUTE);
    await pageTest(everywhere(), ['on-call', 'acme/shop']);
    const keys = services.pagerDuty.incidents.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^gh:0:0:test:acme\/shop:/);
    expect(services.pagerDuty.incidents.map(({ status }) => status)).toEqual([
      'resolved',
      'resolved',
    ]);
  });

  test('one that fails is said with its reason, and the others are tried all the same', async () => {
    services.pagerDuty.trouble.fail({ status: 400, body: { errors: ['no such key'] } });
    const { code, out } = await pageTest(everywhere(), ['on-call', 'acme/shop']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /PagerDuty \(\$\{PAGER\}\): failed 10:02 UTC: PagerDuty refused it \(400: no such key\); look whether TOCSIN_SECRET_ACME_PAGER is/,
    );
    expect(out).toContain('e-mail (ops@example.com): accepted');
    expect(out).toContain('1 of 5 failed: a real page would not have come through there.');
  });

  test('a secret that is missing is named, and no other owner’s is taken', async () => {
    const { code, out } = await pageTest(everywhere(), ['on-call', 'umbrella/shop']);
    expect(code).toBe(1);
    expect(out).toContain(
      'The secret PAGER is not set: set TOCSIN_SECRET_UMBRELLA_PAGER in the environment',
    );
    expect(services.pagerDuty.rings).toEqual([]);
    const env = { ALLOWED_OWNERS: 'umbrella' };
    const { out: refused } = await pageTest(everywhere(), ['on-call', 'acme/shop'], env);
    expect(refused).toContain('who is not in ALLOWED_OWNERS');
    expect(services.pagerDuty.rings).toEqual([]);
  });

  test('as JSON', async () => {
    services.mail.trouble.refuse('550 5.1.1 No such user');
    const { code, out } = await pageTest(everywhere(), ['on-call', 'acme/shop', '--json']);
    const told = JSON.parse(out);
    expect(code).toBe(1);
    expect(told).toMatchObject({ group: 'on-call', people: ['ana'], policy: FILE, ok: false });
    expect(told.tests).toContainEqual({
      by: 'PagerDuty',
      to: '${PAGER}',
      result: 'accepted',
      at: '2026-11-23T10:02:00.000Z',
      tries: 1,
      because: null,
      after: ['resolved again'],
    });
    expect(told.tests.filter(({ result }: { result: string }) => result === 'failed')).toHaveLength(
      1,
    );
    expect(out).not.toContain(services.secrets.TOCSIN_SECRET_ACME_PAGER);
  });
});

describe('a pager that may be read', () => {
  const read =
    "pagerduty: { api_key: '${PAGER_API}' }\nresponders: { on-call: { pagerduty: '${PAGER}' } }";

  test('is asked what came of it', async () => {
    const { code, out } = await pageTest(read, ['on-call', 'acme/shop']);
    expect(code).toBe(0);
    expect(out).toContain(
      'accepted 10:02 UTC, opened https://acme.pagerduty.com/incidents/PINC1, resolved again',
    );
  });

  test('and accepting is not enough', async () => {
    services.pagerDuty.swallow(true);
    const { code, out } = await pageTest(read, ['on-call', 'acme/shop']);
    expect(code).toBe(1);
    expect(out).toContain(
      'PagerDuty accepted it and has opened no incident: is the service disabled',
    );
  });

  test('a key that reads nothing is a failure: no answer would flow back', async () => {
    const env = { TOCSIN_SECRET_ACME_PAGER_API: 'another one' };
    const { code, out } = await pageTest(read, ['on-call', 'acme/shop'], env);
    expect(code).toBe(1);
    expect(out).toMatch(/PagerDuty cannot be read: PagerDuty refused it \(401/);
    expect(services.pagerDuty.incidents.map(({ status }) => status)).toEqual(['resolved']);
  });

  test('one that cannot be closed again is said, too', async () => {
    services.pagerDuty.trouble.fail({ status: 202, body: { status: 'success' } });
    services.pagerDuty.trouble.fail({ status: 400, body: {} });
    const plain = "responders: { on-call: { pagerduty: '${PAGER}' } }";
    const { code, out } = await pageTest(plain, ['on-call', 'acme/shop']);
    expect(code).toBe(1);
    expect(out).toContain(
      'It could not be resolved again, do it there: PagerDuty refused it (400)',
    );
  });
});

describe('whom it is for', () => {
  test('people who are mentioned on GitHub are named, and nothing is sent', async () => {
    const { code, out } = await pageTest(everywhere(), ['director', 'acme/shop']);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'director (dan), by incidents.yml\nMentioned on the issue by GitHub, and called nowhere else: nothing was sent.',
    });
  });

  test('a service of its own has its own', async () => {
    const config = `
responders: { on-call: [ana] }
services: { checkout: { on-call: { email: shop@example.com } } }`;
    const { out } = await pageTest(config, ['on-call', 'acme/shop', '--service', 'Checkout']);
    expect(out).toContain('e-mail (shop@example.com): accepted');
    const wrong = await pageTest(config, ['on-call', 'acme/shop', '--service', 'chekout']);
    expect(wrong).toMatchObject({
      code: 2,
      err: 'No service is called "chekout" in the configuration. Did you mean checkout?',
    });
  });

  test.each([
    ['on-cal', 2, /^No group is called "on-cal"\. Did you mean on-call\? There are on-call, eng/],
    ['execs', 1, /^Nobody is in execs: a real page would reach nobody\. Put logins or dest/],
  ])('%s', async (group, code, says) => {
    const ended = await pageTest(everywhere(), [group, 'acme/shop']);
    expect(ended).toEqual({ code, out: '', err: expect.stringMatching(says) });
  });

  test('a broken file is nobody’s', async () => {
    const ended = await pageTest('responders: 3', ['on-call', 'acme/shop']);
    expect(ended).toEqual({ code: 1, out: '', err: expect.stringMatching(/Nothing was sent/) });
  });

  test('an environment that cannot be is named', async () => {
    const env = { SMTP_URL: 'mail.example.com' };
    const ended = await pageTest(everywhere(), ['on-call', 'acme/shop'], env);
    expect(ended).toMatchObject({ code: 2, err: expect.stringMatching(/^SMTP_URL is not right/) });
  });
});

test('without a file it is the repository’s, read with a token', async () => {
  const stage = await setStage({ start: clock.now() });
  try {
    const { world } = stage.sandbox;
    const env = { GITHUB_TOKEN: world.person('ana').token, GITHUB_API_URL: stage.sandbox.apiUrl };
    world.repository('acme/shop', { collaborators: { ana: 'read' } });
    world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
    const { out } = await typed(['page-test', 'on-call', 'acme/shop'], { env });
    expect(out).toContain('on-call (ana), by .github/incidents.yml of acme/shop');
    const gone = await typed(['page-test', 'on-call', 'acme/gone'], { env });
    expect(gone).toMatchObject({ code: 3, err: expect.stringMatching(/no repository acme\/gone/) });
  } finally {
    await stage.close();
  }
});
