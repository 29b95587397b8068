import { describe, expect, test } from '@jest/globals';
import type { DestinationOf } from '../../src/core/destination.ts';
import type { Notification } from '../../src/core/notification.ts';
import { DAY, SECOND } from '../../src/core/time.ts';
import { dedupKey, pagerDutyEvent } from '../../src/notifiers/pagerduty/event.ts';
import { incidentOf, incidentOnceThere } from '../../src/notifiers/pagerduty/incidents.ts';
import { dutyOf } from '../../src/notifiers/pagerduty/on-call.ts';
import { pagerDuty } from '../../src/notifiers/pagerduty.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type PagerDutyStandIn, startPagerDuty } from '../../src/sandbox/stand-ins/pagerduty.ts';
import {
  aNotification,
  closedAfterEach,
  notifierContract,
  overHttp,
  START,
  type Subject,
  someHands,
  unwinding,
} from './contract.ts';

const KEY = 'R0UTINGKEY0123456789ABCDEF012345';
const ANA = { id: 'PANA', name: 'Ana Alves', email: 'ana@example.com' };
const BEN = { id: 'PBEN', name: 'Ben Brook', email: 'ben@example.com' };
const SERVICE = { id: 'PSHOP', name: 'Shop', key: KEY, onCall: [ANA, BEN] };
const destination: DestinationOf<'pagerduty'> = {
  kind: 'pagerduty',
  key: { secret: 'PAGER' },
  region: 'us',
};

const closing = closedAfterEach<PagerDutyStandIn>();

async function aPagerDuty() {
  const { clock, hands, logged } = someHands({ PAGER: KEY });
  const standIn = closing(await startPagerDuty(() => clock.now()));
  standIn.addService(SERVICE);
  const hosts = { us: standIn.url, eu: `${standIn.url}/eu` };
  const notifier = pagerDuty(hands, hosts);
  const account = { clock, apiKey: standIn.apiKey, region: 'us', hosts } as const;
  return { clock, hands, logged, standIn, notifier, account };
}

notifierContract('PagerDuty', async (): Promise<Subject> => {
  const standIn = await startPagerDuty(() => START);
  standIn.addService(SERVICE);
  const { trouble } = standIn;
  return {
    notifier: async (hands, where) => {
      const url = where === 'here' ? standIn.url : `http://127.0.0.1:${await freePort()}`;
      return pagerDuty(hands, { us: url, eu: url });
    },
    notification: aNotification(destination),
    secrets: { PAGER: KEY },
    result: 'accepted',
    dedupes: true,
    taken: () => standIn.incidents.length,
    ...overHttp(standIn, { broken: 500 }),
    refuses: () => trouble.fail({ status: 400, body: { message: `bad ${KEY}` } }),
  };
});

describe('a page', () => {
  test('rings who is on call, with what a person needs to know', async () => {
    const { notifier, standIn } = await aPagerDuty();
    const receipt = await notifier.send(aNotification(destination));
    expect(receipt).toMatchObject({ result: 'accepted', by: 'PagerDuty', ref: 'gh:77:12' });
    expect(standIn.rings.map(({ who, summary }) => `${who}: ${summary}`)).toEqual([
      'Ana Alves: SEV 1: Checkout is down',
      'Ben Brook: SEV 1: Checkout is down',
    ]);
    expect(JSON.parse(standIn.heard[0]?.body ?? '')).toEqual({
      routing_key: KEY,
      event_action: 'trigger',
      dedup_key: 'gh:77:12',
      client: 'Tocsin',
      client_url: 'https://github.com/acme/shop/issues/12',
      links: [{ href: 'https://github.com/acme/shop/issues/12', text: 'acme/shop#12' }],
      payload: {
        summary: 'SEV 1: Checkout is down',
        source: 'acme/shop',
        severity: 'critical',
        class: 'incident',
        custom_details: {
          Description: 'Nobody can pay',
          IC: 'nobody yet',
          Called: 'on-call',
          Severity: 'SEV 1',
          Status: 'investigating',
          Issue: 'https://github.com/acme/shop/issues/12',
        },
      },
    });
  });

  test('sent twice rings once', async () => {
    const { notifier, standIn } = await aPagerDuty();
    await notifier.send(aNotification(destination));
    await notifier.send(aNotification(destination, { repeat: true }));
    expect(standIn.heard).toHaveLength(2);
    expect(standIn.rings).toHaveLength(2);
    expect(standIn.incidents).toHaveLength(1);
  });

  test('another group’s alert rings by itself', async () => {
    const { notifier, standIn } = await aPagerDuty();
    await notifier.send(aNotification(destination, { alert: 'on-call' }));
    await notifier.send(aNotification(destination, { alert: 'director' }));
    expect(standIn.incidents.map(({ key }) => key)).toEqual([
      'gh:77:12:on-call',
      'gh:77:12:director',
    ]);
  });

  test('acknowledged and resolved, the pager falls silent', async () => {
    const { notifier, standIn } = await aPagerDuty();
    await notifier.send(aNotification(destination));
    await notifier.send(aNotification(destination, { kind: 'acknowledge' }));
    expect(standIn.incidents[0]?.status).toBe('acknowledged');
    const receipt = await notifier.send(aNotification(destination, { kind: 'resolve-page' }));
    expect(receipt.result).toBe('accepted');
    expect(standIn.incidents[0]?.status).toBe('resolved');
  });

  test('in Europe goes to Europe', async () => {
    const { notifier, standIn } = await aPagerDuty();
    await notifier.send(aNotification({ ...destination, region: 'eu' }));
    expect(standIn.heard[0]?.path).toBe('/eu/v2/enqueue');
  });

  test('with a key that PagerDuty does not know says where to look', async () => {
    const { clock, hands, standIn } = {
      ...(await aPagerDuty()),
      ...someHands({ PAGER: 'WRONGKEY' }),
    };
    const notifier = pagerDuty(hands, { us: standIn.url, eu: standIn.url });
    const receipt = await unwinding({ clock }, notifier.send(aNotification(destination)));
    expect(receipt.because).toBe(
      "PagerDuty refused it (400: 'routing_key' is not a valid integration key); look whether " +
        'TOCSIN_SECRET_ACME_PAGER is the integration key of an Events API v2 integration.',
    );
  });

  test('without its key says which variable is missing', async () => {
    const { hands } = someHands({});
    const receipt = await pagerDuty(hands).send(aNotification(destination));
    expect(receipt).toMatchObject({
      result: 'failed',
      tries: 0,
      because:
        'The secret PAGER is not set: set TOCSIN_SECRET_ACME_PAGER in the environment of the server.',
    });
  });

  test('sent on to another address goes nowhere', async () => {
    const { notifier, standIn } = await aPagerDuty();
    standIn.trouble.fail({ status: 307, headers: { location: '/v2/enqueue' } });
    const receipt = await notifier.send(aNotification(destination));
    expect(receipt.because).toContain('sent us on to another address (307)');
    expect(standIn.heard).toHaveLength(1);
  });

  test('an update is none, and is not carried', async () => {
    const { notifier, standIn } = await aPagerDuty();
    const receipt = await notifier.send(aNotification(destination, { kind: 'update' }));
    expect(receipt.because).toBe('No update for pagerduty goes by PagerDuty.');
    expect(standIn.heard).toEqual([]);
  });
});

