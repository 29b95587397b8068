import type { Instant } from '../../../src/core/time.ts';
import type { NotifierSettings } from '../../../src/notifiers/index.ts';

/** The first word to a server that starts: what it finds around it. */
export interface Welcome {
  readonly now: Instant;
  readonly notifiers: NotifierSettings;
  /** Whether it keeps GitHub's limits. */
  readonly throttled: boolean;
}

/** Every other word to it: what time it is. */
export interface Tick {
  readonly now: Instant;
  /** Whether what is due rings. Of several servers all hear what time it is before any of them does. */
  readonly rings: boolean;
  readonly tick: number;
}

/** What it answers to each: how it is. */
export interface State {
  readonly tick: number;
  /** Null until it listens. */
  readonly url: string | null;
  readonly idle: boolean;
  /** How many wait for nothing but this clock. */
  readonly sleepers: number;
  /** When its next alarm rings. */
  readonly next: Instant | null;
}
