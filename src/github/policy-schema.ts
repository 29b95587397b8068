import { z } from 'zod';
import {
  inform,
  pagerDutySection,
  people,
  responders,
  rotations,
  services,
  slackSection,
} from './calling-schema.ts';
import {
  address,
  aMinuteOrMore,
  bots,
  colour,
  days,
  group,
  label,
  length,
  line,
  logins,
  repository,
  role,
  section,
  teams,
  timeOfDay,
  timezone,
  whole,
  yesOrNo,
} from './policy-values.ts';

/*
 * What `.github/incidents.yml` may say, as people write it. The descriptions go into the JSON Schema
 * (`npm run docs`), which editors show; .github/incidents.example.yml says the same at more length.
 */

const severity = section({
  name: line(50).describe('What the severity is called, beside its label'),
  label: label.describe('The label on GitHub'),
  colour: colour.describe("The label's colour, six hexadecimal digits"),
  meaning: line(100).describe('What the severity means; the label has it too'),
  respond: aMinuteOrMore
    .nullable()
    .describe('Until somebody must have acknowledged; null: there is no clock'),
  page: z
    .array(group, { error: 'a list of group names, such as [on-call, director]' })
    .max(20, { error: 'at most 20 groups' })
    .describe('Groups to call, in the order in which an unanswered call climbs'),
  page_in: z
    .enum(['any', 'business-hours'], { error: 'any or business-hours' })
    .describe('When they are called: at any hour, or not before business hours'),
  roles: yesOrNo.describe('Whether the roles that are required must be held'),
  update: aMinuteOrMore
    .nullable()
    .describe('How often a status update is due; null: none is promised'),
  postmortem: yesOrNo.describe('Whether a postmortem is owed'),
  pin: yesOrNo.describe('Whether the issue is pinned while the incident lasts'),
});

const roleSection = section({
  title: line(50).describe('What the role is called in messages'),
  duty: line(100).describe('What its holder does'),
  required: yesOrNo.describe('Whether it is missed where nobody holds it'),
});

const status = (name: string) =>
  section({
    label: label.describe('The label on GitHub'),
    colour: colour.describe("The label's colour, six hexadecimal digits"),
    description: line(100).describe("The label's description"),
  })
    .nullable()
    .describe(`The label of the status ${name}`);

const levelAllowed = 'a level from 1 (the worst) to 9';

/** A section with nothing under it is as good as absent. */
export const policySchema = section({
  severities: z
    .record(z.string().regex(/^[1-9]$/, { error: levelAllowed }), severity.nullable(), {
      error: 'a mapping from levels (1, 2, …) to what they mean',
    })
    .nullable()
    .describe('The severities by level, 1 the worst; each key of each level may be changed alone'),
  unknown_severity: whole(1, 9, levelAllowed).describe(
    'The level of an incident that was declared without one',
  ),
  rights: section({
    command: z
      .enum(['triage', 'write', 'maintain'], { error: 'triage, write or maintain' })
      .describe('The least right with which somebody may command in a public repository'),
    teams: teams.describe('Teams of the organisation whose members may command too'),
    people: logins.describe('People who may command too, by GitHub logins'),
    declare: z
      .enum(['anyone', 'responders'], { error: 'anyone or responders' })
      .describe('Whose report is an incident at once in a private repository'),
  })
    .nullable()
    .describe('Who may command, and whose report is an incident at once'),
  roles: z
    .record(role, roleSection.nullable(), {
      error: 'a mapping from roles (ic, ops, comms, or your own) to what they are',
    })
    .nullable()
    .describe('Roles that one person at a time holds; null takes out ops or comms'),
  statuses: section({
    investigating: status('investigating'),
    mitigating: status('mitigating'),
    monitoring: status('monitoring'),
    resolved: status('resolved'),
  })
    .nullable()
    .describe('How the labels of the four statuses look'),
  labels: section({
    unconfirmed: label.describe('On an incident that nobody with the right has confirmed'),
    drill: label.describe('On an exercise'),
    action_item: label.describe('On what is to be done after an incident'),
  })
    .nullable()
    .describe('What the other labels are called; incident and postmortem have their names'),
  responders,
  services,
  rotations,
  people,
  slack: slackSection,
  pagerduty: pagerDutySection,
  inform,
  clocks: section({
    grace: length(0, '0s').describe('What every clock waits beyond its time'),
    commander: aMinuteOrMore.describe('From the acknowledgement to "who commands?"'),
    mitigation: aMinuteOrMore.describe('From the acknowledgement to "what can be rolled back?"'),
    update_silence: aMinuteOrMore.describe("From an overdue update's mention to the call"),
    rounds: whole(1, 10, 'a whole number from 1 to 10').describe(
      'How often unanswered groups are called before one loud comment ends it',
    ),
  })
    .nullable()
    .describe('How long is waited for what'),
  postmortem: section({
    within: aMinuteOrMore.describe('Until when it is due, from the resolution'),
    due: z
      .enum(['milestone', 'body'], { error: 'milestone or body' })
      .describe('Where the due date shows'),
    owed_by: z
      .enum(['highest', 'final'], { error: 'highest or final' })
      .describe('Which severity decides whether one is owed'),
    guide: address.nullable().describe('The address of your guide, linked from every postmortem'),
    repository: repository
      .nullable()
      .describe('Where postmortems are opened, if not beside their incident'),
  })
    .nullable()
    .describe('When a postmortem is owed, and by when'),
  drills: section({
    page: yesOrNo.describe('Whether people are called all the same, with DRILL in front'),
  })
    .nullable()
    .describe('What a drill does'),
  business_hours: section({
    timezone: timezone.describe('A time zone of the IANA database, such as Europe/Berlin'),
    days: days.describe('Days of work'),
    from: timeOfDay.describe('When they begin, "09:00"'),
    to: timeOfDay.describe('When they end, the same day'),
  })
    .nullable()
    .describe('When people are reminded of paperwork, and called for what can wait'),
  manager: group.describe('The group that hears of what nobody answered'),
  bots: bots.describe('Bots that may do whatever a person with triage rights may'),
});

/** The file's content after the schema: durations in milliseconds, colours bare, days as numbers. */
export type WrittenPolicy = z.output<typeof policySchema>;
