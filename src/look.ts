import { PassFailed } from './act.ts';
import {
  decodeRecord,
  EMPTY_RECORD,
  encodeRecord,
  type IncidentRecord,
  recordIn,
} from './core/record.ts';
import type { Found } from './core/snapshot.ts';
import { DAY, type Instant, MINUTE, SECOND } from './core/time.ts';
import type { EngineParts } from './engine.ts';
import { createAskSnapshot } from './github/ask-snapshot.ts';
import type { GitHub } from './github/client.ts';
import { asksForMore, type HintsOfRecord, hintsFrom } from './github/hints.ts';
import { type Card, observe, type Sight } from './github/observe.ts';
import type { PolicyText } from './github/policy-in-force.ts';
import type { Job, Kept } from './queue/queue.ts';

/** A read that can be gone on from, and the record to go on with. */
export interface Look {
  readonly kind: 'seen';
  readonly sight: Sight;
  readonly record: IncidentRecord;
  /** Where the card stands; null where there is none yet. */
  readonly card: { readonly node: string; readonly comment: number } | null;
  /** Whether the store has a copy of the card already. */
  readonly kept: boolean;
  /** The card's text on GitHub as read; null where that is not the card which holds `record`. */
  readonly standing: string | null;
  readonly editedBy: string | null;
  /** When it is read again, whoever asks: the read does not show yet what the news was about. Null: it does. */
  readonly again: Instant | null;
}

type Outcome = Look | { readonly kind: 'away'; readonly wakeAt: Instant | null };

interface Lookout {
  (job: Job, github: GitHub): Promise<Outcome>;
  /** What has been said so far, in a fresh read. */
  again(job: Job, github: GitHub): Promise<Found>;
}

/** How long GitHub is waited for while it shows less than we know; then the kept copy is gone on from. */
const PATIENCE = [1, 2, 4, 8].map((seconds) => seconds * SECOND);
/** News that could not be seen in all that time is looked for once more, this much later. */
const ONCE_MORE = MINUTE;
/** What GitHub told of and does not show is believed to be so after so many passes more: that takes a minute. */
const TRIES = 2;
/** A store that was just made waits this long before it believes a read of an issue older than itself. */
const SETTLING = 10 * SECOND;
/** A policy of a repository in which nothing has happened for a year is forgotten. */
const POLICY_KEPT = 365 * DAY;
/** How long an incident is left alone that somebody else writes. */
const FOREIGN = 2 * MINUTE;

/**
 * Reads an issue until the read can be trusted (record.md, *Revisions*): not older than the news that
 * asked for it, nor than what we wrote last. When GitHub keeps lagging, the kept copy is gone on from.
 */
