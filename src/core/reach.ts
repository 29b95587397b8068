import {
  DESTINATION_NAMES,
  type Destination,
  type PagerDutyRegion,
  type SecretName,
} from './destination.ts';
import type { Incident } from './incident.ts';
import type { Policy } from './policy.ts';
import {
  amissWith,
  loginsOn,
  type Roster,
  type RosterShown,
  type Rosters,
  rosterName,
  shownRoster,
  sightOf,
} from './roster.ts';
import { type OnCall, type Rotation, whoIsOnCall } from './rotation.ts';
import type { Instant } from './time.ts';

/** Who a group is and how it is reached, as the policy says today. */
export interface Reach {
  /** Logins, written small. */
  readonly people: readonly string[];
  /** Whoever has the turn in one of these rotations is in the group too. */
  readonly rotations: readonly string[];
  /** So is whoever these lists name that are kept elsewhere; left out where there are none. */
  readonly rosters?: readonly Roster[];
  /** Where it is called; where there is none, its people are mentioned on the issue. */
  readonly destinations: readonly Destination[];
}

/** How else somebody is reached. A phone number is printed only where a page failed, and only in private. */
export interface Contact {
  readonly slack: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** The part of a policy that says whom a group's name stands for. Always today's, never frozen. */
export interface Calling {
  /** Group → the GitHub logins (written small) who are in it today. */
  readonly responders: Readonly<Record<string, readonly string[]>>;
  /** How else a group is made up and reached. */
  readonly reach: Readonly<Record<string, Omit<Reach, 'people'>>>;
  /** Service → group → who it is there: instead of the group's own entry, where the form names the service. */
  readonly services: Readonly<Record<string, Readonly<Record<string, Reach>>>>;
  readonly rotations: Readonly<Record<string, Rotation>>;
  readonly contacts: Readonly<Record<string, Contact>>;
  /** What is known of the lists that are kept elsewhere: read with the issue, a fact like any other. */
  readonly rosters: Rosters;
  /** How PagerDuty is read; null: what becomes of a page there is not seen. */
  readonly pagerDuty: { readonly key: SecretName; readonly region: PagerDutyRegion } | null;
}

export const NO_CALLING: Calling = {
  responders: {},
  reach: {},
  services: {},
  rotations: {},
  contacts: {},
  rosters: {},
  pagerDuty: null,
};

/** Who a group is for an incident of these services: their own entries together, else the group's. */
export function reachOf(policy: Policy, group: string, services: readonly string[]): Reach {
  const named = services.map((service) => service.toLowerCase());
  const special = Object.entries(policy.services).flatMap(([service, groups]) => {
    const reach = named.includes(service.toLowerCase()) ? groups[group] : undefined;
    return reach ? [reach] : [];
  });
  const [first, ...others] = special;
  if (!first)
    return {
      people: policy.responders[group] ?? [],
      rotations: policy.reach[group]?.rotations ?? [],
      rosters: policy.reach[group]?.rosters ?? [],
      destinations: policy.reach[group]?.destinations ?? [],
    };
  return others.reduce(together, first);
}

/** Who a group is for this incident. */
export const reachIn = ({ form }: Pick<Incident, 'form'>, group: string, policy: Policy): Reach =>
  reachOf(policy, group, form?.services ?? []);

const together = (one: Reach, other: Reach): Reach => ({
  people: [...new Set([...one.people, ...other.people])],
  rotations: [...new Set([...one.rotations, ...other.rotations])],
  rosters: [...(one.rosters ?? []), ...(other.rosters ?? [])],
  destinations: [...one.destinations, ...other.destinations],
});

/** Whose turn it is in a group's rotations, until when, and who is next. */
export const turnsOf = (policy: Policy, { rotations }: Reach, at: Instant): readonly OnCall[] =>
  rotations.flatMap((name) => {
    const rotation = policy.rotations[name];
    return rotation ? [whoIsOnCall(rotation, at)] : [];
  });

/** Everybody in a group at that moment: those it names, who has its rotations' turns, and whom its lists name. */
export function peopleOf(policy: Policy, reach: Reach, at: Instant): readonly string[] {
  const turns = turnsOf(policy, reach, at).flatMap(({ now }) => now ?? []);
  const listed = (reach.rosters ?? []).flatMap((one) => loginsOn(sightOf(policy.rosters, one)));
  return [...new Set([...reach.people, ...turns, ...listed])];
}

/** Every list that is kept elsewhere and of which some group is made up, each once. */
export function rostersOf({ reach, services }: Policy): readonly Roster[] {
  const all = [...Object.values(reach), ...Object.values(services).flatMap(Object.values<Reach>)];
  const named = all.flatMap(({ rosters = [] }) => rosters);
  return [...new Map(named.map((one) => [rosterName(one), one])).values()];
}

/**
 * Of a group that is called nowhere else: its lists that name nobody who can be called, each by name with the reason.
 * They are told like destinations that would not take a call; beside a destination they are a note on the card.
 */
export const emptyRosters = (
  policy: Policy,
  { rosters = [], destinations }: Reach,
): Readonly<Record<string, string>> =>
  destinations.length > 0
    ? {}
    : Object.fromEntries(
        rosters.flatMap((roster) => {
          const sight = sightOf(policy.rosters, roster);
          const because = loginsOn(sight).length > 0 ? null : amissWith(roster, sight);
          return because === null ? [] : [[rosterName(roster), because]];
        }),
      );

/** The lists of a group as people read of them. */
export const shownRosters = (
  { rosters: seen }: Policy,
  { rosters = [] }: Reach,
): readonly RosterShown[] => rosters.map((one) => shownRoster(one, sightOf(seen, one)));

/** Whether anybody at all would hear a call of this group. */
export const isReachable = ({ people, rotations, rosters = [], destinations }: Reach): boolean =>
  people.length + rotations.length + rosters.length + destinations.length > 0;

/** How destinations are called wherever people read of them; where two would be called the same, they are counted. */
export function namesOf(destinations: readonly Destination[]): readonly string[] {
  const names = destinations.map(({ kind }) => DESTINATION_NAMES[kind]);
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}

/** Whether somebody is in any group, service or rotation of the policy, or on a list of theirs. */
export function isConfigured(policy: Policy, login: string): boolean {
  const special = Object.values(policy.services).flatMap((groups) => Object.values(groups));
  return (
    Object.values(policy.responders).some((people) => people.includes(login)) ||
    special.some(({ people }) => people.includes(login)) ||
    Object.values(policy.rotations).some(({ members }) => members.includes(login)) ||
    Object.values(policy.rosters).some((sight) => loginsOn(sight).includes(login))
  );
}
