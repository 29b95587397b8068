import { z } from 'zod';
import { PAGERDUTY_REGIONS, WEBHOOK_FORMATS } from '../core/destination.ts';
import { SECRET_ALLOWED, secretIn } from '../core/secret.ts';
import { address, aMinuteOrMore, group, line, logins, section, yesOrNo } from './policy-values.ts';

/*
 * Whom the names of groups stand for, as people write it: people, rotations, and where a group is reached
 * outside GitHub. A credential is only ever `${NAME}`; nothing else may hold one.
 */

/** `${NAME}`, and the whole of the value. */
const secret = z.string({ error: SECRET_ALLOWED }).transform((text, context) => {
  const name = secretIn(text.trim());
  if (name !== null) return { secret: name };
  context.addIssue({ code: 'custom', message: SECRET_ALLOWED });
  return z.NEVER;
});

/** One or several. */
const some = <Item extends z.ZodType>(item: Item, error: string) =>
  z.union([item.transform((one) => [one]), z.array(item).max(10, { error: 'at most 10' })], {
    error,
  });

const pagerduty = z.union(
  [
    secret.transform((key) => ({ key, region: 'us' as const })),
    z.strictObject({
      key: secret.describe('The integration key of a service (Events API v2)'),
      region: z
        .enum(PAGERDUTY_REGIONS, { error: 'us or eu' })
        .default('us')
        .describe('Where PagerDuty keeps the account'),
    }),
  ],
  { error: `${SECRET_ALLOWED}, or a mapping with key and region` },
);

const channelAllowed =
  "a channel's id such as C024BE91L (at the end of its address), or a member's such as U024BE7LH";
const channel = z
  .string({ error: channelAllowed })
  .regex(/^[CGDUW][A-Z0-9]{6,20}$/, { error: channelAllowed });
const mentionAllowed = 'ids of members (U…, W…) or user groups (S…)';
const slack = z.union(
  [
    channel.transform((one) => ({ channel: one, mention: [] as string[] })),
    z.strictObject({
      channel: channel.describe('Where the call is posted'),
      mention: z
        .array(
          z
            .string({ error: mentionAllowed })
            .regex(/^[UWS][A-Z0-9]{6,20}$/, { error: mentionAllowed }),
          { error: mentionAllowed },
        )
        .max(20, { error: 'at most 20' })
        .default([])
        .describe('Whom it mentions'),
    }),
  ],
  { error: `${channelAllowed}, or a mapping with channel and mention` },
);

const mailAllowed = 'an e-mail address such as ops@example.com';
const mail = z.email({ error: mailAllowed }).max(254, { error: mailAllowed });

const webhookAllowed =
  'an address that begins with https://, or the name of a secret that holds it';
const webhook = z.union(
  [
    address.transform((url) => ({ url, key: null, format: 'tocsin' as const })),
    z.strictObject({
      url: z
        .union([secret, address], { error: webhookAllowed })
        .describe('Where it is sent; a secret where whoever knows the address may post'),
      key: secret.nullable().default(null).describe('What the body is signed with'),
      format: z
        .enum(WEBHOOK_FORMATS, { error: WEBHOOK_FORMATS.join(', ') })
        .default('tocsin')
        .describe('What the body looks like'),
    }),
  ],
  { error: 'an address that begins with https://, or a mapping with url, key and format' },
);

const scheduleAllowed = "a schedule's id in PagerDuty such as PI7DH85 (at the end of its address)";
const schedule = z
  .string({ error: scheduleAllowed })
  .regex(/^[A-Z][A-Z0-9]{5,19}$/, { error: scheduleAllowed });
const userGroupAllowed = "a user group's id in Slack such as S0615G0KT";
const userGroup = z
  .string({ error: userGroupAllowed })
  .regex(/^S[A-Z0-9]{6,20}$/, { error: userGroupAllowed });

const rotationName = group;

const reachSection = section({
  people: logins.describe('GitHub logins'),
  rotation: some(rotationName, 'the name of a rotation, or a list of them').describe(
    'Whoever has the turn in these rotations',
  ),
  schedule: some(schedule, scheduleAllowed).describe(
    'Whoever is on call in these schedules of PagerDuty',
  ),
  user_group: some(userGroup, userGroupAllowed).describe(
    'Whoever is in these user groups of Slack',
  ),
  pagerduty: some(pagerduty, SECRET_ALLOWED).describe('Services of PagerDuty'),
  slack: some(slack, channelAllowed).describe('Channels and people of Slack'),
  email: some(mail, mailAllowed).describe('E-mail addresses'),
  webhook: some(webhook, webhookAllowed).describe('Addresses that are sent JSON'),
});

