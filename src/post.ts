import type { IncidentLetter } from './core/adoption.ts';
import {
  type AnyLetter,
  type CommandLetter,
  type DeclaringLetter,
  type DispatchLetter,
  type DuplicateLetter,
  isCommand,
  isDeclaring,
  isDispatch,
  isDuplicate,
  isFromPager,
  isTrouble,
  NO_ISSUE,
  type PagerLetter,
  type TroubleLetter,
} from './core/letters.ts';
import { DAY, type Duration, type Instant } from './core/time.ts';
import type { Job, Queue, Target } from './queue/queue.ts';

const KEY_KEPT: Duration = 365 * DAY;

/** What has come in for an issue that cannot be read again, by what it asks for. */
export interface Post {
  /** `/incident` and `/confirm`, typed on the issue. */
  readonly here: readonly IncidentLetter[];
  /** An incident, told by another tool. */
  readonly dispatches: readonly DispatchLetter[];
  /** Other incidents that turned out to be this one. */
  readonly duplicates: readonly DuplicateLetter[];
  /** What somebody did in a pager. */
  readonly pagers: readonly PagerLetter[];
  /** What our own audit says of it. */
  readonly troubles: readonly TroubleLetter[];
}

export const lettersOf = ({ letters }: Job): readonly AnyLetter[] =>
  letters.map(({ body }): AnyLetter => JSON.parse(body));

/** What the webhooks said that declare it, where they have only just come. */
export function declaringsOf(job: Job): readonly DeclaringLetter[] {
  const letters = lettersOf(job);
  return [...letters.filter(isDeclaring), ...letters.filter(isCommand).flatMap(declaredBy)];
}

function declaredBy({ seen, ...asked }: CommandLetter): readonly DeclaringLetter[] {
  if (!seen) return [];
  const { id, at, by: login } = asked;
  const by = { login, bot: false, ours: false };
  return [{ kind: 'declaring', id, at, by, labelledAt: null, asked, ...seen }];
}

export function postOf(job: Job): Post {
  const letters = lettersOf(job);
  return {
    here: letters.filter(isCommand),
    dispatches: letters.filter(isDispatch),
    duplicates: letters.filter(isDuplicate),
    pagers: letters.filter(isFromPager),
    troubles: letters.filter(isTrouble),
  };
}

/** Where a repository's dispatches are taken in, one after the other. */
export const laneOf = (installation: number, { home }: DispatchLetter): Target => ({
  installation,
  repository: home,
  issue: NO_ISSUE,
});

/** Puts a letter into another lane. It may come there twice, under the same id. */
export async function pass(queue: Queue, to: Target, letter: AnyLetter): Promise<void> {
  const { id, at } = letter;
  await queue.nudge({ ...to, asOf: null }, { id, at, body: JSON.stringify(letter) });
}

/** An incident that is over takes up nothing: the letters go back, and another one is opened. */
export async function giveBack(
  queue: Queue,
  job: Target,
  letters: readonly DispatchLetter[],
): Promise<void> {
  const name = placeName(job);
  for (const letter of letters)
    await pass(queue, laneOf(job.installation, letter), {
      ...letter,
      over: [...(letter.over ?? []), name],
    });
}

export const placeName = ({ repository, issue }: Target): string => `${repository.id}#${issue}`;

/** The name of the fact which incident holds a key: so a read that lags opens no second one. */
export const keyFact = (repository: number, key: string): string => `key:${repository}:${key}`;

/** Notes which incident holds a key. After a year the list of open incidents tells as much. */
export const noteKey = (
  queue: Queue,
  fact: string,
  { holder, now }: { readonly holder: Target; readonly now: Instant },
): Promise<void> => queue.remember(fact, JSON.stringify(holder), now + KEY_KEPT);
