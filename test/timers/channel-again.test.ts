import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { channelAgain } from '../../src/timers/channel-again.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const workspace = {
  token: { secret: 'SLACK' },
  channel: true,
  archiveAfter: 7 * DAY,
  invite: [],
};
const policy = aPolicy({ workspace });
const channel = { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' };
const troubled = (tries: number, given: Partial<Incident> = {}): Incident =>
  anIncident({
    channelTrouble: { since: at('10:00'), at: at('10:05'), tries, because: 'No.', again: false },
    ...given,
  });

describe('a channel that could not be kept', () => {
  test.each([
    [1, MINUTE],
    [2, 5 * MINUTE],
    [4, 30 * MINUTE],
    [5, HOUR],
    [23, HOUR],
  ])('after %d tries is tried again after %d ms', (tries, pause) => {
    expect(channelAgain.dueAt(troubled(tries), policy)).toBe(at('10:05') + pause);
    expect(channelAgain.fire(troubled(tries), at('10:10'), policy)).toEqual([
      { type: 'channel', what: 'retried' },
    ]);
  });

  test('is given up after a day', () => {
    expect(channelAgain.dueAt(troubled(24), policy)).toBeNull();
  });

  test('is not asked for twice', () => {
    const trouble = { since: 0, at: 0, tries: 1, because: 'No.', again: true };
    expect(channelAgain.dueAt(anIncident({ channelTrouble: trouble }), policy)).toBeNull();
  });

  test('is not wanted any more where there is none and the incident is over, or the policy has none', () => {
    expect(channelAgain.dueAt(troubled(1, { status: 'resolved' }), policy)).toBeNull();
    expect(channelAgain.dueAt(troubled(1, { status: 'resolved', channel }), policy)).not.toBeNull();
    expect(channelAgain.dueAt(troubled(1), aPolicy())).toBeNull();
    expect(channelAgain.dueAt(anIncident(), policy)).toBeNull();
  });
});