const reach = z.union([logins, reachSection], {
  error:
    'GitHub logins such as [ana, ben], or a mapping with people, rotation, schedule, user_group, pagerduty, slack, email, webhook',
});
/** Where an incident is announced, as it is written. */
export const inform = section({
  slack: some(channel, channelAllowed).describe('Channels and people of Slack'),
  email: some(mail, mailAllowed).describe('E-mail addresses'),
  webhook: some(webhook, webhookAllowed).describe('Addresses that are sent JSON'),
})
  .nullable()
  .describe('Who is sent the announcement, every update and the end, and is not called');

/** A group as it was written, after the schema. */
export type WrittenReach = z.output<typeof reach>;

export const responders = z
  .record(group, reach, { error: 'a mapping from group names to who is in them' })
  .nullable()
  .describe('Who is in which group: GitHub logins, or how the group is reached');

export const services = z
  .record(line(100), z.record(group, reach), {
    error: 'a mapping from services to groups',
  })
  .nullable()
  .describe('Groups that are somebody else where the form names the service');

const overrideSection = z.strictObject({
  member: line(40).describe('Who stands in'),
  from: line(40).describe('From when: a day, or "2026-12-24 18:00" in the rotation’s zone'),
  until: line(40).describe('Until when'),
});
export const rotations = z
  .record(
    rotationName,
    z.strictObject(
      {
        timezone: line(60).describe('A time zone of the IANA database'),
        members: z
          .array(line(40), { error: 'a list of GitHub logins' })
          .max(100, { error: 'at most 100' })
          .describe('Who takes turns, in this order'),
        start: line(20).describe("The day on which the first member's first turn begins"),
        every: line(20).optional().describe('daily, weekly, or a length such as 12h or 14d'),
        handover: line(10).optional().describe('The time of day of the hand-over, "09:00"'),
        overrides: z
          .array(overrideSection, { error: 'a list of {member, from, until}' })
          .max(200, { error: 'at most 200' })
          .optional()
          .describe('Who stands in for whoever has the turn'),
      },
      {
        error:
          'a mapping with timezone, members and start, and if wanted every, handover and overrides',
      },
    ),
    { error: 'a mapping from names to rotations' },
  )
  .nullable()
  .describe('Who is on call in turn');

const slackIdAllowed = "a member's id of Slack such as U024BE7LH";
const phoneAllowed = 'a phone number such as "+44 20 7946 0000", in quotes';
export const people = z
  .record(
    line(40),
    section({
      slack: z
        .string({ error: slackIdAllowed })
        .regex(/^[UW][A-Z0-9]{6,20}$/, { error: slackIdAllowed })
        .describe("The member's id of Slack"),
      email: mail.describe('An e-mail address'),
      phone: z
        .string({ error: phoneAllowed })
        .regex(/^\+?[\d ()/.-]{4,30}$/, { error: phoneAllowed })
        .describe('Printed only where a call failed, and only in private repositories'),
    }),
    { error: 'a mapping from GitHub logins to slack, email and phone' },
  )
  .nullable()
  .describe('How else people are reached, by GitHub login');

const memberAllowed = "a list of members' ids of Slack such as [U024BE7LH]";
export const slackSection = section({
  token: secret.describe('The bot token (xoxb-…)'),
  channel: yesOrNo.describe(
    'Whether each incident that is more than a ticket has a channel of its own',
  ),
  archive_after: aMinuteOrMore
    .nullable()
    .describe("How long after the incident's end its channel is archived; null: never"),
  invite: z
    .array(
      z.string({ error: memberAllowed }).regex(/^[UW][A-Z0-9]{6,20}$/, { error: memberAllowed }),
      {
        error: memberAllowed,
      },
    )
    .max(100, { error: 'at most 100' })
    .describe('Members who are invited to every such channel, by their ids'),
})
  .nullable()
  .describe('The workspace of Slack');

export const pagerDutySection = z
  .strictObject(
    {
      api_key: secret.describe('A read-only key of its REST API'),
      region: z
        .enum(PAGERDUTY_REGIONS, { error: 'us or eu' })
        .default('us')
        .describe('Where PagerDuty keeps the account'),
    },
    { error: 'a mapping with api_key and, if wanted, region' },
  )
  .nullable()
  .describe('How PagerDuty is read, so that an answer there is one here');
