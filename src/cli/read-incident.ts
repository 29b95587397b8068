import type { Octokit } from '@octokit/rest';
import { systemClock } from '../clock.ts';
import { actedIn } from '../core/acted.ts';
import { EMPTY_RECORD, type IncidentRecord, recordIn } from '../core/record.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { createAskSnapshot } from '../github/ask-snapshot.ts';
import { asksForMore, type HintsOfRecord, hintsFrom } from '../github/hints.ts';
import { observe, type Sight } from '../github/observe.ts';
import { createRights } from '../github/rights.ts';
import { Stop } from './exit.ts';
import type { Ours } from './ours.ts';
import type { IssueName } from './places.ts';
import { hasStatus } from './trouble.ts';

/** What one read shows of an issue to somebody who is not the app. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly record: IncidentRecord;
  readonly editedBy: string | null;
  /** The card's text as it stands; null where there is none. */
  readonly standing: string | null;
  /** What this token could not be told, each in a sentence. */
  readonly unknown: readonly string[];
}

const NO_RIGHTS =
  "Who may command could not be read with this token (it needs push access): words that the app has not seen yet are taken as a stranger's";
const LETTERS =
  'A `/incident` typed where there was no incident waits in the app’s own store, and is not seen from here';

/** Reads an issue as the app would: the same request, the same trust. Throws where it is not there to be read. */
export async function readIncident(
  github: Octokit,
  place: IssueName,
  ours: Ours | null,
): Promise<Reading> {
  const trusted = ours?.ids ?? new Set<number>();
  const ask = createAskSnapshot(systemClock);
  const look = (hints: HintsOfRecord): Promise<Sight | null> =>
    observe(github, place, { ...hints, ask, lastGood: null, trusted });
  const first = hintsFrom(null, null);
  let sight = await look(first);
  const card = sight?.card;
  if (sight && card && asksForMore(sight, first))
    sight = await look(hintsFrom(recordIn(card.record), card.node));
  const { owner, name, issue } = place;
  if (!sight)
    throw new Stop(
      'refused',
      `There is no issue ${owner}/${name}#${issue}, or this token may not see it (a pull request is none)`,
    );
  if (sight.card?.record.kind === 'newer')
    throw new Stop(
      'refused',
      `A newer Tocsin (record version ${sight.card.record.version}) runs this incident: use that one`,
    );
  return withRights(github, sight);
}

async function withRights(github: Octokit, { snapshot, card }: Sight): Promise<Reading> {
  const record = recordIn(card?.record) ?? EMPTY_RECORD;
  const there = await createRights(systemClock)
    .of(github, snapshot.repository, {
      logins: actedIn(snapshot, record, []),
      policy: snapshot.policy.rights,
    })
    .catch((error: unknown) => {
      if (hasStatus(error, 403)) return null;
      throw error;
    });
  // Whether the app has reacted it alone is told; what its record names it has reacted to.
  const comments = snapshot.comments.map((comment) =>
    record.comments[comment.id]
      ? { ...comment, reactions: ['rocket', 'confused'] as const }
      : comment,
  );
  return {
    snapshot: {
      ...snapshot,
      comments,
      rights: there?.rights ?? {},
      vouched: there?.vouched ?? {},
      installedAt: 0,
    },
    record,
    editedBy: card?.editedBy ?? null,
    standing: card?.text ?? null,
    unknown: [...(there ? [] : [NO_RIGHTS]), ...(card ? [] : [LETTERS])],
  };
}
