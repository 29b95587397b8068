import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { DAY } from '../../src/core/time.ts';
import { channelArchive } from '../../src/timers/channel-archive.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const workspace = {
  token: { secret: 'SLACK' },
  channel: true,
  archiveAfter: 7 * DAY,
  invite: [],
};
const policy = aPolicy({ workspace });
const channel = { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' };
const over: Partial<Incident> = { channel, status: 'resolved', resolvedAt: at('10:30') };
const due = (given: Partial<Incident>, of = policy) => channelArchive.dueAt(anIncident(given), of);

describe('the channel is archived', () => {
  test('as long after the end as the policy says', () => {
    expect(due(over)).toBe(at('10:30') + 7 * DAY);
    expect(channelArchive.fire(anIncident(over), at('10:30'), policy)).toEqual([
      { type: 'channel', what: 'archived' },
    ]);
  });

  test.each<[string, Partial<Incident>]>([
    ['while it runs', { channel }],
    ['where there is none', { ...over, channel: null }],
    ['twice', { ...over, channel: { ...channel, archived: true } }],
  ])('never %s', (_, given) => {
    expect(due(given)).toBeNull();
  });

  test('never where the policy does not want it', () => {
    expect(due(over, aPolicy({ workspace: { ...workspace, archiveAfter: null } }))).toBeNull();
    expect(due(over, aPolicy({ workspace: { ...workspace, channel: false } }))).toBeNull();
    expect(due(over, aPolicy())).toBeNull();
  });
});
