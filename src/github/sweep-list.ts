import { INCIDENT_LABEL } from '../core/adoption.ts';
import { markerIn } from '../core/marker.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { ActorAnswer } from './answers.ts';
import { ask, type GitHub } from './client.ts';
import { SWEEP_FIELDS } from './snapshot-query.ts';

/** As many repositories as one request asks about. */
const BATCH = 50;
const POSTMORTEM_LABEL = 'postmortem';

interface RepositoryPart {
  readonly nameWithOwner: string;
  readonly databaseId: number;
  readonly incidents: { readonly nodes: readonly { readonly number: number }[] };
  readonly postmortems: {
    readonly nodes: readonly { readonly body: string; readonly author: ActorAnswer | null }[];
  };
}

export interface Live {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly issue: number;
}

/**
 * Issues that may be live incidents: open ones with the label, and those of our open postmortems.
 * They are listed, not searched: search lags, ends at 1,000 and shows repositories that are not ours.
 */
export async function listLive(
  github: GitHub,
  repositories: readonly string[],
  trusted: Trusted,
): Promise<readonly Live[]> {
  const live: Live[] = [];
  for (let start = 0; start < repositories.length; start += BATCH) {
    const batch = repositories.slice(start, start + BATCH);
    const answer = await ask<Record<string, RepositoryPart | null>>(github, queryFor(batch), {
      incident: [INCIDENT_LABEL],
      postmortem: [POSTMORTEM_LABEL],
    });
    for (const part of Object.values(answer)) if (part) live.push(...liveIn(part, trusted));
  }
  return live;
}

function queryFor(repositories: readonly string[]): string {
  const parts = repositories.map((full, index) => {
    const [owner, name] = full.split('/');
    return `r${index}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}) { ${SWEEP_FIELDS} }`;
  });
  return `query Sweep($incident: [String!], $postmortem: [String!]) {\n${parts.join('\n')}\n}`;
}

function liveIn(part: RepositoryPart, trusted: Trusted): readonly Live[] {
  const [owner = '', name = ''] = part.nameWithOwner.split('/');
  const repository = { id: part.databaseId, owner, name };
  const owing = part.postmortems.nodes.flatMap(({ body, author }) =>
    actorFrom(author, trusted).ours ? (markerIn(body)?.of ?? []) : [],
  );
  const numbers = new Set([...part.incidents.nodes.map(({ number }) => number), ...owing]);
  return [...numbers].map((issue) => ({ repository, issue }));
}
