import type { Incident, Wave } from './incident.ts';
import { wantedSince } from './incident.ts';
import { isLogin } from './login.ts';
import type { Policy } from './policy.ts';

/** Every group that the policy names, with or without anybody in it. */
export const groupsOf = ({ severities, responders, manager }: Policy): readonly string[] => [
  ...new Set([...severities.flatMap(({ page }) => page), manager, ...Object.keys(responders)]),
];

/** How a person is named in a call, where groups are: no group's name has an `@`. */
export const byName = (login: string): string => `@${login}`;

/** A called group as people read it. */
export const calledName = (group: string): string =>
  group.startsWith('@') && isLogin(group.slice(1)) ? 'by name' : group;

/** The last call since the response began that named this group, or this person in whatever group. */
export const lastWaveTo = (incident: Incident, group: string): Wave | null =>
  incident.waves.findLast(
    (wave) =>
      wave.at >= wantedSince(incident) &&
      wave.groups.some(
        (called) =>
          called.group === group || called.people.some((login) => byName(login) === group),
      ),
  ) ?? null;
