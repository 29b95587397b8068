import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EffectOf } from '../../src/core/effects.ts';
import type { Notification, NotificationReceipt } from '../../src/core/notification.ts';
import { sendMessages } from '../../src/effects/pages.ts';
import type { Queue, Target } from '../../src/queue/queue.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { at } from '../support/builders.ts';
import { recordingMeter } from '../support/recording-meter.ts';

const clock = new WoundClock(at('10:02'));
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const target: Target = {
  installation: 1,
  repository: { id: 7, owner: 'acme', name: 'shop' },
  issue: 1,
};
let queue: Queue;
let sent: Notification[];
let meter: ReturnType<typeof recordingMeter>;
beforeEach(() => {
  queue = openSqliteQueue({ file: ':memory:', clock, log: silent });
  sent = [];
  meter = recordingMeter();
});
afterEach(() => queue.close());

const page = (once = 'page:0:on-call:PagerDuty'): EffectOf<'page'> => ({
  kind: 'page',
  once,
  notification: {
    id: once,
    kind: 'page',
    to: 'on-call',
    alert: null,
    destination: { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' },
    facts: {
      repository: { id: 7, owner: 'acme', name: 'shop' },
      number: 1,
      url: 'https://github.com/acme/shop/issues/1',
      title: 'Down',
      severity: 1,
      severityLabel: 'SEV 1',
      status: 'investigating',
      drill: false,
    },
    words: { headline: 'SEV 1: Down', fields: [] },
  },
});

type Answer = Partial<NotificationReceipt>;

async function send(
  pages: readonly EffectOf<'page'>[],
  answer: Answer | 'never',
  perhapsSent: readonly string[] = [],
) {
  const notify = (notification: Notification): Promise<NotificationReceipt> => {
    sent.push(notification);
    if (answer === 'never') return new Promise(() => {});
    return Promise.resolve({
      id: notification.id,
      kind: 'page',
      to: 'on-call',
      by: 'PagerDuty',
      result: 'accepted',
      because: null,
      at: clock.now(),
      tries: 1,
      ref: 'gh:7:1',
      dedupes: true,
      ...answer,
    });
  };
  const sending = sendMessages(pages, {
    queue,
    clock,
    target,
    notify,
    perhapsSent: new Set(perhapsSent),
    log: silent,
    meter,
    declared: { at: at('10:00'), drill: false },
  });
  if (answer === 'never') return sending.receipts();
  await sending.all;
  return sending.receipts();
}

const accepted = { at: at('10:02'), ref: null, failed: null, how: 'accepted' };

describe('a call', () => {
  test('is sent once, with what became of it', async () => {
    expect(await send([page()], {})).toEqual({ 'page:0:on-call:PagerDuty': accepted });
    expect(sent).toMatchObject([{ id: 'page:0:on-call:PagerDuty', repeat: false }]);
  });

  test('whose answer is known is not sent again', async () => {
    await send([page()], {});
    expect(await send([page()], { result: 'sent' })).toEqual({
      'page:0:on-call:PagerDuty': accepted,
    });
    expect(sent).toHaveLength(1);
  });

  test('that was under way when we died is sent again, and may be a repeat', async () => {
    await send([page()], 'never');
    await until(() => sent.length === 1);
    const mail = { result: 'sent' as const, dedupes: false };
    expect(await send([page()], mail)).toMatchObject({
      'page:0:on-call:PagerDuty': { how: 'sent', repeat: true },
    });
    expect(sent.map(({ repeat }) => repeat)).toEqual([false, true]);
  });

  test('that the card names and a new store does not know may be a repeat', async () => {
    const mail = { result: 'sent' as const, dedupes: false };
    const once = 'page:0:on-call:e-mail';
    expect(await send([page(once), page()], mail, [once])).toMatchObject({
      [once]: { how: 'sent', repeat: true },
      'page:0:on-call:PagerDuty': { how: 'sent' },
    });
    expect(sent.map(({ repeat }) => repeat)).toEqual([true, false]);
    // Noted by now: what came of it is known.
    await send([page(once)], mail, [once]);
    expect(sent).toHaveLength(2);
  });

  test('that hangs holds up no other', async () => {
    await send([page('page:0:on-call:PagerDuty'), page('page:0:on-call:e-mail')], 'never');
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toHaveLength(2);
  });

  test('that a destination takes for the same rings nobody twice', async () => {
    await send([page()], 'never');
    await until(() => sent.length === 1);
    expect(await send([page()], {})).toEqual({ 'page:0:on-call:PagerDuty': accepted });
  });

  test('that fails is a receipt with the reason, and is not tried by the next pass', async () => {
    const because = 'PagerDuty answered 429 (tried 5 times in 28 s).';
    const failed = { 'page:0:on-call:PagerDuty': { at: at('10:02'), ref: null, failed: because } };
    expect(await send([page()], { result: 'failed', because })).toEqual(failed);
    expect(await send([page()], {})).toEqual(failed);
  });

  test('stops no other', async () => {
    const receipts = await send([page('page:0:a:PagerDuty'), page('page:0:b:PagerDuty')], {});
    expect(Object.keys(receipts)).toHaveLength(2);
  });

  test('at a destination that the policy has lost is sent nowhere', async () => {
    expect(await send([{ ...page(), notification: null }], {})).toMatchObject({
      'page:0:on-call:PagerDuty': { failed: 'The policy no longer has this destination.' },
    });
    expect(sent).toEqual([]);
  });

  test('is not sent where it could not be noted, and says so to whoever waits', async () => {
    await queue.close();
    await expect(send([page()], {})).rejects.toThrow();
    expect(sent).toEqual([]);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
