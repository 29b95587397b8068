import { describe, expect, test } from '@jest/globals';
import {
  type ChannelNews,
  channelLine,
  channelNewsIn,
  withChannelNews,
} from '../../src/core/channel.ts';
import type { Receipt } from '../../src/core/effects.ts';
import type { EventOf } from '../../src/core/events.ts';
import { anIncident, at } from '../support/builders.ts';

const place = { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' };
const memory = { ...place, archived: false, card: '1', shows: {}, strangers: [] };
const receipt = (given: Partial<Receipt> = {}): Receipt => ({
  at: at('10:05'),
  ref: null,
  failed: null,
  ...given,
});
const event = (news: ChannelNews, time = '10:05'): EventOf<'channel'> => ({
  type: 'channel',
  at: at(time),
  by: null,
  via: 'world:channel',
  ...news,
});
const failed = (tries: number): ChannelNews => ({ what: 'failed', because: 'No.', tries });
const trouble = { since: at('10:05'), at: at('10:06'), tries: 2, because: 'No.', again: true };

describe('a receipt tells', () => {
  test.each<[string, Parameters<typeof channelNewsIn>[0], Partial<Receipt>, readonly string[]]>([
    ['of a channel that is new', {}, { channel: memory }, ['opened']],
    ['of another one', { channel: { ...place, id: 'C0' } }, { channel: memory }, ['opened']],
    ['nothing of one that is known', { channel: place }, { channel: memory }, []],
    [
      'of a new one that is not whole',
      {},
      { channel: memory, failed: 'No.' },
      ['opened', 'failed'],
    ],
    ['of one that could not be opened', {}, { failed: 'No.' }, ['failed']],
    [
      'that it is kept again',
      { channel: place, channelTrouble: trouble },
      { channel: memory },
      ['well'],
    ],
    [
      'of one that somebody archived',
      { channel: place },
      { channel: { ...memory, archived: true } },
      ['archived'],
    ],
    [
      'nothing of one that we archived',
      { channel: { ...place, archived: true } },
      { channel: { ...memory, archived: true } },
      [],
    ],
    [
      'of the first channel, no matter what was before',
      { channelTrouble: trouble },
      { channel: memory },
      ['opened'],
    ],
  ])('%s', (_, known, given, news) => {
    expect(channelNewsIn(known, receipt(given))).toMatchObject(news.map((what) => ({ what })));
  });

  test('nothing where there is none', () => {
    expect(channelNewsIn({ channelTrouble: trouble }, undefined)).toEqual([]);
  });

  test('how often it was tried', () => {
    expect(channelNewsIn({ channelTrouble: trouble }, receipt({ failed: 'No.' }))).toEqual([
      { type: 'channel', what: 'failed', because: 'No.', tries: 3 },
    ]);
  });
});

test('trouble lasts from the first failure until it works', () => {
  const once = withChannelNews(anIncident(), event(failed(1)));
  const asked = withChannelNews(once, event({ what: 'retried' }, '10:06'));
  const twice = withChannelNews(asked, event(failed(2), '10:07'));
  expect([once, asked, twice].map(({ channelTrouble }) => channelTrouble)).toMatchObject([
    { since: at('10:05'), tries: 1, again: false },
    { since: at('10:05'), tries: 1, again: true },
    { since: at('10:05'), at: at('10:07'), tries: 2, again: false },
  ]);
  expect(withChannelNews(twice, event({ what: 'well', since: 0 })).channelTrouble).toBeNull();
  const opened = withChannelNews(twice, event({ what: 'opened', channel: place }));
  expect(opened).toMatchObject({ channel: place, channelTrouble: null });
  expect(withChannelNews(opened, event({ what: 'archived' })).channel?.archived).toBe(true);
});

test.each<[ChannelNews, string | null]>([
  [{ what: 'opened', channel: place }, 'Opened the channel #incident-1'],
  [failed(1), 'The channel could not be kept. No.'],
  [failed(2), null],
  [{ what: 'retried' }, null],
  [{ what: 'well', since: 0 }, 'The channel is kept again'],
  [{ what: 'archived' }, 'The channel was archived'],
])('the timeline says of %j: %s', (news, line) => {
  expect(channelLine(event(news))).toBe(line);
});