export function createLookout({ clock, queue, log, trusted, disputed }: EngineParts): Lookout {
  const ask = createAskSnapshot(clock);
  /** When each repository's policy was last noted here: one that stays the same is noted again now and then. */
  const noted = new Map<number, Instant>();
  const read = async (job: Job, github: GitHub, kept: Kept | null): Promise<Sight | null> => {
    const { owner, name, id } = job.repository;
    const lastGood = await queue.recall(`policy:${id}`);
    const sight = await observe(
      github,
      { owner, name, issue: job.issue },
      {
        ...hintsOf(kept),
        ask,
        lastGood: textFrom(lastGood),
        trusted: await trusted(job.installation),
      },
    );
    // Renamed, and another one has its name now: a sweep knows it by its new one.
    if (sight && sight.snapshot.repository.id !== id) return null;
    const good = sight?.lastGood ? JSON.stringify(sight.lastGood) : null;
    const isOld = clock.now() - (noted.get(id) ?? 0) > DAY;
    if (good && (isOld || good !== lastGood)) {
      await queue.remember(`policy:${id}`, good, clock.now() + POLICY_KEPT);
      noted.set(id, clock.now());
    }
    return sight;
  };

  /** The hints came out of the kept copy: what the card names beyond it is read with it. */
  const whole = async (job: Job, github: GitHub, kept: Kept | null): Promise<Sight | null> => {
    const sight = await read(job, github, kept);
    return sight?.card && asksForMore(sight, hintsOf(kept))
      ? read(job, github, keptFrom(sight.card))
      : sight;
  };

  const believable = async (job: Job, github: GitHub, kept: Kept | null): Promise<Sight | null> => {
    let sight = await whole(job, github, kept);
    const newborn = queue.bornAt + SETTLING - clock.now();
    if (!kept && newborn > 0 && sight && sight.snapshot.issue.createdAt < queue.bornAt) {
      await clock.sleep(newborn);
      sight = await whole(job, github, kept);
    }
    for (const wait of PATIENCE) {
      if (!isStale(sight, kept, job.asOf)) break;
      await clock.sleep(wait);
      sight = await whole(job, github, kept);
    }
    return sight;
  };

  const lookout = async (job: Job, github: GitHub): Promise<Outcome> => {
    const kept = await queue.kept(job);
    const sight = await believable(job, github, kept);
    const behind = isBehind(sight, job.asOf);
    if (!sight) {
      if (behind && job.failures < TRIES)
        throw new PassFailed('GitHub told of this issue, and does not show it yet');
      log.info({}, 'the issue is gone');
      return { kind: 'away', wakeAt: null };
    }
    const { card, archived } = sight;
    if (archived) {
      log.info({}, 'the repository is archived: nothing can be written there');
      return { kind: 'away', wakeAt: null };
    }
    if (card?.record.kind === 'newer') {
      log.warn({ version: card.record.version }, 'a newer version writes this record');
      return { kind: 'away', wakeAt: clock.now() + FOREIGN };
    }
    const shown = recordIn(card?.record);
    const copy = recordOf(kept);
    const here = { instance: queue.instance, now: clock.now() };
    if (shown && copy && isForeign(shown, copy, here)) {
      log.error({ writer: shown.writer.instance }, 'somebody else writes this record');
      const until = clock.now() + FOREIGN;
      disputed(until);
      return { kind: 'away', wakeAt: until };
    }
    const isFresh = shown && (!copy || shown.revision >= copy.revision);
    if (!isFresh && copy && sight.newest < copy.newest && job.failures < TRIES)
      throw new PassFailed('GitHub shows this issue as it was before what is known of it');
    return {
      kind: 'seen',
      sight,
      record: (isFresh ? shown : copy) ?? EMPTY_RECORD,
      card: card ?? kept?.card ?? null,
      kept: kept !== null,
      standing: isFresh && card ? card.text : null,
      editedBy: card?.editedBy ?? null,
      again: behind ? clock.now() + ONCE_MORE : null,
    };
  };

  return Object.assign(lookout, {
    again: async (job: Job, github: GitHub): Promise<Found> => {
      const sight = await read(job, github, await queue.kept(job));
      return sight?.snapshot.found ?? {};
    },
  });
}

const hintsOf = (kept: Kept | null): HintsOfRecord =>
  hintsFrom(recordOf(kept), kept?.card?.node ?? null);

/** Older than the news: that of an issue just opened may come before GitHub shows it at all. */
const isBehind = (sight: Sight | null, asOf: Instant | null): boolean =>
  asOf !== null && (sight === null || sight.newest < asOf);

/** Older than the news, or than what was written last. A card without a record is as good as none. */
function isStale(sight: Sight | null, kept: Kept | null, asOf: Instant | null): boolean {
  if (isBehind(sight, asOf)) return true;
  if (!kept || !sight) return false;
  const { card } = sight;
  if (!card || card.editedBy) return !card;
  const shown = recordIn(card.record);
  return shown !== null && shown.revision < kept.revision;
}

function isForeign(
  shown: IncidentRecord,
  kept: IncidentRecord,
  here: { readonly instance: string; readonly now: Instant },
): boolean {
  const isNewer = shown.revision > kept.revision && shown.writer.instance !== here.instance;
  return isNewer && here.now - shown.writer.at < FOREIGN;
}

/** Hints out of a card's trusted record; what stands there now may be somebody else's. */
const keptFrom = (card: Card): Kept => {
  const record = recordIn(card.record);
  return { card, revision: 0, text: record ? encodeRecord(record) : '' };
};

const recordOf = (kept: Kept | null): IncidentRecord | null =>
  kept && recordIn(decodeRecord(kept.text));

const textFrom = (json: string | null): PolicyText | null => (json ? JSON.parse(json) : null);
