import { variableOf } from '../core/secret.ts';
import { type Hands, lacking, type Notifier, notifier, type Taken } from './notifier.ts';
import { SLACK_URL, slackOf } from './slack/client.ts';
import { slackMessage } from './slack/message.ts';

/**
 * Slack: a message into a channel or to a person, in Block Kit. A page mentions whom the policy names there, so
 * that their phones ring as far as their own settings let them. Slack knows no message it has had before: one that
 * is sent again says that it may be a repeat.
 */
export const slack = (hands: Hands, url: string = SLACK_URL): Notifier =>
  notifier(hands, {
    name: 'slack',
    carries: ['page', 'announcement', 'update', 'resolved', 'note'],
    dedupes: false,
    send: async (notification, { token, channel, mention }) => {
      const { owner } = notification.facts.repository;
      const secret = hands.secret(owner, token.secret);
      if (!secret.ok) return lacking(secret.refusal);
      const variable = variableOf(owner, token.secret);
      const call = slackOf({ clock: hands.clock, token: secret.value, variable, url });
      const called = notification.kind === 'page' ? mention : [];
      return call(async (client, unclear): Promise<Taken> => {
        const message = slackMessage(notification, { mention: called, unclear });
        const plain = { unfurl_links: false, unfurl_media: false };
        const answer = await client.chat.postMessage({ channel, ...message, ...plain });
        return { result: 'sent', ref: `${answer.channel ?? channel}:${answer.ts ?? ''}` };
      });
    },
  });
