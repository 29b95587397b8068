import type { WebhookFormat } from '../../core/destination.ts';
import type { Notification } from '../../core/notification.ts';
import { clean, cut, exerciseNote, headline, issueName, oneLine, plainText } from '../wording.ts';

/*
 * What a webhook's body looks like. In each of them people's words are text and nothing else: they mention nobody,
 * and no link of theirs looks like another.
 */

type Body = (notification: Notification, unclear: boolean) => unknown;

/** Our own: `docs/before/webhook.md` says what each field is. Fields are added, never changed. */
const tocsin: Body = (notification, unclear) => {
  const { id, kind, to, facts, words, repeat } = notification;
  return {
    version: 1,
    id,
    kind,
    to,
    drill: facts.drill,
    test: facts.test ?? false,
    repeat: repeat || unclear,
    headline: headline(notification, unclear),
    fields: words.fields.map(({ name, value }) => ({ name: oneLine(name), value: clean(value) })),
    text: plainText(notification, unclear),
    incident: {
      repository: facts.repository,
      number: facts.number,
      url: facts.url,
      title: facts.title,
      severity: facts.severity,
      severityLabel: facts.severityLabel,
      status: facts.status,
    },
  };
};

const run = (text: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...more }],
});

/** An Adaptive Card for a Teams workflow; its limit is 28 KB. Text runs know no Markdown. */
const teams: Body = (notification, unclear) => {
  const { words, facts } = notification;
  const note = exerciseNote(notification);
  const fields = words.fields
    .slice(0, 10)
    .flatMap(({ name, value }) => [
      run(cut(oneLine(name), 100), { weight: 'Bolder' }),
      run(cut(clean(value), 500)),
    ]);
  const title = cut(headline(notification, unclear), 300);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      run(title, { weight: 'Bolder', size: 'Large' }),
      ...(note === null ? [] : [run(note)]),
      ...fields,
    ],
    actions: [{ type: 'Action.OpenUrl', title: issueName(notification), url: facts.url }],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
};

/** Markdown in which nothing is Markdown, and `@` and `#` begin nothing. */
const literal = (text: string): string =>
  clean(text)
    .replace(/[\\`*_~[\]<>|!]/g, '\\$&')
    .replace(/[@#]/g, '$&\u200b')
    .replace(/:(?=\/\/)/g, ':\u200b')
    .replace(/^(\s*)([-+=]|\d+[.)])/gm, '$1\\$2');

/** A message for Mattermost's incoming webhooks, at most 16,383 characters. */
const mattermost: Body = (notification, unclear) => {
  const { words, facts } = notification;
  const note = exerciseNote(notification);
  const fields = words.fields
    .slice(0, 10)
    .map(
      ({ name, value }) => `**${literal(cut(oneLine(name), 100))}** ${literal(cut(value, 400))}`,
    );
  return {
    text: [
      `**${literal(cut(headline(notification, unclear), 300))}**`,
      ...(note === null ? [] : [note]),
      ...fields,
      `[${literal(issueName(notification))}](${facts.url})`,
    ].join('\n\n'),
  };
};

/** An embed for Discord's webhooks: 25 fields, 6,000 characters in all; nobody is mentioned. */
const discord: Body = (notification, unclear) => {
  const { words, facts } = notification;
  const fields = words.fields.slice(0, 10).map(({ name, value }) => ({
    name: literal(cut(oneLine(name), 60)) || '–',
    value: cut(literal(cut(value, 220)), 450) || '–',
  }));
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cut(literal(cut(headline(notification, unclear), 200)), 256),
        url: facts.url,
        description: exerciseNote(notification) ?? literal(issueName(notification)),
        fields,
      },
    ],
  };
};

const BODIES: Readonly<Record<WebhookFormat, Body>> = { tocsin, teams, mattermost, discord };

/** The body of a webhook as JSON. */
export const webhookBody = (
  format: WebhookFormat,
  notification: Notification,
  unclear: boolean,
): string => JSON.stringify(BODIES[format](notification, unclear));
