import { describe, expect, test } from '@jest/globals';
import type { Destination } from '../../src/core/destination.ts';
import { openNotifiers } from '../../src/notifiers/index.ts';
import { startPagerDuty } from '../../src/sandbox/stand-ins/pagerduty.ts';
import { startSlack } from '../../src/sandbox/stand-ins/slack.ts';
import { startSmtp } from '../../src/sandbox/stand-ins/smtp.ts';
import { startReceiver } from '../../src/sandbox/stand-ins/webhook.ts';
import { aNotification, START, someHands, unwinding } from './contract.ts';

const KEY = 'R0UTINGKEY0123456789ABCDEF012345';

/** All of them on loopback, and whom to tell where. */
async function everywhere() {
  const now = () => START;
  const [pager, workspace, mail, receiver] = await Promise.all([
    startPagerDuty(now),
    startSlack(now),
    startSmtp(),
    startReceiver(now),
  ]);
  pager.addService({ id: 'P', name: 'Shop', key: KEY, onCall: [] });
  const room = workspace.world.addRoom('ops', 'U0TOCSIN');
  const { clock, hands } = someHands({ PAGER: KEY, SLACK: workspace.token });
  const notifiers = openNotifiers(hands, {
    mailer: { url: mail.url, from: 'tocsin@acme.example' },
    outgoing: { loopback: true },
    pagerDutyHosts: { us: pager.url, eu: pager.url },
    slackUrl: workspace.apiUrl,
  });
  const destinations: readonly Destination[] = [
    { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' },
    { kind: 'slack', token: { secret: 'SLACK' }, channel: room.id, mention: [] },
    { kind: 'email', to: 'ana@example.com' },
    { kind: 'webhook', url: receiver.url, key: null, format: 'tocsin' },
  ];
  const close = () => Promise.all([pager, workspace, mail, receiver].map((one) => one.close()));
  return { pager, workspace, mail, receiver, room, clock, notifiers, destinations, close };
}

describe('all of them together', () => {
  test('each takes what is its own', async () => {
    const { clock, notifiers, destinations, close, ...there } = await everywhere();
    try {
      const sending = Promise.all(
        destinations.map((destination) => notifiers.send(aNotification(destination))),
      );
      const receipts = await unwinding({ clock }, sending);
      expect(receipts.map(({ by, result }) => `${by.split(' ')[0]}: ${result}`)).toEqual([
        'PagerDuty: accepted',
        'Slack: sent',
        'e-mail: accepted',
        'webhook: sent',
      ]);
      const { pager, room, mail, receiver } = there;
      expect(
        [pager.incidents, room.posts, mail.mails, receiver.heard].map((all) => all.length),
      ).toEqual([1, 1, 1, 1]);
    } finally {
      await close();
    }
  });

  test('one that hangs holds up none of the others', async () => {
    const { clock, notifiers, destinations, pager, close } = await everywhere();
    try {
      pager.trouble.hang({ times: 50 });
      const finished: string[] = [];
      const sending = destinations.map(async (destination) => {
        const { by, result } = await notifiers.send(aNotification(destination));
        finished.push(`${by.split(' ')[0]}: ${result}`);
      });
      // Nobody winds the clock: whoever waits for it, waits.
      await Promise.all(sending.slice(1));
      expect(finished.toSorted()).toEqual(['Slack: sent', 'e-mail: accepted', 'webhook: sent']);
      expect(clock.now()).toBe(START);
      await unwinding({ clock, hanging: pager.hanging }, Promise.all(sending));
      expect(finished.at(-1)).toBe('PagerDuty: failed');
    } finally {
      await close();
    }
  });

  test.each([
    ['pagerduty', 'page', true],
    ['pagerduty', 'update', false],
    ['slack', 'update', true],
    ['slack', 'resolve-page', false],
    ['email', 'acknowledge', false],
    ['webhook', 'acknowledge', true],
  ] as const)('%s carries %s: %s', (destination, kind, expected) => {
    const { hands } = someHands({});
    const settings = { mailer: { url: null, from: 'x@y.example' }, outgoing: { loopback: false } };
    expect(openNotifiers(hands, settings).carries(destination, kind)).toBe(expected);
  });
});
