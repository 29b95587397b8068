import { INCIDENT_LABEL } from '../core/adoption.ts';
import { decodeRecord } from '../core/record.ts';
import type { Instant } from '../core/time.ts';
import { ask, type GitHub } from './client.ts';
import type { MaybeCard } from './observe.ts';
import { INCIDENTS_QUERY, NEWER_QUERY } from './snapshot-query.ts';

interface Onward {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface Comments {
  readonly nodes: readonly (MaybeCard | null)[];
  readonly pageInfo: Onward;
}

interface Listed {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly state: string;
  readonly updatedAt: string;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
  readonly comments: Comments;
}

interface IncidentsAnswer {
  readonly repository: {
    readonly issues: {
      readonly totalCount: number;
      readonly pageInfo: Onward;
      readonly nodes: readonly (Listed | null)[];
    };
  } | null;
}

interface NewerAnswer {
  readonly repository: { readonly issue: { readonly comments: Comments } | null } | null;
}

/** An issue with the label, and those of its comments by bots that hold a record or were edited by somebody else. */
export interface ListedIncident {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly open: boolean;
  readonly labels: readonly string[];
  readonly cards: readonly MaybeCard[];
}

/** Comments of an issue that are looked through for its card, 50 a page. */
const MOST_PAGES = 50;

interface Listing {
  readonly owner: string;
  readonly name: string;
  /** Issues that nobody has touched since are left out. */
  readonly since: Instant | null;
  readonly progress: (read: number, of: number) => void;
}

/** Every issue that has the incident's label, whatever its state; null where there is no such repository. */
export async function listIncidents(
  github: GitHub,
  { owner, name, since, progress }: Listing,
): Promise<readonly ListedIncident[] | null> {
  const place = { owner, repo: name };
  // The list moves while it is read: what is touched meanwhile comes twice.
  const found = new Map<number, ListedIncident>();
  let after: string | null = null;
  do {
    const answer: IncidentsAnswer = await ask(github, INCIDENTS_QUERY, {
      ...place,
      labels: [INCIDENT_LABEL],
      after,
    });
    if (!answer.repository) return null;
    const { nodes, pageInfo, totalCount } = answer.repository.issues;
    const fresh = nodes
      .flatMap((node) => node ?? [])
      .filter(({ updatedAt }) => since === null || Date.parse(updatedAt) >= since);
    for (const issue of fresh) found.set(issue.number, await withCards(github, place, issue));
    progress(found.size, totalCount);
    const isPast = fresh.length < nodes.length;
    after = pageInfo.hasNextPage && !isPast ? pageInfo.endCursor : null;
  } while (after !== null);
  return [...found.values()];
}

async function withCards(
  github: GitHub,
  place: { readonly owner: string; readonly repo: string },
  { number, title, url, state, labels, comments }: Listed,
): Promise<ListedIncident> {
  let cards = comments.nodes.flatMap((node) => node ?? []).filter(mayBeCard);
  let { pageInfo } = comments;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if (cards.length > 0 || !pageInfo.hasNextPage) break;
    const variables = { ...place, number, after: pageInfo.endCursor };
    const answer: NewerAnswer = await ask(github, NEWER_QUERY, variables);
    const more = answer.repository?.issue?.comments;
    if (!more) break;
    cards = more.nodes.flatMap((node) => node ?? []).filter(mayBeCard);
    pageInfo = more.pageInfo;
  }
  return {
    number,
    title,
    url,
    open: state === 'OPEN',
    labels: labels.nodes.map((label) => label.name),
    cards,
  };
}

/** People's records are believed by nobody; of a bot's comment that was edited, older revisions are looked at. */
const mayBeCard = ({ author, editor, body }: MaybeCard): boolean =>
  author?.__typename === 'Bot' &&
  (decodeRecord(body).kind !== 'none' ||
    (editor !== null && editor.databaseId !== author.databaseId));
