import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Notification, NotificationReceipt } from '../../src/core/notification.ts';
import { type Duration, SECOND } from '../../src/core/time.ts';
import { handsOf } from '../../src/notifiers/hands.ts';
import type { Hands, Notifier } from '../../src/notifiers/notifier.ts';
import type { StandInTrouble } from '../../src/sandbox/stand-ins/stand-in.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';

export const START = Date.parse('2026-11-23T03:00:00Z');

/** What every destination may be told. */
export function aNotification(
  destination: Notification['destination'],
  changes: Partial<Notification> = {},
): Notification {
  return {
    id: 'comment:1:0:on-call',
    kind: 'page',
    to: 'on-call',
    alert: null,
    destination,
    facts: {
      repository: { id: 77, owner: 'acme', name: 'shop' },
      number: 12,
      url: 'https://github.com/acme/shop/issues/12',
      title: 'Checkout is down',
      severity: 1,
      severityLabel: 'SEV 1',
      status: 'investigating',
      drill: false,
    },
    words: {
      headline: 'SEV 1: Checkout is down',
      fields: [
        { name: 'Description', value: 'Nobody can pay' },
        { name: 'IC', value: 'nobody yet' },
      ],
    },
    repeat: false,
    ...changes,
  };
}

/** Hands on a clock that stands still, with these secrets in the environment, and all that was logged. */
export function someHands(secrets: Readonly<Record<string, string>>) {
  const clock = new WoundClock(START);
  const logged: string[] = [];
  const log = (fields: unknown, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const variables = Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [`TOCSIN_SECRET_ACME_${name}`, value]),
  );
  const hands = handsOf(variables, [], { clock, log: { warn: log, error: log } });
  return { clock, hands, logged };
}

/** Winds the clock whenever only that can help, until the promise has settled. */
export async function unwinding<Value>(
  { clock, hanging = () => 0 }: { readonly clock: WoundClock; readonly hanging?: () => number },
  promise: Promise<Value>,
): Promise<Value> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  while (!settled) {
    await pause(1);
    const next = clock.next();
    if (!settled && next !== null && (clock.sleepers > 0 || hanging() > 0)) clock.windTo(next);
  }
  return promise;
}

/** A destination on loopback, as the contract needs it. */
export interface Subject {
  /** Where it is, and where nobody is. */
  notifier(hands: Hands, where: 'here' | 'nowhere'): Promise<Notifier> | Notifier;
  readonly notification: Notification;
  readonly secrets: Readonly<Record<string, string>>;
  /** What a success is called, and what sending twice does. */
  readonly result: 'sent' | 'accepted';
  readonly dedupes: boolean;
  /** How many messages it has taken. */
  taken(): number;
  /** How often it was asked. */
  asked(): number;
  /** Cannot just now, so many times; asks for so much patience, where it has a way of saying so. */
  busy(times: number, patience: Duration): void;
  readonly hasPatience: boolean;
  broken(times: number): void;
  refuses(): void;
  hangs(times: number): void;
  loses(times: number): void;
  hanging(): number;
  close(): Promise<void>;
}

interface Served {
  readonly heard: readonly unknown[];
  readonly trouble: Pick<StandInTrouble, 'fail' | 'hang' | 'loseAnswer'>;
  hanging(): number;
  close(): Promise<void>;
}

/** What befalls every destination that is asked over HTTP alike; `body` is what it says with its 429. */
export const overHttp = (
  { heard, trouble, hanging, close }: Served,
  { body, broken }: { readonly body?: unknown; readonly broken: number },
) => ({
  asked: () => heard.length,
  busy: (times: number, patience: Duration) =>
    trouble.fail(
      { status: 429, headers: { 'retry-after': String(patience / SECOND) }, body },
      { times },
    ),
  hasPatience: true,
  broken: (times: number) => trouble.fail({ status: broken }, { times }),
  hangs: (times: number) => trouble.hang({ times }),
  loses: (times: number) => trouble.loseAnswer({ times }),
  hanging: () => hanging(),
  close: () => close(),
});

/** Closes, after each test, what the test has started. */
export function closedAfterEach<Closed extends { close(): Promise<void> }>(): (
  it: Closed,
) => Closed {
  const started: Closed[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((it) => it.close()));
  });
  return (it) => {
    started.push(it);
    return it;
  };
}