describe('an event keeps to PagerDuty’s measures', () => {
  const eventOf = (changes: Partial<Notification>, severity = 1, drill = false) => {
    const plain = aNotification(destination, changes);
    const facts = { ...plain.facts, severity, drill };
    return pagerDutyEvent({ ...plain, facts }, KEY, false);
  };

  test.each([
    [1, 'critical'],
    [2, 'error'],
    [3, 'warning'],
    [4, 'info'],
    [9, 'info'],
  ])('severity %d is %s', (severity, expected) => {
    expect(eventOf({}, severity)).toMatchObject({ payload: { severity: expected } });
  });

  test('a summary of 1,024 characters, half characters left out', () => {
    const words = { headline: `${'x'.repeat(1_022)}🔥🔥`, fields: [] };
    expect(eventOf({ words })).toMatchObject({
      payload: { summary: `${'x'.repeat(1_022)}…` },
    });
  });

  test('a key of 255', () => {
    const { facts } = aNotification(destination);
    expect(dedupKey({ facts, alert: 'g'.repeat(300) })).toHaveLength(255);
  });

  test('keeps its name where the issue was transferred since', () => {
    const { facts } = aNotification(destination);
    const moved = { ...facts, origin: { repository: 5, issue: 3 } };
    expect(dedupKey({ facts: moved, alert: null })).toBe('gh:5:3');
    expect(dedupKey({ facts: moved, alert: '4' })).toBe('gh:5:3:4');
  });

  test('a drill says so first', () => {
    expect(eventOf({ repeat: true }, 1, true)).toMatchObject({
      payload: {
        summary: 'DRILL: SEV 1: Checkout is down (may be a repeat)',
        class: 'drill',
        custom_details: { Drill: 'This is a drill. Nothing is broken.' },
      },
    });
  });
});

