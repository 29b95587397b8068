import type { CardRecord } from './record.ts';
import type { World } from './world.ts';

/** What survives a crash, unless the disk goes with it. */
export interface Disk {
  readonly bornAt: number;
  /** The last record written or about to be; its card's id is unknown until the creation was answered. */
  kept: { readonly card: string | null; readonly record: CardRecord } | null;
  readonly intents: Map<string, 'unanswered' | 'answered'>;
}

/** The rules of the scheme, so that a test can take one away and see what it was for. */
export interface Rules {
  readonly keep: 'before the card' | 'after the card' | 'never';
  /** Seconds for which an effect without a receipt is looked for before it is done; null: never. */
  readonly lookFor: number | null;
  /** Seconds which a disk younger than the issue lets pass before it believes a read. */
  readonly settle: number;
  /** Seconds before a severity label that a person took away is put back. */
  readonly grace: number;
  readonly order: "GitHub's times" | 'as seen';
  readonly hands: 'timeline by others' | 'timeline by anyone';
}

export const rulesOfTheRecord: Rules = {
  keep: 'before the card',
  lookFor: 10,
  settle: 10,
  grace: 60,
  order: "GitHub's times",
  hands: 'timeline by others',
};

/** A pass tells the name of each step when it is done: it takes a second, and can be killed there. */
export type Pass = Generator<string, void, void>;

/** When the issue came to be, in seconds; a disk born later may have had a predecessor. */
export const ISSUE_CREATED = 900;

export function newDisk(bornAt: number): Disk {
  return { bornAt, kept: null, intents: new Map() };
}

/** Each step takes a second, so that waiting is making empty ones. */
export function* wait(world: World, seconds: number, why: string): Pass {
  const until = world.now + seconds;
  while (world.now < until) yield why;
}
