import { type Moment, play, type Run, type Scheme } from './play.ts';
import { type Wrong, wrongIn } from './verdict.ts';
import type { Staleness } from './world.ts';

/** GitHub's reads are taken to show every write within this many seconds. */
const LASTS = 9;

const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, index) => index);

/** The first pass has thirteen steps at most, so that a crash at 14 falls into the second. */
const moments: readonly Moment[] = ['before the command', 'same second', ...upTo(14)];
const everyReadAlike = { lasts: LASTS, reads: 'every', parts: 'all' } as const;

/** No crash or one after any step × up to four writes stale × the swap anywhere × the disk kept or lost. */
export function* oneCrash(): Generator<Run> {
  for (const card of ['new', 'there'] as const) {
    for (const disk of ['kept', 'lost'] as const) {
      for (const crash of upTo(14)) {
        for (const from of moments) {
          for (const gap of [0, 2, 30, 70]) {
            for (const writes of upTo(4)) {
              const crashes = crash === 0 ? [] : [crash];
              const staleness = { writes, ...everyReadAlike };
              yield { card, disk, crashes, flight: 0, swap: { from, gap }, staleness };
            }
          }
        }
      }
    }
  }
}

/** The same, where only some reads lag, or only a part of what they show. */
export function* unevenReads(): Generator<Run> {
  for (const run of oneCrash()) {
    if (run.staleness.writes === 0 || run.swap.gap > 0) continue;
    if (typeof run.swap.from === 'number' && run.swap.from % 2 === 1) continue;
    for (const reads of ['every', 'odd', 'even'] as const) {
      for (const parts of ['all', 'comments', 'timeline', 'labels'] as const) {
        yield { ...run, staleness: { ...run.staleness, reads, parts } };
      }
    }
  }
}

/** The recovering pass is killed too. */
export function* twoCrashes(): Generator<Run> {
  for (const run of oneCrash()) {
    if (run.crashes.length === 0 || run.swap.gap > 0 || run.staleness.writes % 2 === 1) continue;
    if (typeof run.swap.from === 'number' && run.swap.from % 5 !== 3) continue;
    for (const second of upTo(25)) yield { ...run, crashes: [...run.crashes, second + 1] };
  }
}

/** The write of the killed step arrives only while its successor is at work. */
export function* lateArrivals(): Generator<Run> {
  for (const run of oneCrash()) {
    if (run.crashes.length === 0) continue;
    yield { ...run, flight: 3, staleness: { ...run.staleness, lasts: LASTS - 3 } };
  }
}

/** Enough of them to see what a rule is for; three shares no divisor with what is varied fastest. */
export function* everyThird(runs: Iterable<Run>): Generator<Run> {
  let count = 0;
  for (const run of runs) {
    count += 1;
    if (count % 3 === 0) yield run;
  }
}

/** The same runs in a world whose reads lag in another way. */
export function* lagging(runs: Iterable<Run>, lag: Partial<Staleness>): Generator<Run> {
  for (const run of runs) yield { ...run, staleness: { ...run.staleness, ...lag } };
}

interface Tally {
  readonly runs: number;
  /** The runs that went wrong, each with what was wrong. */
  readonly wrong: readonly { readonly run: Run; readonly as: readonly Wrong[] }[];
  /** The kinds of wrong met, in alphabetical order. */
  readonly kinds: readonly Wrong[];
  readonly killedAfter: ReadonlySet<string>;
}

/** Plays all runs; `blindTo` leaves out kinds of wrong that a scheme cannot be asked for. */
export function explore(
  runs: Iterable<Run>,
  scheme: Scheme,
  blindTo: readonly Wrong[] = [],
): Tally {
  const wrong: { run: Run; as: Wrong[] }[] = [];
  const killedAfter = new Set<string>();
  let count = 0;
  for (const run of runs) {
    count += 1;
    const played = play(run, scheme);
    for (const step of played.crashedAfter) killedAfter.add(step);
    const as = wrongIn(played).filter((kind) => !blindTo.includes(kind));
    if (as.length > 0) wrong.push({ run, as });
  }
  const kinds = [...new Set(wrong.flatMap(({ as }) => as))].sort();
  return { runs: count, wrong, kinds, killedAfter };
}
