import type { Instant } from './time.ts';

/** What Tocsin's own audit may find amiss with an incident. */
export type TroubleKind = 'clock-overdue' | 'clock-lost' | 'not-looked-at' | 'call-unanswered';

/** Something amiss; `since`: when it should have happened, or began. */
export interface Trouble {
  readonly what: TroubleKind;
  readonly since: Instant;
}

/** The audit noticed something, or sees it mended. */
export type TroubleNews = { readonly type: 'trouble-noticed' | 'trouble-over' } & Trouble;

/** What is amiss after the news: each kind once. */
export function withTrouble(
  troubles: readonly Trouble[],
  { type, what, since }: TroubleNews,
): readonly Trouble[] {
  const others = troubles.filter((trouble) => trouble.what !== what);
  return type === 'trouble-noticed' ? [...others, { what, since }] : others;
}

/** For whoever relies on us in the middle of an incident: what is amiss, and what to do until it is not. */
export const TROUBLES: Readonly<Record<TroubleKind, (since: string) => string>> = {
  'clock-overdue': (since) =>
    `Tocsin is late here: what was due at ${since} is not done. Watch the time yourselves until this line is gone`,
  'clock-lost': (since) =>
    `Tocsin’s clock for ${since} was not set, and is being set anew. Watch the time yourselves until this line is gone`,
  'not-looked-at': (since) =>
    `Tocsin has not got round to what happened here since ${since}; it goes on trying. Do not rely on it until this line is gone`,
  'call-unanswered': (since) =>
    `Nobody knows whether the call of ${since} arrived: Tocsin has no answer to it. Call by hand`,
};

const NOTICED: Readonly<Record<TroubleKind, (since: string) => string>> = {
  'clock-overdue': (since) => `Tocsin noticed that it was late with what was due at ${since}`,
  'clock-lost': (since) => `Tocsin noticed that its clock for ${since} was not set`,
  'not-looked-at': (since) => `Tocsin noticed that it had not looked here since ${since}`,
  'call-unanswered': (since) => `Tocsin noticed that the call of ${since} has no answer`,
};

const OVER: Readonly<Record<TroubleKind, string>> = {
  'clock-overdue': 'Tocsin is on time again',
  'clock-lost': 'Tocsin’s clock is set again',
  'not-looked-at': 'Tocsin has caught up',
  'call-unanswered': 'No call is without an answer any more',
};

/** A line of the timeline; `since` as it is read there. */
export const troubleLine = ({ type, what }: TroubleNews, since: string): string =>
  type === 'trouble-noticed' ? NOTICED[what](since) : OVER[what];
