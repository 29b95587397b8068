import type { IncidentLetter } from './adoption.ts';
import type { FormAnswers } from './form.ts';
import type { Actor, Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';
import type { Trouble } from './trouble.ts';

/** `/incident` typed on a pull request: an issue is opened for it. */
export interface PullRequestLetter extends IncidentLetter {
  readonly kind: 'pull-request';
}

/** An incident told by another tool, with a `repository_dispatch` event. */
export interface DispatchLetter {
  readonly kind: 'dispatch';
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  /** Where it was told; the incident may have moved since. */
  readonly home: { readonly id: number; readonly owner: string; readonly name: string };
  readonly title: string;
  readonly severity: number | null;
  readonly form: FormAnswers;
  readonly key: string | null;
  readonly faults: readonly string[];
  /** Incidents that were over when they heard of it: `7#12`. */
  readonly over?: readonly string[];
}

/** Another incident was closed as a duplicate of the one to which this goes. */
export interface DuplicateLetter {
  readonly kind: 'duplicate';
  readonly id: string;
  readonly by: string | null;
  readonly at: Instant;
  readonly number: number;
  readonly title: string;
}

/** `/incident` or `/confirm` typed on an issue, with what its webhook said of that issue. */
export interface CommandLetter extends IncidentLetter {
  readonly seen?: Pick<DeclaringLetter, 'private' | 'issue'>;
}

/** What the webhook said that declared an incident. It makes none: it is for calling people while GitHub is away. */
export interface DeclaringLetter {
  readonly kind: 'declaring';
  readonly id: string;
  readonly at: Instant;
  /** Who opened the issue or put the label on. */
  readonly by: Actor;
  readonly private: boolean;
  /** Null where there is no label, and the form or a command declares. */
  readonly labelledAt: Instant | null;
  /** The command that declared it, where one did. */
  readonly asked?: IncidentLetter;
  readonly issue: Pick<
    Snapshot['issue'],
    'id' | 'node' | 'number' | 'title' | 'url' | 'createdAt' | 'author' | 'labels' | 'form'
  >;
}

/** What somebody did in a pager, as the pager told by itself. */
export interface PagerLetter {
  readonly kind: 'pager';
  readonly id: string;
  readonly at: Instant;
  /** What tells the alert from others of the incident; null: the first. */
  readonly alert: string | null;
  readonly did: 'acknowledged' | 'resolved';
  /** By the name which the pager knows. */
  readonly by: string;
}

/** What our own audit found amiss with an incident, or sees mended. */
export interface TroubleLetter extends Trouble {
  readonly kind: 'trouble';
  readonly id: string;
  readonly at: Instant;
  readonly over: boolean;
}

/** What a pass may find in its post. */
export type AnyLetter =
  | CommandLetter
  | PullRequestLetter
  | DispatchLetter
  | DuplicateLetter
  | DeclaringLetter
  | PagerLetter
  | TroubleLetter;

/** Letters that ask for an issue to be opened. */
export type OpeningLetter = PullRequestLetter | DispatchLetter;

export const isDispatch = (letter: AnyLetter): letter is DispatchLetter =>
  'kind' in letter && letter.kind === 'dispatch';

export const isCommand = (letter: AnyLetter): letter is CommandLetter => !('kind' in letter);

export const isDuplicate = (letter: AnyLetter): letter is DuplicateLetter =>
  'kind' in letter && letter.kind === 'duplicate';

export const isDeclaring = (letter: AnyLetter): letter is DeclaringLetter =>
  'kind' in letter && letter.kind === 'declaring';

export const isFromPager = (letter: AnyLetter): letter is PagerLetter =>
  'kind' in letter && letter.kind === 'pager';

export const isTrouble = (letter: AnyLetter): letter is TroubleLetter =>
  'kind' in letter && letter.kind === 'trouble';

export const isFromPullRequest = (letter: AnyLetter): letter is PullRequestLetter =>
  'kind' in letter && letter.kind === 'pull-request';

/** The lane of what has no issue yet: GitHub's numbers begin with 1. */
export const NO_ISSUE = 0;
