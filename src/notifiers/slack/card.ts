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

/**
 * The incident's card in its channel: one message, pinned, edited in place. Answers its `ts`. Where it is not on
 * record or was deleted it is looked for among the pins, and only then written anew.
 */
export async function keepCard(slack: Slack, card: Card): Promise<Outcome<string>> {
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
  const { channel, message } = card;
  const plain = { unfurl_links: false, unfurl_media: false };
  const posted = await slack(
    async (client) => (await client.chat.postMessage({ channel, ...message, ...plain })).ts ?? '',
  );
  if (!posted.ok) return posted;
  const done = await pin(slack, channel, posted.value);
  return done.ok ? posted : done;
}

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
