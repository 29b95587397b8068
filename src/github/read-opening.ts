import { markerIn } from '../core/marker.ts';
import { openingIn } from '../core/opening.ts';
import type { Found } from '../core/snapshot.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { ActAnswer, ActorAnswer, CommentAnswer } from './answers.ts';
import { ask, type GitHub } from './client.ts';
import { INCIDENTS_QUERY, PULL_REQUEST_QUERY } from './opening-query.ts';
import { foundIn, openedFor } from './read-issue.ts';

/** What one read shows of the place where an incident is to be opened. */
export interface Ground {
  readonly repository: {
    readonly id: number;
    readonly owner: string;
    readonly name: string;
    readonly private: boolean;
  };
  /** Whether it has the label that declares. */
  readonly labelled: boolean;
  readonly pullRequest: { readonly number: number; readonly title: string } | null;
  /** What we have said and opened here, by the act. */
  readonly found: Found;
  /** The open incidents that were told with a key; the newest of each. */
  readonly keys: ReadonlyMap<string, number>;
}

interface Nodes<Node> {
  readonly nodes: readonly (Node | null)[];
}

interface IncidentAnswer {
  readonly number: number;
  readonly body: string;
  readonly author: ActorAnswer | null;
}

interface HomeAnswer {
  readonly databaseId: number;
  readonly nameWithOwner: string;
  readonly isPrivate: boolean;
  readonly label: object | null;
}

interface PullRequestAnswer {
  readonly repository:
    | (HomeAnswer & {
        readonly pullRequest: {
          readonly number: number;
          readonly title: string;
          readonly comments: Nodes<CommentAnswer>;
          readonly timelineItems: Nodes<ActAnswer>;
        } | null;
      })
    | null;
}

interface IncidentsAnswer {
  readonly repository:
    | (HomeAnswer & {
        readonly open: Nodes<IncidentAnswer>;
        readonly latest: Nodes<IncidentAnswer>;
      })
    | null;
}

interface Place {
  readonly owner: string;
  readonly name: string;
}

/** A pull request, in one request; null where it is gone. */
export async function readPullRequest(
  github: GitHub,
  { owner, name, number }: Place & { readonly number: number },
  trusted: Trusted,
): Promise<Ground | null> {
  const variables = { owner, repo: name, number };
  const { repository } = await ask<PullRequestAnswer>(github, PULL_REQUEST_QUERY, variables);
  if (!repository?.pullRequest) return null;
  const { pullRequest, nameWithOwner } = repository;
  const { title, comments, timelineItems } = pullRequest;
  const found = {
    ...foundIn(shown(comments), trusted),
    ...openedFor(number, shown(timelineItems), {
      trusted,
      nameWithOwner,
      id: repository.databaseId,
    }),
  };
  return { ...homeFrom(repository), pullRequest: { number, title }, found, keys: new Map() };
}

/** A repository's incidents, in one request; null where it is gone. They are listed: search lags. */
export async function readIncidents(
  github: GitHub,
  { owner, name }: Place,
  trusted: Trusted,
): Promise<Ground | null> {
  const variables = { owner, repo: name };
  const { repository } = await ask<IncidentsAnswer>(github, INCIDENTS_QUERY, variables);
  if (!repository) return null;
  const ours = (list: Nodes<IncidentAnswer>): readonly IncidentAnswer[] =>
    shown(list).filter(({ author }) => actorFrom(author, trusted).ours);
  const found: Record<string, number> = {};
  for (const { body, number } of [...ours(repository.latest), ...ours(repository.open)]) {
    const marker = markerIn(body);
    if (marker) found[marker.once] = number;
  }
  const keys = new Map<string, number>();
  for (const { body, number } of ours(repository.open).toReversed()) {
    const key = openingIn(body)?.key;
    if (key) keys.set(key, number);
  }
  return { ...homeFrom(repository), pullRequest: null, found, keys };
}

function homeFrom(answer: HomeAnswer): Pick<Ground, 'repository' | 'labelled'> {
  const [owner = '', name = ''] = answer.nameWithOwner.split('/');
  const repository = { id: answer.databaseId, owner, name, private: answer.isPrivate };
  return { repository, labelled: answer.label !== null };
}

const shown = <Node>({ nodes }: Nodes<Node>): readonly Node[] =>
  nodes.flatMap((node) => node ?? []);
