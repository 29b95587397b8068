import type { Receipt } from './effects.ts';
import type { EventBody, EventOf } from './events.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './time.ts';

/* The incident's own channel: what is known of it, and what becomes of that. */

export interface ChannelPlace {
  readonly id: string;
  /** Without `#`. */
  readonly name: string;
  readonly url: string;
}

/** As it is on record. Nobody but people opens an archived one again. */
interface Channel extends ChannelPlace {
  readonly archived?: true;
}

/** Since when the channel cannot be kept. */
interface ChannelTrouble {
  readonly since: Instant;
  /** Of the last try. */
  readonly at: Instant;
  readonly tries: number;
  readonly because: string;
  /** It is to be tried again now. */
  readonly again: boolean;
}

export interface ChannelKnown {
  readonly channel?: Channel | null;
  readonly channelTrouble?: ChannelTrouble | null;
}

/** What is news of a channel. */
export type ChannelNews =
  | { readonly what: 'opened'; readonly channel: ChannelPlace }
  | { readonly what: 'failed'; readonly because: string; readonly tries: number }
  /** A clock asks for another try. */
  | { readonly what: 'retried' }
  /** It works again, after it had failed since then. */
  | { readonly what: 'well'; readonly since: Instant }
  | { readonly what: 'archived' };

/** The parts of a channel, each kept true by itself. */
export const ASPECTS = ['described', 'card', 'bookmarks', 'invited'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What Slack has of it, as the ledger remembers: what has not changed is not asked for again. */
export interface ChannelMemory extends ChannelPlace {
  readonly archived: boolean;
  /** The `ts` of the pinned card. */
  readonly card: string | null;
  /** The fingerprint of each part as it was last made so. */
  readonly shows: Readonly<Partial<Record<Aspect, number>>>;
  /** Ids that Slack does not let be invited. */
  readonly strangers: readonly string[];
}

/** How often a channel that fails is tried, one time after the other, before it is given up. */
export const CHANNEL_TRIES = 24;

/** The name of its receipt in the ledger. */
export const KEPT_CHANNEL = 'keep-channel';

export function withChannelNews(incident: Incident, event: EventOf<'channel'>): Incident {
  const { channel, channelTrouble } = incident;
  switch (event.what) {
    case 'opened':
      return { ...incident, channel: event.channel, channelTrouble: null };
    case 'failed': {
      const { at, because, tries } = event;
      const since = channelTrouble?.since ?? at;
      return { ...incident, channelTrouble: { since, at, tries, because, again: false } };
    }
    case 'retried':
      return channelTrouble
        ? { ...incident, channelTrouble: { ...channelTrouble, again: true } }
        : incident;
    case 'well':
      return { ...incident, channelTrouble: null };
    case 'archived':
      return channel ? { ...incident, channel: { ...channel, archived: true } } : incident;
  }
}

/** What a receipt tells that the incident does not know yet. */
export function channelNewsIn(
  { channel, channelTrouble }: ChannelKnown,
  receipt: Receipt | undefined,
): readonly EventBody[] {
  if (!receipt) return [];
  const { channel: kept, failed } = receipt;
  const news = (one: ChannelNews): EventBody => ({ type: 'channel', ...one });
  const isOther = kept && kept.id !== channel?.id;
  return [
    ...(isOther
      ? [news({ what: 'opened', channel: { id: kept.id, name: kept.name, url: kept.url } })]
      : []),
    ...(kept?.archived && !isOther && !channel?.archived ? [news({ what: 'archived' })] : []),
    ...(failed ? [news({ what: 'failed', because: failed, tries: triesOf(channelTrouble) })] : []),
    ...(!failed && !isOther && channelTrouble
      ? [news({ what: 'well', since: channelTrouble.since })]
      : []),
  ];
}

const triesOf = (trouble: ChannelTrouble | null | undefined): number => (trouble?.tries ?? 0) + 1;

/** The line of the timeline; a try like the one before has none. */
export function channelLine(event: EventOf<'channel'>): string | null {
  switch (event.what) {
    case 'opened':
      return `Opened the channel #${event.channel.name}`;
    case 'failed':
      return event.tries === 1 ? `The channel could not be kept. ${event.because}` : null;
    case 'retried':
      return null;
    case 'well':
      return 'The channel is kept again';
    case 'archived':
      return 'The channel was archived';
  }
}
