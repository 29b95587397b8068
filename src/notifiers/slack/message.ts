import type { KnownBlock } from '@slack/web-api';
import type { Notification } from '../../core/notification.ts';
import { cut, exerciseNote, headline, issueName, oneLine } from '../wording.ts';
import { mrkdwn, slackLink, slackMention } from './text.ts';

/** A message in Block Kit, and what notifications and old clients show of it. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack takes 50 blocks; the first and the last are ours. */
const MOST_FIELDS = 40;

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** `mention` are ids of members and user groups whom it notifies; what is no id notifies nobody. */
export function slackMessage(
  notification: Pick<Notification, 'words' | 'facts' | 'repeat'>,
  { mention, unclear }: { readonly mention: readonly string[]; readonly unclear: boolean },
): SlackMessage {
  const { words, facts } = notification;
  const title = headline(notification, unclear);
  const called = mention.flatMap((id) => slackMention(id) ?? []).join(' ');
  const note = exerciseNote(notification);
  const issue = `${slackLink(facts.url, issueName(notification))} · ${mrkdwn(facts.status, 100)}`;
  const blocks: readonly (KnownBlock | null)[] = [
    { type: 'header', text: { type: 'plain_text', text: cut(title, 150), emoji: false } },
    called === '' ? null : section(called),
    note === null ? null : section(note),
    ...words.fields
      .slice(0, MOST_FIELDS)
      .map(({ name, value }) =>
        section(`*${mrkdwn(oneLine(name), 100)}*\n${mrkdwn(value, 2_800)}`),
      ),
    { type: 'context', elements: [{ type: 'mrkdwn', text: issue, verbatim: true }] },
  ];
  const text = `${called} ${mrkdwn(title, 3_000)} ${mrkdwn(facts.url, 600)}`.trim();
  return { text, blocks: blocks.flatMap((block) => block ?? []) };
}
