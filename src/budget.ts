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
  /** Until when GitHub wants nothing more; null while it does. */
  closed(): Instant | null;
  /**
   * When whoever found no room until then comes again: one after the other, not all at once. Whoever asks again before
   * keeps their turn.
   */
  turn(who: string, wait: Wait): Instant;
}

/** What there was no room for, and when there will be. */
interface Wait {
  readonly until: Instant;
  readonly waiting: readonly Spending[];
}

interface Parts {
  readonly clock: Clock;
  /** False: nothing is counted, and GitHub's word alone holds. */
  readonly limited: boolean;
  /** How many servers write for the same installations, this one among them. */
  readonly servers: () => number;
}

/** Before anything is asked of GitHub: throws `PutOff` while it wants nothing more. */
export function demandOpen(purse: Purse): void {
  const until = purse.closed();
  if (until !== null) throw new PutOff(until);
}

/**
 * Counts what is written, an installation apart from the others. In memory: a restart forgets an hour at most, and
 * where GitHub then says that it is too much, its word is kept to like our own. Of several servers each has its part.
 */
export function createBudget(parts: Parts): (installation: number) => Purse {
  const purses = new Map<number, Purse>();
  return (installation) => {
    const known = purses.get(installation) ?? createPurse(parts);
    purses.set(installation, known);
    return known;
  };
}

function createPurse({ clock, limited, servers }: Parts): Purse {
  let spent: Spent = NOTHING_SPENT;
  let closedUntil: Instant = 0;
  /** Up to when turns are given out, by how urgent they are. */
  const given = new Map<Urgency, Instant>();
  const turns = new Map<string, Instant>();
  const closed = (): Instant | null => (clock.now() < closedUntil ? closedUntil : null);

  return {
    closed,
    take(spending) {
      const now = clock.now();
      const until = closed();
      if (until !== null) return until;
      if (!limited) return null;
      const room = roomAt(spent, spending, { now, servers: servers() });
      if (room > now) return room;
      spent = spend(spent, spending, now);
      return null;
    },
    close(until) {
      closedUntil = Math.max(closedUntil, until);
    },
    turn(who, { until, waiting }) {
      const now = clock.now();
      const [first] = waiting.toSorted((a, b) => (isAsUrgent(a.urgency, b.urgency) ? -1 : 1));
      if (!first) return until;
      for (const [name, at] of turns) if (at <= now) turns.delete(name);
      const name = `${first.urgency} ${who}`;
      const mine = waiting.filter(({ urgency }) => urgency === first.urgency);
      const next = Math.max(until, given.get(first.urgency) ?? 0);
      const turn = Math.max(until, turns.get(name) ?? next);
      if (!turns.has(name))
        given.set(first.urgency, turn + mine.reduce((sum, one) => sum + paceOf(one, servers()), 0));
      turns.set(name, turn);
      return turn;
    },
  };
}
