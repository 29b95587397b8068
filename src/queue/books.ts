import type { Instant } from '../core/time.ts';
import type { Target } from './queue.ts';

/** An issue that the queue knows, and what it waits for. */
export interface Standing extends Target {
  /** When it wants to be looked at next, or to be tried again. */
  readonly due: Instant | null;
  /** How many passes have failed in a row. */
  readonly failures: number;
  /** Whether it was nudged since its last pass that succeeded. */
  readonly nudged: boolean;
  /** When it was last nudged or looked at. */
  readonly touched: Instant;
}

/** A page that somebody was about to send, and of whose end nothing is noted. */
export interface Unanswered {
  readonly repository: number;
  readonly issue: number;
  readonly id: string;
  readonly at: Instant;
}

/** How much there is to do now. */
export interface Load {
  /** Issues that want a pass. */
  readonly waiting: number;
  /** When the one that has been due for longest was due; null where none is. */
  readonly oldestDue: Instant | null;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What stands in the queue, for whoever watches over it. Reading it changes nothing. */
export interface Books {
  load(now: Instant): Promise<Load>;
  /** Every issue that the queue knows. */
  standing(): Promise<readonly Standing[]>;
  /** Intents of before that moment without an answer; one that is `none` is none. */
  unanswered(before: Instant, none: string): Promise<readonly Unanswered[]>;
  /** The facts whose names begin so. */
  facts(beginning: string): Promise<readonly Fact[]>;
}
