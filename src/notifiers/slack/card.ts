import { listOf, textOf } from '../answer.ts';
import type { Outcome } from '../notifier.ts';
import { type Slack, slackError } from './client.ts';
import type { SlackMessage } from './message.ts';
import { holds } from './text.ts';

interface Card {
  readonly channel: string;
  /** The message's `ts` on record; null where none is. */
  readonly known: string | null;
  /** What the card is found by where that is lost: it stands in the message's text. */
  readonly url: string;
  readonly message: SlackMessage;
}

/** What tells the card from whatever else we write into the channel: the name of its first block. */
const CARD_BLOCK = 'tocsin-card';
/** The card is among the first things that are said in a channel. */
const LOOKED_THROUGH = 200;

/**
 * The incident's card in its channel: one message, pinned, edited in place. Answers its `ts`. Where it is not on
 * record or was deleted it is looked for among the pins, then among the messages (we may have died before it was
 * pinned), and only then written anew.
 */
export async function keepCard(slack: Slack, given: Card): Promise<Outcome<string>> {
  const card = { ...given, message: marked(given.message) };
  if (card.known !== null) {
    const edited = await edit(slack, card, card.known);
    if (!edited.ok || edited.value) return edited.ok ? { ...edited, value: card.known } : edited;
  }
  const pinned = await pinnedCard(slack, card);
  if (!pinned.ok) return pinned;
  if (pinned.value !== null && pinned.value !== card.known) {
    const edited = await edit(slack, card, pinned.value);
    if (!edited.ok || edited.value) return edited.ok ? { ...edited, value: pinned.value } : edited;
  }
  const posted = await postOrFind(slack, card);
  if (!posted.ok) return posted;
  const done = await pin(slack, card.channel, posted.value);
  return done.ok ? posted : done;
}

const marked = ({ text, blocks: [first, ...rest] }: SlackMessage): SlackMessage => ({
  text,
  blocks: first ? [{ ...first, block_id: CARD_BLOCK }, ...rest] : [],
});

/** A try of ours that got no answer may have written it: each looks before it writes. */
async function postOrFind(slack: Slack, card: Card): Promise<Outcome<string>> {
  const { channel, message } = card;
  const plain = { unfurl_links: false, unfurl_media: false };
  let isThere = false;
  const posted = await slack(async (client) => {
    const there = await writtenCard(client, card);
    isThere = there !== null;
    return there ?? (await client.chat.postMessage({ channel, ...message, ...plain })).ts ?? '';
  });
  if (!posted.ok || !isThere) return posted;
  const edited = await edit(slack, card, posted.value);
  return edited.ok ? posted : edited;
}

/** Null where there is none, or where the app may not read what it wrote: then it may come twice. */
async function writtenCard(client: Client, { channel, known, url }: Card): Promise<string | null> {
  try {
    const history = await client.conversations.history({ channel, limit: LOOKED_THROUGH });
    const we = await client.auth.test();
    const card = listOf(history, 'messages').find(
      (message) =>
        textOf(message, 'user') === we.user_id &&
        textOf(message, 'ts') !== known &&
        holds(textOf(message, 'text') ?? '', url) &&
        listOf(message, 'blocks').some((block) => textOf(block, 'block_id') === CARD_BLOCK),
    );
    return textOf(card, 'ts');
  } catch (error) {
    if (slackError(error) === 'missing_scope') return null;
    throw error;
  }
}

type Client = Parameters<Parameters<Slack>[0]>[0];

/** False where the message is gone. */
const edit = (slack: Slack, { channel, message }: Card, ts: string): Promise<Outcome<boolean>> =>
  slack(async (client) => {
    try {
      await client.chat.update({ channel, ts, ...message, parse: 'none' });
      return true;
    } catch (error) {
      if (slackError(error) === 'message_not_found') return false;
      throw error;
    }
  });

const pinnedCard = (slack: Slack, { channel, url }: Card): Promise<Outcome<string | null>> =>
  slack(async (client) => {
    const [pins, we] = [await client.pins.list({ channel }), await client.auth.test()];
    const card = listOf(pins, 'items').find(
      (item) =>
        textOf(item, 'message', 'user') === we.user_id &&
        holds(textOf(item, 'message', 'text') ?? '', url),
    );
    return textOf(card, 'message', 'ts');
  });

const pin = (slack: Slack, channel: string, timestamp: string): Promise<Outcome<boolean>> =>
  slack(async (client) => {
    try {
      await client.pins.add({ channel, timestamp });
      return true;
    } catch (error) {
      if (slackError(error) === 'already_pinned') return false;
      throw error;
    }
  });

export interface Bookmark {
  readonly title: string;
  readonly link: string;
}

/** Bookmarks to where people will want to go; those that people set themselves stay. Answers what was changed. */
export async function keepBookmarks(
  slack: Slack,
  channel: string,
  wanted: readonly Bookmark[],
): Promise<Outcome<readonly string[]>> {
  const found = await slack((client) => client.bookmarks.list({ channel_id: channel }));
  if (!found.ok) return found;
  const there = listOf(found.value, 'bookmarks');
  const changed: string[] = [];
  for (const { title, link } of wanted) {
    if (there.some((one) => textOf(one, 'link') === link)) continue;
    const id = textOf(
      there.find((one) => textOf(one, 'title') === title),
      'id',
    );
    const set = await slack<unknown>((client) =>
      id === null
        ? client.bookmarks.add({ channel_id: channel, title, link, type: 'link' })
        : client.bookmarks.edit({ channel_id: channel, bookmark_id: id, title, link }),
    );
    if (!set.ok) return set;
    changed.push(title);
  }
  return { ...found, value: changed };
}
