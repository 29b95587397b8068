import type { Aspect, ChannelPlace } from '../../core/channel.ts';
import type { ChannelWanted } from '../../core/channel-wanted.ts';
import { variableOf } from '../../core/secret.ts';
import { SECOND } from '../../core/time.ts';
import { textOf } from '../answer.ts';
import { type Hands, lacking, type Outcome } from '../notifier.ts';
import { keepBookmarks, keepCard } from './card.ts';
import { archiveChannel, ensureChannel, keepDescribed } from './channel.ts';
import { SLACK_URL, type Slack, slackOf } from './client.ts';
import { slackMessage } from './message.ts';
import { invite, memberByEmail } from './people.ts';

/** Nothing new is begun after this long: a pass waits for it, and the next one goes on. */
const PATIENCE = 20 * SECOND;

interface Kept {
  channel: (ChannelPlace & { archived: boolean }) | null;
  card: string | null;
  done: Aspect[];
  strangers: readonly string[];
  because: string | null;
}

/** Keeps an incident's channel as it should be, one part after the other; where one fails the rest waits. */
export const channelKeeper =
  (hands: Hands, url: string = SLACK_URL) =>
  async (wanted: ChannelWanted): Promise<Kept> => {
    const { card = null, strangers = [] } = wanted.known ?? {};
    const kept: Kept = { channel: null, card, done: [], strangers, because: null };
    try {
      const failed = await keep(hands, url, wanted, kept);
      if (failed !== null) kept.because = hands.redact(failed);
    } catch (bug) {
      const told = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
      hands.log.error({ bug: hands.redact(told) }, 'channel keeper failed');
      kept.because = 'Tocsin itself failed while keeping the channel; its log says more.';
    }
    return kept;
  };

/** Why it went no further, or null. */
async function keep(
  { clock, secret }: Hands,
  url: string,
  wanted: ChannelWanted,
  kept: Kept,
): Promise<string | null> {
  const { facts, known, token } = wanted;
  const { owner } = facts.repository;
  const found = secret(owner, token.secret);
  if (!found.ok) return reasonOf(lacking(found.refusal));
  const variable = variableOf(owner, token.secret);
  const slack = slackOf({ clock, token: found.value, variable, url });
  const until = clock.now() + PATIENCE;

  const channel = await ensureChannel(slack, facts, known?.id ?? null);
  if (!channel.ok) return channel.because;
  const { id, name, archived } = channel.value;
  const isKnown = id === known?.id;
  if (!isKnown) kept.card = null;
  const address = isKnown ? { ok: true as const, value: known.url } : await addressOf(slack, id);
  if (!address.ok) return address.because;
  kept.channel = { id, name, url: address.value, archived };
  if (archived) return null;

  const todo: readonly Aspect[] = isKnown
    ? wanted.todo
    : ['described', 'card', 'bookmarks', 'invited'];
  for (const aspect of todo) {
    if (clock.now() > until) return 'Slack takes its time.';
    const outcome = await PARTS[aspect](slack, wanted, kept, id);
    if (!outcome.ok) return outcome.because;
    kept.done.push(aspect);
  }
  if (!wanted.archive) return null;
  const ended = await archiveChannel(slack, id);
  if (!ended.ok) return ended.because;
  kept.channel = { ...kept.channel, archived: true };
  return null;
}

type Part = (
  slack: Slack,
  wanted: ChannelWanted,
  kept: Kept,
  channel: string,
) => Promise<Outcome<unknown>>;

const PARTS: Readonly<Record<Aspect, Part>> = {
  described: (slack, { topic, purpose, facts }, _kept, channel) =>
    keepDescribed(slack, channel, { topic, purpose, url: facts.url }),
  card: async (slack, { card: words, facts }, kept, channel) => {
    const message = slackMessage({ words, facts, repeat: false }, { mention: [], unclear: false });
    const card = await keepCard(slack, { channel, known: kept.card, url: facts.url, message });
    if (card.ok) kept.card = card.value;
    return card;
  },
  bookmarks: (slack, { bookmarks }, _kept, channel) => keepBookmarks(slack, channel, bookmarks),
  invited: async (slack, { members, mails }, kept, channel) => {
    const found: string[] = [];
    for (const mail of mails) {
      // Whom Slack does not find by their address is not missed: an id can be written down.
      const member = await memberByEmail(slack, mail);
      if (member.ok && member.value !== null) found.push(member.value);
    }
    const invited = await invite(slack, channel, [...members, ...found]);
    if (invited.ok) kept.strangers = invited.value.refused.map(({ user }) => user);
    return invited;
  },
};

/** Where people open it. */
const addressOf = (slack: Slack, id: string): Promise<Outcome<string>> =>
  slack(async (client) => {
    const home = textOf(await client.auth.test(), 'url') ?? 'https://slack.com/';
    return new URL(`archives/${id}`, home).href;
  });

const reasonOf = (outcome: Outcome<never>): string | null => (outcome.ok ? null : outcome.because);
