import { INCIDENT_LABEL } from '../core/adoption.ts';
import type { Instant } from '../core/time.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { ActAnswer, CommentAnswer, IssueAnswer, OlderAnswer, Page } from './answers.ts';
import { ask, type GitHub } from './client.ts';
import type { Place } from './observe.ts';
import { OLDER_QUERY } from './snapshot-query.ts';

export interface Whole {
  readonly comments: readonly CommentAnswer[];
  readonly acts: readonly ActAnswer[];
}

/** An issue longer than this is read no further back: 2,500 comments and 3,000 acts in one look-back. */
const MOST_PAGES = 50;

/**
 * The comments and acts that matter: the first page, and further ones only while the oldest one seen
 * is newer than `since`. Without a `since` (no record is known) the look-back ends at the label.
 */
export async function older(
  github: GitHub,
  place: Place,
  {
    issue,
    since,
    trusted,
  }: { readonly issue: IssueAnswer; readonly since: Instant | null; readonly trusted: Trusted },
): Promise<Whole> {
  const comments = new Map<string, CommentAnswer>();
  const acts = new Map<string, ActAnswer>();
  const take = (last?: Page<CommentAnswer>, timeline?: Page<ActAnswer>): void => {
    for (const node of last?.nodes ?? []) if (node) comments.set(node.id, node);
    for (const node of timeline?.nodes ?? []) if (node?.id) acts.set(node.id, node);
  };
  for (const node of issue.first.nodes) if (node) comments.set(node.id, node);
  take(issue.last, issue.timelineItems);
  let { last, timelineItems }: Pages = issue;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const floor = since ?? declaredAt([...acts.values()], trusted) ?? Number.NEGATIVE_INFINITY;
    const wantsTimeline: boolean = reaches(timelineItems, floor);
    const wantsComments: boolean = reaches(last, floor) && (since !== null || isLabelled(issue));
    if (!wantsComments && !wantsTimeline) break;
    const answer: OlderAnswer = await ask<OlderAnswer>(github, OLDER_QUERY, {
      owner: place.owner,
      repo: place.name,
      number: place.issue,
      comments: last?.pageInfo.startCursor ?? null,
      withComments: wantsComments,
      timeline: timelineItems?.pageInfo.startCursor ?? null,
      withTimeline: wantsTimeline,
    });
    const further = answer.repository?.issue;
    last = wantsComments ? further?.last : last;
    timelineItems = wantsTimeline ? further?.timelineItems : timelineItems;
    take(last, timelineItems);
  }
  const byTime = (a: { createdAt: string }, b: { createdAt: string }): number =>
    Date.parse(a.createdAt) - Date.parse(b.createdAt);
  return { comments: [...comments.values()].sort(byTime), acts: [...acts.values()].sort(byTime) };
}

interface Pages {
  last?: Page<CommentAnswer> | undefined;
  timelineItems?: Page<ActAnswer> | undefined;
}

/** Whether the page before this one may still hold something newer than `floor`. */
function reaches(page: Page<{ readonly createdAt: string }> | undefined, floor: Instant): boolean {
  if (!page?.pageInfo.hasPreviousPage) return false;
  const oldest = page.nodes.find((node) => node !== null);
  return oldest !== undefined && oldest !== null && Date.parse(oldest.createdAt) >= floor;
}

function declaredAt(acts: readonly ActAnswer[], trusted: Trusted): Instant | null {
  const label = acts.find(
    ({ __typename, label, actor }) =>
      __typename === 'LabeledEvent' &&
      label?.name === INCIDENT_LABEL &&
      !actorFrom(actor, trusted).ours,
  );
  return label ? Date.parse(label.createdAt) : null;
}

const isLabelled = ({ labels }: IssueAnswer): boolean =>
  labels.nodes.some(({ name }) => name === INCIDENT_LABEL);
