import {
  isAsUrgent,
  NOTHING_SPENT,
  paceOf,
  roomAt,
  type Spending,
  type Spent,
  spend,
  type Urgency,
} from './core/budget.ts';
import type { Clock, Instant } from './core/time.ts';

/** GitHub has no room for it now. What is not done is still to be done then, and by then perhaps less of it. */
export class PutOff extends Error {
  override readonly name = 'PutOff';
  readonly until: Instant;

  constructor(until: Instant) {
    super('GitHub lets this installation write no more at the moment');
    this.until = until;
  }
}

/** What one installation may write. */
export interface Purse {
  /** Takes room for one write; answers null, or where there is none when there will be. */
  take(spending: Spending): Instant | null;
  /** Nothing more until then: GitHub says so. */
  close(until: Instant): void;
  /** When whoever found no room until then comes again: one after the other, not all at once. */
  turn(until: Instant, waiting: readonly Spending[]): Instant;
}

/**
 * Counts what is written, an installation apart from the others. In memory: a restart forgets an hour at most, and
 * where GitHub then says that it is too much, its word is kept to like our own. Of several servers each counts its own.
 */
export function createBudget(clock: Clock, limited: boolean): (installation: number) => Purse {
  const purses = new Map<number, Purse>();
  return (installation) => {
    const known = purses.get(installation) ?? createPurse(clock, limited);
    purses.set(installation, known);
    return known;
  };
}

function createPurse(clock: Clock, limited: boolean): Purse {
  let spent: Spent = NOTHING_SPENT;
  let closedUntil: Instant = 0;
  /** Up to when turns are given out, by how urgent they are. */
  const turns = new Map<Urgency, Instant>();

  return {
    take(spending) {
      const now = clock.now();
      if (now < closedUntil) return closedUntil;
      if (!limited) return null;
      const room = roomAt(spent, spending, now);
      if (room > now) return room;
      spent = spend(spent, spending, now);
      return null;
    },
    close(until) {
      closedUntil = Math.max(closedUntil, until);
    },
    turn(until, waiting) {
      const first = waiting.toSorted((a, b) => (isAsUrgent(a.urgency, b.urgency) ? -1 : 1))[0];
      if (!first) return until;
      const mine = waiting.filter(({ urgency }) => urgency === first.urgency);
      const turn = Math.max(until, turns.get(first.urgency) ?? 0);
      turns.set(first.urgency, turn + mine.reduce((sum, one) => sum + paceOf(one), 0));
      return turn;
    },
  };
}