/** What every notifier owes, whatever happens to its destination. */
export function notifierContract(name: string, start: () => Promise<Subject>): void {
  const closing = closedAfterEach<Subject>();

  async function send(
    arm: (subject: Subject) => void = () => {},
    where: 'here' | 'nowhere' = 'here',
    changes: Partial<Notification> = {},
  ) {
    const subject = closing(await start());
    arm(subject);
    const { clock, hands, logged } = someHands(subject.secrets);
    const notifier = await subject.notifier(hands, where);
    const sending = notifier.send({ ...subject.notification, ...changes });
    const receipt = await unwinding({ clock, hanging: subject.hanging }, sending);
    const took = clock.now() - START;
    // Nothing waits any more, and nobody says what is secret.
    expect(clock.next()).toBeNull();
    const said = JSON.stringify([receipt, logged]);
    for (const secret of Object.values(subject.secrets)) expect(said).not.toContain(secret);
    expect(took).toBeLessThanOrEqual(30 * SECOND);
    return { subject, receipt, took, logged };
  }

  const isFailure = ({ result, because, ref }: NotificationReceipt): void => {
    expect(result).toBe('failed');
    expect(ref).toBeNull();
    // A sentence, that begins like one and ends like one.
    expect(because).toMatch(/^[A-Z].{10,}\.$/);
  };

  describe(`${name}: the contract`, () => {
    test('a message is taken, and the receipt says to whom, by what, when', async () => {
      const { subject, receipt } = await send();
      expect(receipt).toMatchObject({
        id: subject.notification.id,
        kind: subject.notification.kind,
        to: subject.notification.to,
        result: subject.result,
        because: null,
        at: START,
        tries: 1,
        dedupes: subject.dedupes,
      });
      expect(receipt.ref).toMatch(/./);
      expect(receipt.by).toMatch(/./);
      expect(subject.taken()).toBe(1);
    });

    test('one that is busy is asked again, as late as it wishes', async () => {
      const { subject, receipt, took } = await send((one) => one.busy(1, 7 * SECOND));
      expect(receipt).toMatchObject({ result: subject.result, tries: 2 });
      expect(took).toBe(subject.hasPatience ? 7 * SECOND : SECOND);
      expect(subject.taken()).toBe(1);
    });

    test('one that wants more patience than there is fails, and says so', async () => {
      const { subject, receipt, took } = await send((one) => one.busy(50, 600 * SECOND));
      isFailure(receipt);
      if (!subject.hasPatience) return;
      expect(receipt.because).toContain('10 minutes');
      expect(took).toBe(0);
    });

    test('one that is in trouble is asked again', async () => {
      const { subject, receipt, took } = await send((one) => one.broken(2));
      expect(receipt).toMatchObject({ result: subject.result, tries: 3 });
      expect(took).toBe(3 * SECOND);
    });

    test('one that stays in trouble fails after half a minute at most', async () => {
      const { subject, receipt, logged } = await send((one) => one.broken(50));
      isFailure(receipt);
      expect(receipt.tries).toBe(5);
      expect(subject.taken()).toBe(0);
      expect(logged).toEqual([expect.stringContaining('could not notify')]);
    });

    test('a plain no is not asked again', async () => {
      const { subject, receipt, took } = await send((one) => one.refuses());
      isFailure(receipt);
      expect(receipt.tries).toBe(1);
      expect(took).toBe(0);
      expect(subject.taken()).toBe(0);
    });

    test('one that hangs is given up after 10 s and asked again', async () => {
      const { subject, receipt, took } = await send((one) => one.hangs(1));
      expect(receipt).toMatchObject({ result: subject.result, tries: 2 });
      expect(took).toBe(11 * SECOND);
    });

    test('one that always hangs fails after 30 s', async () => {
      const { receipt, took } = await send((one) => one.hangs(50));
      isFailure(receipt);
      expect(receipt.because).toContain('did not answer within');
      expect(took).toBe(30 * SECOND);
    });

    test('an answer that gets lost is asked for again', async () => {
      const { subject, receipt } = await send((one) => one.loses(1));
      expect(receipt).toMatchObject({ result: subject.result, tries: 2 });
      expect(subject.taken()).toBe(subject.dedupes ? 1 : 2);
    });

    test('nobody at the door fails, and says so', async () => {
      const { receipt } = await send(() => {}, 'nowhere');
      isFailure(receipt);
      expect(receipt.because).toContain('refused the connection');
    });

    test('what is for another destination fails without being sent', async () => {
      const foreign: Notification['destination'] =
        name === 'e-mail'
          ? { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' }
          : { kind: 'email', to: 'ana@example.com' };
      const { subject, receipt } = await send(() => {}, 'here', {
        destination: foreign,
      });
      isFailure(receipt);
      expect(subject.asked()).toBe(0);
    });
  });
}
