import { decodeRecord, type IncidentRecord, recordIn, visibleText } from '../../src/core/record.ts';
import type { Services } from '../../src/sandbox/services.ts';
import type { IssueView } from '../../src/sandbox/world/views.ts';
import { plainWords } from './plain-words.ts';

const REPEAT = / ?\(may be a repeat\)/g;

/** A call or a piece of news that left for somebody outside GitHub. */
export interface Message {
  /** By what, to whom, and what it says; without "may be a repeat". */
  readonly what: string;
  /** Whether it says that it may be a repeat, or comes where repeats are told apart by themselves. */
  readonly saysRepeat: boolean;
}

/** How a play ended: all that anybody can see of it, one sentence each, and all that left for elsewhere. */
export interface Ending {
  readonly facts: readonly string[];
  readonly messages: readonly Message[];
}

interface Stage {
  readonly issues: readonly IssueView[];
  readonly bot: string;
  readonly services: Services;
}

/** Reads the end off a stage. Times, addresses and numbers that GitHub gives out are left out: they differ. */
export function endingOf({ issues, bot, services }: Stage): Ending {
  const titleOf = new Map(issues.map(({ number, title }) => [number, title]));
  const facts = issues.flatMap((issue) => {
    const all = [...standingOf(issue, titleOf), ...talkOn(issue, bot)];
    return all.map((fact) => `"${plainWords(issue.title)}" ${fact}`);
  });
  return { facts: [...facts, ...roomsOf(services)], messages: messagesOf(services) };
}

/** The chat's channels: what each is, and the card that stands in it. */
const roomsOf = ({ slack }: Services): readonly string[] =>
  slack.world.rooms.flatMap(
    ({ name, topic, purpose, isArchived, members, posts, pins, bookmarks }) =>
      [
        `is ${isArchived ? 'archived' : 'open'}`,
        `has the topic ${topic} and the purpose ${purpose}`,
        ...[...members].map((member) => `has the member ${member}`),
        ...bookmarks.map(({ title }) => `has the bookmark ${title}`),
        ...posts.filter(({ ts }) => pins.includes(ts)).map(({ text }) => `has pinned: ${text}`),
      ].map((fact) => `#${name} ${plainWords(fact)}`),
  );

function standingOf(issue: IssueView, titleOf: ReadonlyMap<number, string>): readonly string[] {
  return [
    `is ${issue.state}${issue.stateReason ? ` as ${issue.stateReason}` : ''}`,
    ...issue.labels.map(({ name }) => `has the label ${name}`),
    ...issue.assignees.map((login) => `is assigned to ${login}`),
    ...(issue.milestone ? [`is in the milestone ${plainWords(issue.milestone.title)}`] : []),
    ...(issue.isPinned ? ['is pinned'] : []),
    ...(issue.parent === null ? [] : [`is a part of "${titleOf.get(issue.parent)}"`]),
    ...linesOf(issue.body).map((line) => `reads: ${line}`),
  ];
}

function talkOn(issue: IssueView, bot: string): readonly string[] {
  return issue.comments.flatMap((comment) => {
    const reactions = comment.reactions
      // 👀 says that a command takes its time: recovering does.
      .filter(({ content }) => content !== 'EYES')
      .map(({ by, content }) => `has ${content} by ${by} on: ${plainWords(comment.body)}`);
    const record = comment.author === bot ? recordIn(decodeRecord(comment.body)) : null;
    if (!record)
      return [`has a comment by ${comment.author}: ${plainWords(comment.body)}`, ...reactions];
    return [
      `has a card${comment.isPinned ? ', pinned' : ''}`,
      ...linesOf(visibleText(comment.body).replace(REPEAT, '')).map(
        (line) => `has on its card: ${line}`,
      ),
      ...recorded(record),
      ...reactions,
    ];
  });
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(plainWords)
    .filter((line) => line !== '');

/** What the record holds: each event, what was made of each comment, and what is noted as not to be had. */
const recorded = ({ events, ledger, comments }: IncidentRecord): readonly string[] => [
  ...events.map((event) => `has on record: ${plainWords(JSON.stringify(event))}`),
  ...Object.entries(ledger).flatMap(([act, { failed }]) =>
    failed ? [`has noted as failed: ${plainWords(act)}`] : [],
  ),
  ...Object.values(comments).map((verdict) => `has read a comment: ${verdict}`),
];

function messagesOf({ pagerDuty, mail, webhooks, slack }: Services): readonly Message[] {
  const message = (by: string, text: string): Message => ({
    what: `${by}: ${plainWords(text.replace(REPEAT, ''))}`,
    saysRepeat: text.search(REPEAT) >= 0,
  });
  return [
    ...pagerDuty.rings.map(({ who, summary }) => message(`PagerDuty rings ${who}`, summary)),
    ...pagerDuty.incidents.map(({ status, summary }) => message(`PagerDuty, ${status}`, summary)),
    ...mail.mails.map(({ to, raw }) => message(`e-mail to ${to.join()}`, saidIn(raw))),
    ...webhooks.heard
      .filter(({ status }) => status === null || status < 400)
      .map(({ path, body }) => message(`webhook ${path}`, textIn(body))),
    ...slack.world.rooms.flatMap(({ name, posts, pins }) =>
      posts
        .filter(({ ts }) => !pins.includes(ts))
        .map(({ text }) => message(`Slack, #${name}`, text)),
    ),
  ];
}

/** Subject and text, without what names the message. */
function saidIn(raw: string): string {
  const [head = '', ...body] = raw.split('\n\n');
  const subject = /^Subject: (.*(?:\n[ \t].*)*)/m.exec(head)?.[1] ?? '';
  return `${subject.replace(/\n[ \t]+/g, ' ')}\n${body.join('\n\n').replace(/=\n/g, '')}`;
}

function textIn(body: string): string {
  const said: unknown = JSON.parse(body);
  return typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : body;
}