describe('what became of it', () => {
  test('is followed from nothing to resolved', async () => {
    const { notifier, standIn, account } = await aPagerDuty();
    const look = async () => {
      const outcome = await incidentOf(account, 'gh:77:12');
      return outcome.ok ? outcome.value : outcome.because;
    };
    expect(await look()).toBeNull();
    await notifier.send(aNotification(destination));
    expect(await look()).toMatchObject({ id: 'PINC1', status: 'triggered', by: null, at: null });
    await standIn.acknowledge('gh:77:12', ANA);
    expect(await look()).toMatchObject({ status: 'acknowledged', by: 'Ana Alves', at: START });
    await standIn.resolve('gh:77:12', BEN);
    expect(await look()).toMatchObject({ status: 'resolved', by: 'Ben Brook' });
  });

  test('an alert opened again is the open one', async () => {
    const { notifier, standIn, account } = await aPagerDuty();
    await notifier.send(aNotification(destination));
    await standIn.resolve('gh:77:12', ANA);
    await notifier.send(aNotification(destination));
    const outcome = await incidentOf(account, 'gh:77:12');
    expect(outcome).toMatchObject({ ok: true, value: { id: 'PINC2', status: 'triggered' } });
  });

  test('what we did ourselves is nobody’s', async () => {
    const { notifier, account } = await aPagerDuty();
    await notifier.send(aNotification(destination));
    await notifier.send(aNotification(destination, { kind: 'resolve-page' }));
    const outcome = await incidentOf(account, 'gh:77:12');
    expect(outcome).toMatchObject({ ok: true, value: { status: 'resolved', by: null } });
  });

  test('accepted and swallowed, it is not there', async () => {
    const { notifier, standIn, account } = await aPagerDuty();
    standIn.swallow(true);
    expect((await notifier.send(aNotification(destination))).result).toBe('accepted');
    expect(await incidentOf(account, 'gh:77:12')).toEqual({ ok: true, value: null, tries: 1 });
  });

  test('one that comes late is waited for, one that never comes for half a minute', async () => {
    const { notifier, standIn, account, clock } = await aPagerDuty();
    clock.at(START + 5 * SECOND, () => void notifier.send(aNotification(destination)));
    const late = await unwinding({ clock }, incidentOnceThere(account, 'gh:77:12'));
    expect(late).toMatchObject({ ok: true, value: { id: 'PINC1' } });
    expect(standIn.heard.filter(({ path }) => path === '/incidents').length).toBeLessThan(5);
    const from = clock.now();
    const never = await unwinding({ clock }, incidentOnceThere(account, 'gh:77:13'));
    expect(never).toMatchObject({ ok: true, value: null });
    expect(clock.now() - from).toBe(30 * SECOND);
  });

  test('a wrong API key is told', async () => {
    const { account } = await aPagerDuty();
    const outcome = await incidentOf({ ...account, apiKey: 'wrong' }, 'gh:77:12');
    expect(outcome).toEqual({
      ok: false,
      because: 'PagerDuty refused it (401: Authentication failed).',
      tries: 1,
    });
  });

  test('a look waits out what is busy', async () => {
    const { standIn, account, clock } = await aPagerDuty();
    standIn.trouble.fail({ status: 429, headers: { 'retry-after': '3' } });
    const outcome = await unwinding({ clock }, incidentOf(account, 'gh:77:12'));
    expect(outcome).toMatchObject({ ok: true, tries: 2 });
    expect(clock.now() - START).toBe(3 * SECOND);
  });
});

describe('who is on call in a schedule', () => {
  const day = (number: number) => START + number * DAY;
  const shift = (person: typeof ANA, from: number, until: number) => ({
    person,
    from: day(from),
    until: day(until),
  });
  const ana = { name: 'Ana Alves', email: 'ana@example.com' };
  const ben = { name: 'Ben Brook', email: 'ben@example.com' };

  test.each<[what: string, shifts: ReturnType<typeof shift>[], expected: unknown]>([
    [
      'now and next',
      [shift(ANA, -1, 2), shift(BEN, 2, 9)],
      { now: [ana], until: day(2), next: [ben] },
    ],
    [
      'whose own turn comes again goes on',
      [shift(ANA, -1, 2), shift(ANA, 2, 4), shift(BEN, 4, 9)],
      { now: [ana], until: day(4), next: [ben] },
    ],
    [
      'with nobody in between',
      [shift(ANA, -1, 2), shift(BEN, 3, 9)],
      { now: [ana], until: day(2), next: [] },
    ],
    ['that nobody has yet', [shift(BEN, 3, 9)], { now: [], until: day(3), next: [ben] }],
    ['with two at once', [shift(ANA, -1, 2), shift(BEN, -1, 2)], { now: [ana, ben] }],
    [
      'listed twice, by two escalation policies',
      [shift(ANA, -1, 40), shift(ANA, -1, 40)],
      { now: [ana], until: null, next: [] },
    ],
    ['that is over', [shift(ANA, -2, -1)], { now: [], until: null, next: [] }],
    [
      'with more than a page of turns',
      Array.from({ length: 300 }, (_, at) => shift(at === 250 ? BEN : ANA, at / 24, (at + 1) / 24)),
      { now: [ana], until: day(250 / 24), next: [ben] },
    ],
    [
      'with more turns than are looked at: who is next is not known',
      Array.from({ length: 500 }, (_, at) => shift(at % 2 ? BEN : ANA, at / 48, (at + 1) / 48)),
      { now: [ana], until: null, next: [] },
    ],
  ])('%s', async (_, shifts, value) => {
    const { account, standIn } = await aPagerDuty();
    standIn.addSchedule({ id: 'PSCHED', name: 'Primary', shifts });
    expect(await dutyOf(account, 'PSCHED', START)).toMatchObject({ ok: true, value });
  });

  test('that cannot be read is told with the reason', async () => {
    const { account } = await aPagerDuty();
    const closed = { ...account, apiKey: 'wrong' };
    expect(await dutyOf(closed, 'PSCHED', START)).toMatchObject({
      ok: false,
      because: 'PagerDuty refused it (401: Authentication failed).',
    });
  });
});
