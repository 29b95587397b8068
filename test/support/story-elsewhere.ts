import { z } from 'zod';
import { field, parsed, textOf } from '../../src/notifiers/answer.ts';
import { topicRead } from '../../src/notifiers/slack/text.ts';
import { BOT } from '../../src/sandbox/stand-ins/slack-world.ts';
import type { Scene } from './story-scene.ts';

/** What a story may expect outside GitHub, of all that has come there so far. */
export const elsewhere = {
  /** How often PagerDuty has rung somebody. */
  'PagerDuty has rung': z.number(),
  /** How its incidents stand, in the order in which they were opened. */
  'PagerDuty shows': z.array(z.enum(['triggered', 'acknowledged', 'resolved'])),
  /** The subjects of the e-mails that were taken. */
  'e-mails': z.array(z.string()),
  /** The channels of its workspace that are not archived, and those that are. */
  'Slack shows': z.record(z.string(), z.enum(['open', 'archived'])),
  /** How the last channel that was made is described, who is in it, and what was posted there, but for the card. */
  'the channel is about': z.string(),
  'the channel has': z.array(z.string()),
  'the channel has heard': z.array(z.string()),
  'its bookmarks': z.array(z.string()),
  /** Where they lead, without the server in front. */
  'its bookmarks lead to': z.array(z.string()),
  /** Its purpose, without the server in front. */
  'the channel is for': z.string(),
  'Slack was asked': z.number(),
  /** What kind of message, and its headline. */
  'the webhook has heard': z.array(z.string()),
};

export const factsElsewhere: Readonly<Record<string, (scene: Scene) => unknown>> = {
  'PagerDuty has rung': ({ stage }) => stage.services.pagerDuty.rings.length,
  'PagerDuty shows': ({ stage }) => stage.services.pagerDuty.incidents.map(({ status }) => status),
  'e-mails': ({ stage }) => stage.services.mail.mails.map(({ raw }) => subjectIn(raw)),
  'Slack shows': ({ stage }) =>
    Object.fromEntries(
      stage.services.slack.world.rooms.map(
        ({ name, isArchived }) => [name, isArchived ? 'archived' : 'open'] as const,
      ),
    ),
  'the channel is about': (scene) => roomIn(scene)?.topic,
  'the channel has': (scene) => [...(roomIn(scene)?.members ?? [])].filter((id) => id !== BOT),
  'the channel has heard': (scene) => {
    const room = roomIn(scene);
    return room?.posts.filter(({ ts }) => !room.pins.includes(ts)).map(({ text }) => said(text));
  },
  'its bookmarks': (scene) => roomIn(scene)?.bookmarks.map(({ title }) => title),
  'its bookmarks lead to': (scene) =>
    roomIn(scene)?.bookmarks.map(({ link }) => new URL(link).pathname.slice(1)),
  'the channel is for': (scene) =>
    topicRead(roomIn(scene)?.purpose ?? '').replace(/https?:\/\/[^/]+\//, ''),
  'Slack was asked': ({ stage }) => stage.services.slack.heard.length,
  'the webhook has heard': ({ stage }) =>
    stage.services.webhooks.heard
      .filter(({ status }) => status !== null && status < 300)
      .map(({ body }) => headlineIn(parsed(body))),
};

/** The last channel that we made. */
const roomIn = ({ stage }: Scene) =>
  stage.services.slack.world.rooms.findLast(({ creator }) => creator === BOT);

/** A message's text without the address at its end. */
const said = (text: string): string => text.replace(/ <?https?:\S+$/, '');

/** A long subject goes on in the next line. */
const subjectIn = (mail: string): string =>
  /^Subject: (.*(?:\n[ \t].*)*)$/m.exec(mail)?.[1]?.replace(/\n[ \t]+/g, ' ') ?? '';

const headlineIn = (message: unknown): string =>
  `${textOf(message, 'kind')}${field(message, 'repeat') ? ' again' : ''}: ${textOf(message, 'headline')}`;
