import { fullMoment, type Instant } from './time.ts';

/** A list of people that is kept elsewhere, and of whom a group is made up. */
export interface Roster {
  /** A schedule of PagerDuty's: whoever is on call in it. A user group of Slack's: everybody in it. */
  readonly kind: 'schedule' | 'user-group';
  readonly id: string;
}

/** Somebody on it; the login is null where nobody under `people:` is known by that address or id. */
export interface Listed {
  readonly name: string;
  readonly login: string | null;
}

/** What it said when it was read, or in a whole sentence why it could not be. */
export type RosterSight =
  | {
      readonly ok: true;
      readonly now: readonly Listed[];
      /** When others take over; null: not as far as can be seen. */
      readonly until: Instant | null;
      readonly next: readonly Listed[];
    }
  | { readonly ok: false; readonly because: string };

/** By `rosterKey`. */
export type Rosters = Readonly<Record<string, RosterSight>>;

export const rosterKey = ({ kind, id }: Roster): string => `${kind} ${id}`;

/** As a sentence names it. */
export const rosterName = ({ kind, id }: Roster): string =>
  kind === 'schedule' ? `schedule ${id} of PagerDuty` : `user group ${id} of Slack`;

const NOT_READ: RosterSight = { ok: false, because: 'It was not asked for.' };

export const sightOf = (rosters: Rosters, roster: Roster): RosterSight =>
  rosters[rosterKey(roster)] ?? NOT_READ;

/** Who of it is known here, by login. */
export const loginsOn = (sight: RosterSight): readonly string[] =>
  sight.ok ? sight.now.flatMap(({ login }) => login ?? []) : [];

const strangersOn = (sight: RosterSight): readonly string[] =>
  sight.ok ? sight.now.flatMap(({ name, login }) => (login === null ? [name] : [])) : [];

/** What is amiss with it, in a sentence: that it could not be read, or that nobody is on it, or whom nobody knows here. */
export function amissWith(roster: Roster, sight: RosterSight): string | null {
  if (!sight.ok) return `It could not be looked up: ${sight.because}`;
  const isSchedule = roster.kind === 'schedule';
  if (sight.now.length === 0) return isSchedule ? 'Nobody is on call in it.' : 'Nobody is in it.';
  const strangers = strangersOn(sight);
  if (strangers.length === 0) return null;
  const known = isSchedule ? 'e-mail address' : "member's id";
  return `Nobody under people: has the ${known} of ${strangers.join(', ')}, who ${isSchedule ? 'is on call in it' : 'is in it'}.`;
}

/** What is amiss with those that were read, for the card. */
export const troublesWith = (rosters: readonly Roster[], seen: Rosters): readonly string[] =>
  rosters.flatMap((roster) => {
    const amiss = amissWith(roster, sightOf(seen, roster));
    return amiss === null ? [] : [`The ${rosterName(roster)}: ${amiss}`];
  });

/** A roster as `/oncall` shows it. */
export interface RosterShown {
  readonly name: string;
  /** By login, and by name who has none here; null where it could not be read. */
  readonly now: string | null;
  readonly until: string | null;
  readonly next: string | null;
  readonly because: string | null;
}

export function shownRoster(roster: Roster, sight: RosterSight): RosterShown {
  const name = rosterName(roster);
  if (!sight.ok) return { name, now: null, until: null, next: null, because: sight.because };
  return {
    name,
    now: namesOn(sight.now),
    until: sight.until === null ? null : fullMoment(sight.until),
    next: namesOn(sight.next),
    because: null,
  };
}

const namesOn = (listed: readonly Listed[]): string =>
  listed.map(({ name, login }) => login ?? `${name} (not under people)`).join(', ') || 'nobody';
