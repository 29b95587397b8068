import { describe, expect, test } from '@jest/globals';
import type { Destination } from '../../src/core/destination.ts';
import { openNotifiers } from '../../src/notifiers/index.ts';
import { startServices } from '../../src/sandbox/services.ts';
import { aNotification, START, someHands, unwinding } from './contract.ts';

const KEY = 'R0UTINGKEY0123456789ABCDEF012345';

/** All of them on loopback, and whom to tell where. */
async function everywhere() {
  const services = await startServices(() => START);
  const { pagerDuty, slack, webhooks } = services;
  pagerDuty.addService({ id: 'P', name: 'Shop', key: KEY, onCall: [] });
  const room = slack.world.addRoom('ops', 'U0TOCSIN');
  const { clock, hands } = someHands({ PAGER: KEY, SLACK: slack.token });
  const notifiers = openNotifiers(hands, services.settings);
  const destinations: readonly Destination[] = [
    { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' },
    { kind: 'slack', token: { secret: 'SLACK' }, channel: room.id, mention: [] },
    { kind: 'email', to: 'ana@example.com' },
    { kind: 'webhook', url: webhooks.url, key: null, format: 'tocsin' },
  ];
  return { services, room, clock, notifiers, destinations };
}

describe('all of them together', () => {
  test('each takes what is its own', async () => {
    const { services, room, clock, notifiers, destinations } = await everywhere();
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
      const { pagerDuty, mail, webhooks } = services;
      expect(
        [pagerDuty.incidents, room.posts, mail.mails, webhooks.heard].map((all) => all.length),
      ).toEqual([1, 1, 1, 1]);
    } finally {
      await services.close();
    }
  });

  test('one that hangs holds up none of the others', async () => {
    const { services, clock, notifiers, destinations } = await everywhere();
    try {
      services.pagerDuty.trouble.hang({ times: 50 });
      const finished: string[] = [];
      const sending = destinations.map(async (destination) => {
        const { by, result } = await notifiers.send(aNotification(destination));
        finished.push(`${by.split(' ')[0]}: ${result}`);
      });
      // Nobody winds the clock: whoever waits for it, waits.
      await Promise.all(sending.slice(1));
      expect(finished.toSorted()).toEqual(['Slack: sent', 'e-mail: accepted', 'webhook: sent']);
      expect(clock.now()).toBe(START);
      await unwinding({ clock, hanging: services.hanging }, Promise.all(sending));
      expect(finished.at(-1)).toBe('PagerDuty: failed');
    } finally {
      await services.close();
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
