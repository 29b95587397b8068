import { describe, expect, test } from '@jest/globals';
import type { ChannelMemory } from '../../src/core/channel.ts';
import { type ChannelKept, receiptOf } from '../../src/effects/channels.ts';
import { at } from '../support/builders.ts';

const place = { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' };
const prints = { described: 1, card: 2, bookmarks: 3, invited: 4 };
const known: ChannelMemory = {
  ...place,
  archived: false,
  card: '7',
  shows: { described: 0, card: 0 },
  strangers: [],
};
const kept = (given: Partial<ChannelKept> = {}): ChannelKept => ({
  channel: { ...place, archived: false },
  card: '7',
  done: ['card'],
  strangers: [],
  because: null,
  ...given,
});
const receipt = (before: ChannelMemory | null, given: Partial<ChannelKept>) =>
  receiptOf({ known: before, prints }, kept(given), at('10:05'));

describe('the receipt of a channel', () => {
  test('remembers what was done beside what had been', () => {
    expect(receipt(known, {})).toEqual({
      at: at('10:05'),
      ref: null,
      failed: null,
      channel: { ...known, shows: { described: 0, card: 2 } },
    });
  });

  test('remembers of another channel nothing that the former one had', () => {
    const channel = { ...place, id: 'C2', archived: false };
    expect(receipt(known, { channel })).toMatchObject({
      channel: { id: 'C2', shows: { card: 2 } },
    });
    expect(receipt(known, { channel }).channel?.shows).toEqual({ card: 2 });
  });

  test('keeps what is known where nothing was reached', () => {
    expect(receipt(known, { channel: null, done: [], because: 'No.' })).toMatchObject({
      failed: 'No.',
      channel: known,
    });
    expect(receipt(null, { channel: null, done: [], because: 'No.' }).channel).toBeUndefined();
  });
});
