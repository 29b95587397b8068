import { clockTime } from '../core/time.ts';
import { REPOSITORY } from './demo-world.ts';
import type { Services } from './services.ts';
import type { Stage } from './stage.ts';
import type { IssueView } from './world/views.ts';

const BOT = 'tocsin[bot]';

/** What must hold now, and whether it does. */
export interface Check {
  readonly that: string;
  readonly holds: (seen: Seen) => boolean;
}

/** The demo's world, as its checks ask for it: the incident is issue 1, its postmortem issue 2, that of the night 3. */
export interface Seen {
  /** Null where there is no such issue. */
  issue(number: number): IssueView | null;
  readonly openMilestones: number;
  readonly services: Services;
}

export const seen = ({ sandbox, services }: Stage): Seen => ({
  services,
  issue: (number) =>
    sandbox.world.issues(REPOSITORY).find((issue) => issue.number === number) ?? null,
  openMilestones: [...sandbox.world.store.tables.milestones.values()].filter(
    ({ state }) => state === 'OPEN',
  ).length,
});

const INCIDENT = 1;
const POSTMORTEM = 2;

const about = (number: number, that: string, holds: (issue: IssueView) => boolean): Check => ({
  that,
  holds: (world) => {
    const issue = world.issue(number);
    return issue !== null && holds(issue);
  },
});

const isSet = (actual: readonly string[], wanted: readonly string[]): boolean =>
  [...actual].sort().join() === [...wanted].sort().join();

const byApp = ({ comments }: IssueView): IssueView['comments'] =>
  comments.filter(({ author }) => author === BOT);

/** A comment without what is hidden in it. */
const visible = (body: string): string => body.replace(/<!--[\s\S]*?-->/g, '').trim();

export const isWorn = (...labels: readonly string[]): Check =>
  about(INCIDENT, `#1 has the labels ${labels.join(', ')}`, (issue) =>
    isSet(
      issue.labels.map(({ name }) => name),
      labels,
    ),
  );

export const isAssigned = (...logins: readonly string[]): Check =>
  about(INCIDENT, `#1 is assigned to ${logins.join(' and ')}`, ({ assignees }) =>
    isSet(assignees, logins),
  );

export const isPinned = (wanted: boolean): Check =>
  about(
    INCIDENT,
    `#1 is ${wanted ? '' : 'no longer '}pinned`,
    (issue) => issue.isPinned === wanted,
  );

export const isState = (number: number, state: 'open' | 'closed'): Check =>
  about(number, `#${number} is ${state}`, (issue) => issue.state === state);

/** The one pinned comment, announcement and card, says all of this. */
export const cardOf = (number: number, ...parts: readonly string[]): Check =>
  about(number, `the card says ${parts.map((part) => `“${part}”`).join(', ')}`, (issue) => {
    const cards = byApp(issue).filter((comment) => comment.isPinned);
    const [card] = cards;
    return cards.length === 1 && parts.every((part) => visible(card?.body ?? '').includes(part));
  });

export const cardSays = (...parts: readonly string[]): Check => cardOf(INCIDENT, ...parts);

/** How often the pager has rung so far, and for what it rang last. */
export const hasRung = (times: number, summary: string): Check => ({
  that: `PagerDuty has rung ${times === 1 ? 'once' : `${times} times`} so far, for “${summary}”`,
  holds: ({ services: { pagerDuty } }) =>
    pagerDuty.rings.length === times && pagerDuty.rings.at(-1)?.summary === summary,
});

/** What became of the alert that was opened last. */
export const pagerShows = (status: 'acknowledged' | 'resolved'): Check => ({
  that: `its alert in PagerDuty is ${status}`,
  holds: ({ services: { pagerDuty } }) => pagerDuty.incidents.at(-1)?.status === status,
});

/** What Tocsin wrote last into the incident's channel. */
export const hasPosted = (room: string, text: string): Check => ({
  that: `#${room} in Slack has “${text}”`,
  holds: ({ services: { slack } }) =>
    slack.world.rooms
      .find(({ name }) => name === room)
      ?.posts.at(-1)
      ?.text.startsWith(text) ?? false,
});

export const isArchived = (room: string): Check => ({
  that: `#${room} is archived`,
  holds: ({ services: { slack } }) =>
    slack.world.rooms.some(({ name, isArchived: is }) => name === room && is),
});

export const hasMailed = (times: number, to: string, subject: string): Check => ({
  that: `${to} has had ${times === 1 ? 'one mail' : `${times} mails`} so far, the last “${subject}”`,
  holds: ({ services: { mail } }) => {
    const mails = mail.mails.filter((one) => one.to.includes(to));
    return mails.length === times && (mails.at(-1)?.raw.includes(`Subject: ${subject}\n`) ?? false);
  },
});

/** How many comments the app has written on an issue so far. */
export const hasWritten = (count: number, number = INCIDENT): Check =>
  about(
    number,
    `Tocsin has written ${count} ${count === 1 ? 'comment' : 'comments'} on #${number} so far`,
    (issue) => byApp(issue).length === count,
  );

/** The app's last comment, written at this minute of this day, says all of this. */
export const hasSaid = (
  at: string,
  parts: readonly string[],
  { number = INCIDENT, on = '2026-11-23' } = {},
): Check =>
  about(number, `its last word on #${number}, at ${at}, says ${parts.join(', ')}`, (issue) => {
    const last = byApp(issue).at(-1);
    if (!last || !new Date(last.createdAt).toISOString().startsWith(on)) return false;
    return clockTime(last.createdAt) === at && parts.every((part) => last.body.includes(part));
  });

/** The app's reaction to what a person said last. */
export const reactedTo = (login: string, content: 'ROCKET' | 'CONFUSED' | 'none'): Check =>
  about(
    INCIDENT,
    content === 'none'
      ? `it left ${login}'s comment alone`
      : `${login}'s comment got ${content === 'ROCKET' ? '🚀' : '😕'}`,
    ({ comments }) => {
      const said = comments.findLast(({ author }) => author === login);
      const given = said?.reactions.filter(({ by }) => by === BOT).map((one) => one.content);
      return said !== undefined && isSet(given ?? [], content === 'none' ? [] : [content]);
    },
  );

export const hasPostmortem = (due: string, owner: string): readonly Check[] => [
  about(INCIDENT, '#2 is its sub-issue', (issue) => isSet(issue.subIssues.map(String), ['2'])),
  about(
    POSTMORTEM,
    `#2, the postmortem, belongs to ${owner} and is due ${due} in its text and by milestone`,
    (issue) =>
      isSet(issue.assignees, [owner]) &&
      isSet(
        issue.labels.map(({ name }) => name),
        ['postmortem'],
      ) &&
      issue.parent === INCIDENT &&
      visible(issue.body).includes(`**Due:** ${due}`) &&
      isDay(issue.milestone?.dueOn ?? null, due.slice(0, 10)),
  ),
];

const isDay = (at: number | null, day: string): boolean =>
  at !== null && new Date(at).toISOString().startsWith(day);

export const tellsTimeline = (...entries: readonly string[]): Check =>
  about(POSTMORTEM, 'the timeline in #2 is filled in already', ({ body }) =>
    entries.every((entry) => body.includes(entry)),
  );

export const milestoneIsClosed: Check = {
  that: 'its milestone is closed with it',
  holds: ({ openMilestones, issue }) =>
    (issue(POSTMORTEM)?.milestone ?? null) !== null && openMilestones === 0,
};
