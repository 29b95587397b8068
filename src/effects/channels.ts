import type { ChannelPlace } from '../core/channel.ts';
import { type Aspect, KEPT_CHANNEL } from '../core/channel.ts';
import type { ChannelWanted } from '../core/channel-wanted.ts';
import type { Effect, EffectOf, Receipt } from '../core/effects.ts';
import type { Clock } from '../core/time.ts';
import { within } from '../log/context.ts';
import type { Sending } from './pages.ts';
import { type Reporter, report } from './report.ts';

/** What came of it: how far it went, and why no further. */
export interface ChannelKept {
  readonly channel: (ChannelPlace & { readonly archived: boolean }) | null;
  readonly card: string | null;
  readonly done: readonly Aspect[];
  readonly strangers: readonly string[];
  readonly because: string | null;
}

/** Makes a channel what it should be. Doing so twice is doing so once; never rejects. */
export type KeepChannel = (wanted: ChannelWanted) => Promise<ChannelKept>;

interface Keeper extends Reporter {
  readonly keepChannel: KeepChannel;
  readonly clock: Clock;
}

/** Keeps the incident's channel, beside everything else; what was done of it is on the receipt. */
export function keepChannels(effects: readonly Effect[], keeper: Keeper): Sending {
  const receipts: Record<string, Receipt> = {};
  const keep = async ({ wanted }: EffectOf<'keep-channel'>): Promise<void> => {
    const kept = await within({ effect: KEPT_CHANNEL }, () => keeper.keepChannel(wanted));
    report(keeper, {
      id: KEPT_CHANNEL,
      kind: 'keep-channel',
      result: kept.because === null ? 'applied' : 'failed',
      message: 'channel kept',
      fields: { done: kept.done, failed: kept.because },
    });
    receipts[KEPT_CHANNEL] = receiptOf(wanted, kept, keeper.clock.now());
  };
  const all = Promise.all(effects.filter(isKeeping).map(keep)).then(() => {});
  return { receipts: () => ({ ...receipts }), all };
}

export function receiptOf(
  { known, prints }: Pick<ChannelWanted, 'known' | 'prints'>,
  { channel, card, done, strangers, because }: ChannelKept,
  at: number,
): Receipt {
  const receipt = { at, ref: null, failed: because };
  if (!channel) return known ? { ...receipt, channel: known } : receipt;
  // What was shown in one channel says nothing about the next.
  const before = known?.id === channel.id ? known.shows : {};
  const news = Object.fromEntries(done.map((aspect) => [aspect, prints[aspect]]));
  return { ...receipt, channel: { ...channel, card, shows: { ...before, ...news }, strangers } };
}

const isKeeping = (effect: Effect): effect is EffectOf<'keep-channel'> =>
  effect.kind === 'keep-channel';
