import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { visibleText } from '../../src/core/record.ts';
import type { IssueView } from '../../src/sandbox/world/views.ts';
import { elsewhere, factsElsewhere } from './story-elsewhere.ts';
import type { Scene } from './story-scene.ts';
import { mentionsIn, plain, readable } from './story-text.ts';

const some = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

/** What a story may expect of an issue. *New* is what the app has said there since the last look. */
export const expectation = z
  .strictObject({
    labels: z.array(z.string()),
    assignees: z.array(z.string()),
    is: z.enum(['open', 'closed']),
    'closed as': z.enum(['completed', 'not_planned', 'duplicate']),
    pinned: z.boolean(),
    title: z.string(),
    milestone: z.string().nullable(),
    'due on': z.string(),
    parent: z.number().nullable(),
    'sub-issues': z.array(z.number()),
    'body says': some,
    'body does not say': some,
    cards: z.number(),
    'card says': some,
    'card does not say': some,
    'card is pinned': z.boolean(),
    'comments by the app': z.number(),
    'new comments': z.number(),
    'new comments say': some,
    'new comments do not say': some,
    /** Everybody whom new comments notify. */
    called: z.array(z.string()),
    /** Of the app, on the last comment by a person. */
    reaction: z.enum(['rocket', 'confused', 'none']),
    issues: z.number(),
    ...elsewhere,
    /** Changes that the app made since the last look at anything. */
    writes: z.number(),
  })
  .partial();

type Expectation = z.output<typeof expectation>;

/** Every difference between what is expected of an issue and what is there, in words. */
export function differences(
  scene: Scene,
  { number, repo }: { readonly number: number; readonly repo: string | undefined },
  wanted: Expectation,
): readonly string[] {
  const issue = scene.issue(number, repo);
  const seen = look(scene, issue, scene.lastSeen(number, repo));
  scene.looked(number, repo);
  return Object.entries(wanted).flatMap(([name, value]) => {
    const told = TEXTS[name];
    if (told && Array.isArray(value)) return missing(name, value.map(String), told(seen));
    const outside = factsElsewhere[name];
    const fact = outside ? () => inOrder(outside(scene)) : FACTS[name];
    if (!fact) throw new Error(`Nobody knows how to look for "${name}".`);
    const actual = fact(seen);
    if (isDeepStrictEqual(actual, inOrder(value))) return [];
    return [`${name}: ${JSON.stringify(value)} was expected, there is ${JSON.stringify(actual)}`];
  });
}

interface Seen {
  readonly scene: Scene;
  readonly issue: IssueView;
  readonly cards: IssueView['comments'];
  readonly ours: IssueView['comments'];
  readonly fresh: IssueView['comments'];
}

function look(scene: Scene, issue: IssueView, lastSeen: number): Seen {
  const ours = issue.comments.filter(({ author }) => author === scene.bot);
  const cards = ours.filter(({ body }) => body.includes('<!-- tocsin:record'));
  return { scene, issue, ours, cards, fresh: ours.filter(({ id }) => id > lastSeen) };
}

const FACTS: Readonly<Record<string, (seen: Seen) => unknown>> = {
  labels: ({ issue }) => inOrder(issue.labels.map(({ name }) => name)),
  assignees: ({ issue }) => inOrder(issue.assignees),
  is: ({ issue }) => issue.state,
  'closed as': ({ issue }) => issue.stateReason,
  pinned: ({ issue }) => issue.isPinned,
  title: ({ issue }) => issue.title,
  milestone: ({ issue }) => issue.milestone?.title ?? null,
  'due on': ({ issue }) => new Date(issue.milestone?.dueOn ?? 0).toISOString().slice(0, 10),
  parent: ({ issue }) => issue.parent,
  'sub-issues': ({ issue }) => issue.subIssues,
  cards: ({ cards }) => cards.length,
  'card is pinned': ({ cards }) => cards.every(({ isPinned }) => isPinned),
  'comments by the app': ({ ours }) => ours.length,
  'new comments': ({ fresh }) => fresh.length,
  called: ({ fresh }) => inOrder([...new Set(fresh.flatMap(({ body }) => mentionsIn(body)))]),
  reaction: ({ issue, scene }) => {
    const last = issue.comments.findLast(({ author }) => author !== scene.bot);
    const ours = last?.reactions.filter(({ by }) => by === scene.bot) ?? [];
    return ours.map(({ content }) => content.toLowerCase()).join(' and ') || 'none';
  },
  issues: ({ scene }) => scene.issues().length,
  writes: ({ scene }) => scene.writes(),
};

const TEXTS: Readonly<Record<string, (seen: Seen) => string>> = {
  'card says': card,
  'card does not say': card,
  'new comments say': news,
  'new comments do not say': news,
  'body says': ({ issue }) => readable(issue.body),
  'body does not say': ({ issue }) => readable(issue.body),
};

function card({ cards }: Seen): string {
  return cards.map(({ body }) => readable(visibleText(body))).join('\n');
}

function news({ fresh }: Seen): string {
  return fresh.map(({ body }) => readable(visibleText(body))).join('\n');
}

function missing(name: string, wanted: readonly string[], text: string): readonly string[] {
  const not = name.endsWith('not say');
  return wanted
    .filter((words) => text.includes(plain(words)) === not)
    .map(
      (words) =>
        `${name} ${JSON.stringify(words)}, but what is there ${not ? 'does' : 'is'}:\n    ${text || '(nothing)'}`,
    );
}

const inOrder = <Value>(value: Value): Value | unknown[] =>
  Array.isArray(value) ? value.toSorted() : value;
