import { DAY, type Duration, type Instant } from '../core/time.ts';
import type { Books } from './books.ts';

/** GitHub delivers again, by request, for three days. */
export const REDELIVERY: Duration = 3 * DAY;

/** What is finished is kept for so long. */
export const RETENTION: Duration = 30 * DAY;

/** A store that cannot be opened: which one, what is wrong, what to do. */
export class QueueProblem extends Error {
  override readonly name = 'QueueProblem';
}

/** Which issue a job is about. The database id survives renames; owner and name are how to ask for it today. */
export interface Target {
  readonly installation: number;
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly issue: number;
}

/** A reason to look at an issue again. It carries no facts: those are read from GitHub. */
export interface Nudge extends Target {
  /** The issue's `updated_at` as the news had it: an older snapshot is stale. Null where unknown. */
  readonly asOf: Instant | null;
}

/** A fact that cannot be read again; kept until a record names its id. */
export interface Letter {
  readonly id: string;
  readonly at: Instant;
  /** JSON: what kind of letter it is and what it says, as the room that wrote it defines. */
  readonly body: string;
}

/** One pass to make. Everything that came in before it began is in it. */
export interface Job extends Nudge {
  readonly letters: readonly Letter[];
  /** How many passes for this issue have failed in a row. */
  readonly failures: number;
}

/** The last card we wrote: what a pass goes on from when GitHub shows an older one or none. */
export interface Kept {
  /** GraphQL node id and REST id of the card's comment; null while it is being created. */
  readonly card: { readonly node: string; readonly comment: number } | null;
  readonly revision: number;
  readonly text: string;
}

/** A page that was about to be sent; completed with the answer. */
export interface Intent {
  readonly id: string;
  readonly at: Instant;
  readonly answer: string | null;
}

/** A pass's right to its issue: where several servers share a queue, one that fell silent loses it. */
export interface Lease {
  /** Whether the issue is still this pass's own. Asked before each write. */
  holds(): boolean;
}

/** Makes one pass and answers when the issue wants to be looked at next; a throw means: again, later. */
export type Worker = (job: Job, lease: Lease) => Promise<{ readonly wakeAt: Instant | null }>;

/**
 * Durable nudges in, one pass per issue at a time out.
 *
 * Nudges coalesce: a pass clears only those that were there when it began. What a promise here
 * resolves for is on disk. Losing the whole store loses letters and unanswered intents, nothing else.
 */
export interface Queue {
  /** Names this store: a record written under another name has another writer. */
  readonly instance: string;
  /** When this store was made. What is older than it may be known to a record that it has never seen. */
  readonly bornAt: Instant;
  /** With `delivery`, that is completed in the same step; where it was before, nothing is stored, and it answers false. */
  nudge(nudge: Nudge, letter?: Letter | null, delivery?: string): Promise<boolean>;
  /** Begins to work; called once. */
  work(worker: Worker): void;
  /** Notes that all that a delivery asks for is stored; known for the three days in which it may come again. */
  complete(delivery: string): Promise<void>;
  isCompleted(delivery: string): Promise<boolean>;
  kept(target: Target): Promise<Kept | null>;
  keep(target: Target, kept: Kept): Promise<void>;
  /** Forgets letters which a record now names. */
  burn(target: Target, letters: readonly string[]): Promise<void>;
  /** Stores the wish to send a page; answers what is already known of that id. */
  intend(target: Target, id: string, at: Instant): Promise<Intent>;
  /** Completes an intent; rejects where none of that id was stored for this issue. */
  answered(target: Target, id: string, answer: string): Promise<void>;
  /** Small facts beside the incidents, e.g. a repository's last good policy; from `until` on it may be forgotten. */
  remember(name: string, value: string, until?: Instant): Promise<void>;
  recall(name: string): Promise<string | null>;
  forget(name: string): Promise<void>;
  /** Forgets what can matter no more: facts whose time is over, and what was finished 30 days ago. So does opening. */
  tidy(): Promise<void>;
  readonly books: Books;
  /** How many servers share this queue, this one among them, as far as it knows. */
  servers(): number;
  /** Whether this server does what one of all is to do, such as sweeping; at most one of them does. */
  leads(): Promise<boolean>;
  /** True while no pass runs and none is due now, as far as this server knows. */
  idle(): boolean;
  /** Takes no new pass, waits for the running ones, closes the store. Nudges still come in until then. */
  close(): Promise<void>;
}
