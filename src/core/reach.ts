import {
  DESTINATION_NAMES,
  type Destination,
  type PagerDutyRegion,
  type SecretName,
} from './destination.ts';
import type { Incident } from './incident.ts';
import type { Policy } from './policy.ts';
import { type OnCall, type Rotation, whoIsOnCall } from './rotation.ts';
import type { Instant } from './time.ts';

/** Who a group is and how it is reached, as the policy says today. */
export interface Reach {
  /** Logins, written small. */
  readonly people: readonly string[];
  /** Whoever has the turn in one of these rotations is in the group too. */
  readonly rotations: readonly string[];
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
  readonly reach: Readonly<Record<string, Pick<Reach, 'rotations' | 'destinations'>>>;
  /** Service → group → who it is there: instead of the group's own entry, where the form names the service. */
  readonly services: Readonly<Record<string, Readonly<Record<string, Reach>>>>;
  readonly rotations: Readonly<Record<string, Rotation>>;
  readonly contacts: Readonly<Record<string, Contact>>;
  /** How PagerDuty is read; null: what becomes of a page there is not seen. */
  readonly pagerDuty: { readonly key: SecretName; readonly region: PagerDutyRegion } | null;
}

export const NO_CALLING: Calling = {
  responders: {},
  reach: {},
  services: {},
  rotations: {},
  contacts: {},
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
  destinations: [...one.destinations, ...other.destinations],
});

/** Whose turn it is in a group's rotations, until when, and who is next. */
export const turnsOf = (policy: Policy, { rotations }: Reach, at: Instant): readonly OnCall[] =>
  rotations.flatMap((name) => {
    const rotation = policy.rotations[name];
    return rotation ? [whoIsOnCall(rotation, at)] : [];
  });

/** Everybody in a group at that moment: those it names, and who has its rotations' turns. */
export function peopleOf(policy: Policy, reach: Reach, at: Instant): readonly string[] {
  const turns = turnsOf(policy, reach, at).flatMap(({ now }) => now ?? []);
  return [...new Set([...reach.people, ...turns])];
}

/** Whether anybody at all would hear a call of this group. */
export const isReachable = ({ people, rotations, destinations }: Reach): boolean =>
  people.length + rotations.length + destinations.length > 0;

/** How destinations are called wherever people read of them; where two would be called the same, they are counted. */
export function namesOf(destinations: readonly Destination[]): readonly string[] {
  const names = destinations.map(({ kind }) => DESTINATION_NAMES[kind]);
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}

/** Whether somebody is in any group, service or rotation of the policy. */
export function isConfigured(policy: Policy, login: string): boolean {
  const special = Object.values(policy.services).flatMap((groups) => Object.values(groups));
  return (
    Object.values(policy.responders).some((people) => people.includes(login)) ||
    special.some(({ people }) => people.includes(login)) ||
    Object.values(policy.rotations).some(({ members }) => members.includes(login))
  );
}
