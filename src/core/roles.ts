import type { EventOf } from './events.ts';
import type { Incident } from './incident.ts';

/** The incident with the role's new holder, who thereby responds; a former one without a role is released. */
export function give(incident: Incident, event: EventOf<'role-given'>): Incident {
  const roles = { ...incident.roles, [event.role]: event.to };
  const kept = Object.values(roles);
  const leaves = event.from !== null && !kept.includes(event.from) ? [event.from] : [];
  return join(
    {
      ...incident,
      roles,
      commanderMissingSince: event.role === 'ic' ? null : incident.commanderMissingSince,
      released: without([...incident.released, ...leaves], event.to),
    },
    event.to,
  );
}

/** The incident with nobody in the role. */
export function free(incident: Incident, { role, at }: EventOf<'role-freed'>): Incident {
  const { [role]: _former, ...roles } = incident.roles;
  return {
    ...incident,
    roles,
    commanderMissingSince: role === 'ic' ? at : incident.commanderMissingSince,
  };
}

/** Each once, in the order in which they came. */
export const distinct = (logins: readonly string[]): readonly string[] => [...new Set(logins)];

/** All but one. */
export const without = (logins: readonly string[], login: string): readonly string[] =>
  logins.filter((other) => other !== login);

/** The incident with one more who responds to it. */
export const join = (incident: Incident, login: string): Incident => ({
  ...incident,
  responders: distinct([...incident.responders, login]),
});
