import type { IncidentRecord, Verdict } from './record.ts';
import { DAY, type Instant } from './time.ts';

/** Names of comments, and as many of acts, that a record keeps: a read shows fewer, and a card holds no more. */
const MOST_NAMES = 600;

/** Something that was said or done, and when. */
export interface Dated {
  readonly id: number | string;
  readonly at: Instant;
}

type Names = Pick<IncidentRecord, 'comments' | 'acts' | 'forgotten'>;

/** Whether a comment was looked at: by its name, or by its age where the oldest names have left the record. */
export const isReadComment = ({ comments, forgotten = 0 }: Names, { id, at }: Dated): boolean =>
  comments[id] !== undefined || at <= forgotten;

/** The same of an act. */
export const isReadAct = ({ acts, forgotten = 0 }: Names, { id, at }: Dated): boolean =>
  acts.includes(String(id)) || at <= forgotten;

interface Given extends Required<Names> {
  /** What this pass has read. */
  readonly shown: readonly Dated[];
  readonly newest: Instant;
}

/**
 * Lets the oldest names go where there are too many. A read shows the last comments and acts and what is younger
 * than ten minutes, so that what has hundreds after it is not shown again; what is shown all the same (the first
 * comments, remarks on the postmortem) keeps its name, and is known by its age a day later.
 */
export function forgetOldest({ comments, acts, forgotten, shown, newest }: Given): Names {
  const isShown = new Set(shown.map(({ id }) => String(id)));
  const named = Object.keys(comments).sort((a, b) => Number(a) - Number(b));
  const keptComments = keptOf(named, isShown);
  const keptActs = keptOf(acts, isShown);
  if (keptComments.length === named.length && keptActs.length === acts.length)
    return { comments, acts, ...(forgotten ? { forgotten } : {}) };
  return {
    comments: Object.fromEntries(
      keptComments.map((id): [string, Verdict] => [id, comments[id] ?? 'nothing']),
    ),
    acts: keptActs,
    forgotten: Math.max(forgotten, newest - DAY),
  };
}

const keptOf = (names: readonly string[], isShown: ReadonlySet<string>): readonly string[] =>
  names.filter((name, index) => index >= names.length - MOST_NAMES || isShown.has(name));
