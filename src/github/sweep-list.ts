import { INCIDENT_LABEL } from '../core/adoption.ts';
import { markerIn } from '../core/marker.ts';
import { POSTMORTEM_LABEL } from '../core/postmortem.ts';
import type { Instant } from '../core/time.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { ActorAnswer } from './answers.ts';
import { ask, type GitHub, type PartError } from './client.ts';
import { SWEEP_FIELDS } from './snapshot-query.ts';

/** As many repositories as one request asks about. */
const BATCH = 50;
const FORM = 'HEAD:.github/ISSUE_TEMPLATE/incident.yml';

interface Listed {
  readonly number: number;
  readonly updatedAt: string;
}

interface Owing {
  readonly body: string;
  readonly updatedAt: string;
  readonly author: ActorAnswer | null;
}

interface RepositoryPart {
  readonly nameWithOwner: string;
  readonly databaseId: number;
  readonly form: object | null;
  readonly label: object | null;
  readonly incidents: Nodes<Listed>;
  readonly closed?: Nodes<Listed>;
  readonly postmortems: Nodes<Owing>;
}

/** What GitHub could not read of a list is null in it. */
interface Nodes<Node> {
  readonly nodes: readonly (Node | null)[] | null;
}

interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

interface Sweeping {
  readonly trusted: Trusted;
  /** Closed incidents that were touched since are looked at too; null: none. */
  readonly closedSince: Instant | null;
}

export interface Live {
  readonly repository: Repository;
  readonly issue: number;
  /** By what it was found, and when that was touched last. */
  readonly by: 'incident' | 'postmortem';
  readonly updatedAt: Instant;
}

export interface Swept {
  /** Issues that may be live incidents. */
  readonly live: readonly Live[];
  /** Repositories with our form but without its label, which GitHub then does not apply. */
  readonly unlabelled: readonly Repository[];
  /** `owner/name` of those that GitHub would not show in whole, and why: they hide no other. */
  readonly unread: readonly { readonly repository: string; readonly because: string }[];
}

/**
 * Issues that may be live incidents: open ones with the label, and those of our open postmortems.
 * They are listed, not searched: search lags, ends at 1,000 and shows repositories that are not ours.
 */
export async function listLive(
  github: GitHub,
  repositories: readonly string[],
  { trusted, closedSince }: Sweeping,
): Promise<Swept> {
  const parts: RepositoryPart[] = [];
  const unread: Swept['unread'][number][] = [];
  for (let start = 0; start < repositories.length; start += BATCH) {
    const batch = repositories.slice(start, start + BATCH);
    const batchErrors = new Map<string, PartError>();
    const answer = await ask<Record<string, RepositoryPart | null>>(
      github,
      queryFor(batch),
      {
        incident: [INCIDENT_LABEL],
        postmortem: [POSTMORTEM_LABEL],
        label: INCIDENT_LABEL,
        form: FORM,
        closedToo: closedSince !== null,
      },
      (error) => {
        const repository = repositoryAt(error, batch);
        if (repository) batchErrors.set(repository, error);
        return repository !== undefined;
      },
    );
    for (const [repository, { type, message }] of batchErrors)
      unread.push({ repository, because: message ?? type ?? 'no reason given' });
    parts.push(...Object.values(answer).flatMap((part) => part ?? []));
  }
  const known = new Map(parts.map((part) => [part.databaseId, repositoryOf(part)]));
  return {
    live: parts.flatMap((part) => liveIn(part, { trusted, closedSince, known })),
    unlabelled: parts.filter(({ form, label }) => form && !label).map(repositoryOf),
    unread,
  };
}

/** Whose part of the answer an error is about; undefined where it is about none. */
const repositoryAt = ({ path }: PartError, batch: readonly string[]): string | undefined =>
  batch.find((_, index) => path?.[0] === `r${index}`);

function queryFor(repositories: readonly string[]): string {
  const parts = repositories.map((full, index) => {
    const [owner, name] = full.split('/');
    return `r${index}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}) { ${SWEEP_FIELDS} }`;
  });
  return `query Sweep($incident: [String!], $postmortem: [String!], $label: String!, $form: String!, $closedToo: Boolean!) {\n${parts.join('\n')}\n}`;
}

function repositoryOf({ nameWithOwner, databaseId }: RepositoryPart): Repository {
  const [owner = '', name = ''] = nameWithOwner.split('/');
  return { id: databaseId, owner, name };
}

function liveIn(
  part: RepositoryPart,
  given: Sweeping & { readonly known: ReadonlyMap<number, Repository> },
): Swept['live'] {
  const { trusted, closedSince, known } = given;
  const repository = repositoryOf(part);
  const owing = shown(part.postmortems).flatMap(({ body, author, updatedAt }): readonly Live[] => {
    const marker = actorFrom(author, trusted).ours ? markerIn(body) : null;
    if (!marker?.of) return [];
    // Whoever may write there can have changed it: it leads to no repository but the installation's own.
    const home = marker.home ? known.get(marker.home.id) : repository;
    if (!home) return [];
    return [
      { repository: home, issue: marker.of, by: 'postmortem', updatedAt: Date.parse(updatedAt) },
    ];
  });
  const lately = shown(part.closed).filter(
    ({ updatedAt }) => closedSince !== null && Date.parse(updatedAt) >= closedSince,
  );
  const listed = [...shown(part.incidents), ...lately].map(
    ({ number, updatedAt }): Live => ({
      repository,
      issue: number,
      by: 'incident',
      updatedAt: Date.parse(updatedAt),
    }),
  );
  return [...listed, ...owing];
}

const shown = <Node>(list: Nodes<Node> | undefined): readonly Node[] =>
  (list?.nodes ?? []).flatMap((node) => node ?? []);
