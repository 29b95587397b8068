import type { IncidentFacts } from '../../core/notification.ts';
import { type Duration, SECOND } from '../../core/time.ts';
import { field, listOf, textOf } from '../answer.ts';
import type { Outcome } from '../notifier.ts';
import { type Slack, slackError } from './client.ts';
import { holds, topicRead, topicText } from './text.ts';

/*
 * The incident's own channel. Its id belongs on record; where that is lost, the channel is known by the issue's
 * address in its purpose. Everything here is a difference: called again it changes nothing.
 */

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly purpose: string;
  readonly creator: string;
  readonly archived: boolean;
}

type Wanted = Pick<IncidentFacts, 'repository' | 'number' | 'url'>;

/**
 * The incident's channel, made where there is none: `incident-12`, and where that is another's
 * `incident-shop-12`, `incident-shop-12-2`, … `known` is its id on record. Slack keeps the names of archived
 * channels and lets no bot open them again: such an incident gets the next name.
 */
export async function ensureChannel(
  slack: Slack,
  wanted: Wanted,
  known: string | null,
): Promise<Outcome<SlackChannel>> {
  if (known !== null) {
    const found = await channelById(slack, known);
    if (!found.ok || found.value) return found.ok ? there(found.value, found.tries) : found;
  }
  for (const name of channelNames(wanted)) {
    const taken = await takeName(slack, wanted, name);
    if (!taken.ok || taken.value) return taken.ok ? there(taken.value, taken.tries) : taken;
  }
  return { ok: false, because: 'Slack has other channels of all the names we know.', tries: 0 };
}

const there = (value: SlackChannel | null, tries: number): Outcome<SlackChannel> =>
  value
    ? { ok: true, value, tries }
    : { ok: false, because: 'Slack has lost the channel it has just told of.', tries };

/** At most 80 characters: small letters, digits, `-` and `_`. */
export function channelNames({ repository, number }: Omit<Wanted, 'url'>): readonly string[] {
  const repo = repository.name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .slice(0, 50);
  const full = `incident-${repo}-${number}`;
  return [`incident-${number}`, full, ...[2, 3, 4, 5, 6, 7, 8, 9].map((more) => `${full}-${more}`)];
}

/** The channel of this name if it is ours or can be made so; null where it is another's. */
async function takeName(
  slack: Slack,
  wanted: Wanted,
  name: string,
): Promise<Outcome<SlackChannel | null>> {
  const made = await slack(async (client) => {
    try {
      return channelIn((await client.conversations.create({ name })).channel);
    } catch (error) {
      if (slackError(error) === 'name_taken') return null;
      throw error;
    }
  });
  if (!made.ok) return made;
  if (made.value) return claim(slack, wanted, made.value);
  const found = await channelByName(slack, name);
  if (!found.ok || !found.value) return found;
  return settleOn(slack, wanted, found.value);
}

/** How long somebody who has just made a channel may take to say what for. */
const PATIENCE: readonly Duration[] = [SECOND, 2 * SECOND, 4 * SECOND];

const isUnclaimed = ({ purpose, archived }: SlackChannel): boolean => purpose === '' && !archived;

/**
 * Whose a channel is that exists. One of our own making without a purpose is just being made by somebody else
 * who declares the same incident, or was left so by a crash: after a while it is anybody's.
 */
async function settleOn(
  slack: Slack,
  wanted: Wanted,
  first: SlackChannel,
): Promise<Outcome<SlackChannel | null>> {
  let channel = first;
  if (isUnclaimed(channel)) {
    const isOurs = await isOurBot(slack, channel.creator);
    if (!isOurs.ok) return isOurs;
    if (!isOurs.value) return { ...isOurs, value: null };
  }
  for (const pause of PATIENCE) {
    if (!isUnclaimed(channel)) break;
    await slack.clock.sleep(pause);
    const now = await channelById(slack, channel.id);
    if (!now.ok || !now.value) return now;
    channel = now.value;
  }
  if (isUnclaimed(channel)) return claim(slack, wanted, channel);
  const isThisOne = holds(channel.purpose, wanted.url) && !channel.archived;
  return { ok: true, value: isThisOne ? channel : null, tries: 1 };
}

