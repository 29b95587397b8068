import { z } from 'zod';
import { field, parsed, textOf } from '../../src/notifiers/answer.ts';
import type { Scene } from './story-scene.ts';

/** What a story may expect outside GitHub, of all that has come there so far. */
export const elsewhere = {
  /** How often PagerDuty has rung somebody. */
  'PagerDuty has rung': z.number(),
  /** How its incidents stand, in the order in which they were opened. */
  'PagerDuty shows': z.array(z.enum(['triggered', 'acknowledged', 'resolved'])),
  /** The subjects of the e-mails that were taken. */
  'e-mails': z.array(z.string()),
  /** What kind of message, and its headline. */
  'the webhook has heard': z.array(z.string()),
};

export const factsElsewhere: Readonly<Record<string, (scene: Scene) => unknown>> = {
  'PagerDuty has rung': ({ stage }) => stage.services.pagerDuty.rings.length,
  'PagerDuty shows': ({ stage }) => stage.services.pagerDuty.incidents.map(({ status }) => status),
  'e-mails': ({ stage }) => stage.services.mail.mails.map(({ raw }) => subjectIn(raw)),
  'the webhook has heard': ({ stage }) =>
    stage.services.webhooks.heard
      .filter(({ status }) => status !== null && status < 300)
      .map(({ body }) => headlineIn(parsed(body))),
};

/** A long subject goes on in the next line. */
const subjectIn = (mail: string): string =>
  /^Subject: (.*(?:\n[ \t].*)*)$/m.exec(mail)?.[1]?.replace(/\n[ \t]+/g, ' ') ?? '';

const headlineIn = (message: unknown): string =>
  `${textOf(message, 'kind')}${field(message, 'repeat') ? ' again' : ''}: ${textOf(message, 'headline')}`;
