import { instantOf, wallTime } from './calendar.ts';
import { DAY, type Duration, HOUR, type Instant } from './time.ts';

/** Somebody who stands in, whoever's turn it is: from `from` on, no longer at `until`. */
export interface Override {
  readonly member: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Who is on call in turn. One layer: what needs several is a pager's job. */
export interface Rotation {
  readonly timezone: string;
  /** GitHub logins in their order, at least one. Somebody may have several turns. */
  readonly members: readonly string[];
  /**
   * When the first member's first turn begins, by the zone's wall clock: the milliseconds that UTC would have to
   * show the same date and time.
   */
  readonly start: number;
  /** A turn's length by the wall clock, an hour at least: a day's turn ends at the same time whatever the clocks do. */
  readonly every: Duration;
  /** No two of them at the same time. */
  readonly overrides: readonly Override[];
}

/** The answer, and how long it holds. */
export interface OnCall {
  /** Null before the rotation has begun. */
  readonly now: string | null;
  /** When somebody else takes over; null: never. */
  readonly until: Instant | null;
  /** Who does. */
  readonly next: string | null;
}

/** A jump of the clocks moves a turn's border by a day at most (Samoa, 2011). */
const LONGEST_JUMP: Duration = DAY;
export const SHORTEST_TURN: Duration = HOUR;

/** Who is on call at a moment, until when, and who takes over. */
export function whoIsOnCall(rotation: Rotation, at: Instant): OnCall {
  const now = holderAt(rotation, at);
  // A new name comes within a round of turns, unless overrides keep it away; or it never does.
  let left = (rotation.members.length + 2) * (rotation.overrides.length + 1);
  for (let then = nextBorder(rotation, at); then !== null; then = nextBorder(rotation, then)) {
    const next = holderAt(rotation, then);
    if (next !== now) return { now, until: then, next };
    left -= 1;
    if (left === 0) break;
  }
  return { now, until: null, next: null };
}

const overrideAt = ({ overrides }: Rotation, at: Instant): Override | undefined =>
  overrides.find(({ from, until }) => from <= at && at < until);

function holderAt(rotation: Rotation, at: Instant): string | null {
  const standIn = overrideAt(rotation, at);
  if (standIn) return standIn.member;
  const turn = turnAt(rotation, at);
  return turn < 0 ? null : (rotation.members[turn % rotation.members.length] ?? null);
}

/** The first moment after `at` at which somebody else may take over. */
function nextBorder(rotation: Rotation, at: Instant): Instant | null {
  const standIn = overrideAt(rotation, at);
  if (standIn) return standIn.until;
  const begin = rotation.overrides.map(({ from }) => from).filter((from) => from > at);
  const turn = turnAt(rotation, at);
  const isAlone = new Set(rotation.members).size === 1;
  // One person's turns have no border between them.
  const turns = isAlone && turn >= 0 ? [] : [turnEnd(rotation, turn)];
  const borders = [...begin, ...turns];
  return borders.length === 0 ? null : Math.min(...borders);
}

/** When a turn begins: where its time comes twice at the first, where a jump leaves it out as much later. */
const beginOf = ({ timezone, start, every }: Rotation, turn: number): Instant =>
  instantOf(timezone, start + turn * every);

const jumpedTurns = ({ every }: Rotation): number => Math.ceil(LONGEST_JUMP / every) + 1;

/** The last turn that has begun; below 0 before the first. */
function turnAt(rotation: Rotation, at: Instant): number {
  const { timezone, start, every } = rotation;
  const byTheWall = Math.floor((wallTime(timezone, at) - start) / every);
  // Where the clocks have just gone back, the wall shows a turn that is over; turns that a jump leaves out begin late.
  let turn = byTheWall + jumpedTurns(rotation);
  while (turn >= 0 && beginOf(rotation, turn) > at) turn -= 1;
  return Math.max(turn, -1);
}

/** When the first of the turns after this one begins: not in their order where a jump leaves several out. */
function turnEnd(rotation: Rotation, turn: number): Instant {
  const later = Array.from({ length: jumpedTurns(rotation) }, (_, ahead) => turn + 1 + ahead);
  return Math.min(...later.map((one) => beginOf(rotation, one)));
}