/** Writes whose it is into the purpose, and looks whether that has stayed. */
async function claim(
  slack: Slack,
  { url }: Wanted,
  channel: SlackChannel,
): Promise<Outcome<SlackChannel | null>> {
  const purpose = topicText(url);
  const set = await slack((client) =>
    client.conversations.setPurpose({ channel: channel.id, purpose }),
  );
  if (!set.ok) return set;
  const now = await channelById(slack, channel.id);
  if (!now.ok || !now.value) return now;
  return { ...now, value: holds(now.value.purpose, url) ? now.value : null };
}

/** Topic and purpose as they should be; the purpose always begins with the address. Answers what was changed. */
export async function keepDescribed(
  slack: Slack,
  id: string,
  wanted: { readonly topic: string; readonly purpose: string; readonly url: string },
): Promise<Outcome<readonly ('topic' | 'purpose')[]>> {
  const found = await channelById(slack, id);
  if (!found.ok) return found;
  if (!found.value || found.value.archived) return { ...found, value: [] };
  const changed: ('topic' | 'purpose')[] = [];
  const topic = topicText(wanted.topic);
  const purpose = topicText(`${wanted.url} · ${wanted.purpose}`);
  if (found.value.topic !== topic) {
    const set = await slack((client) => client.conversations.setTopic({ channel: id, topic }));
    if (!set.ok) return set;
    changed.push('topic');
  }
  if (found.value.purpose !== purpose) {
    const set = await slack((client) => client.conversations.setPurpose({ channel: id, purpose }));
    if (!set.ok) return set;
    changed.push('purpose');
  }
  return { ...found, value: changed };
}

/** Archives it; whoever did so before has done it. */
export const archiveChannel = (slack: Slack, channel: string): Promise<Outcome<boolean>> =>
  slack(async (client) => {
    try {
      await client.conversations.archive({ channel });
      return true;
    } catch (error) {
      const said = slackError(error) ?? '';
      if (['already_archived', 'is_archived', 'channel_not_found'].includes(said)) return false;
      throw error;
    }
  });

const channelById = (slack: Slack, channel: string): Promise<Outcome<SlackChannel | null>> =>
  slack(async (client) => {
    try {
      return channelIn((await client.conversations.info({ channel })).channel);
    } catch (error) {
      if (slackError(error) === 'channel_not_found') return null;
      throw error;
    }
  });

/** Slack finds no channel by its name: they are listed, 999 at a time, archived ones too. */
async function channelByName(slack: Slack, name: string): Promise<Outcome<SlackChannel | null>> {
  let cursor = '';
  for (let pages = 0; pages < 100; pages += 1) {
    const from = cursor;
    const page = await slack((client) =>
      client.conversations.list({ types: 'public_channel', limit: 999, cursor: from }),
    );
    if (!page.ok) return page;
    const channels = listOf(page.value, 'channels').flatMap((one) => channelIn(one) ?? []);
    const found = channels.find((channel) => channel.name === name);
    cursor = textOf(page.value, 'response_metadata', 'next_cursor') ?? '';
    if (found || cursor === '') return { ...page, value: found ?? null };
  }
  return { ok: true, value: null, tries: 1 };
}

const isOurBot = (slack: Slack, user: string): Promise<Outcome<boolean>> =>
  slack(async (client) => (await client.auth.test()).user_id === user);

function channelIn(value: unknown): SlackChannel | null {
  const id = textOf(value, 'id');
  const name = textOf(value, 'name');
  if (id === null || name === null) return null;
  return {
    id,
    name,
    topic: topicRead(textOf(value, 'topic', 'value') ?? ''),
    purpose: topicRead(textOf(value, 'purpose', 'value') ?? ''),
    creator: textOf(value, 'creator') ?? '',
    archived: field(value, 'is_archived') === true,
  };
}
