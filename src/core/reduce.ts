import type { EventOf, IncidentEvent, Role } from './events.ts';
import type { Incident } from './incident.ts';

/** A new incident, as its declaration says. */
export function begin(event: EventOf<'declared'>): Incident {
  return {
    declaredAt: event.at,
    declaredBy: event.by,
    seenAt: event.seenAt,
    source: event.source,
    title: event.title,
    form: event.form,
    policy: event.policy,
    doubt: event.doubt,
    confirmedAt: event.doubt === null ? event.at : null,
    severity: event.severity,
    severityGiven: event.given,
    severitySince: event.at,
    highest: event.severity,
    status: 'investigating',
    roles: {},
    commanderMissingSince: event.at,
    responders: [],
    released: [],
    missingLabels: {},
    impact: null,
    next: null,
    waves: [],
    acknowledgedAt: null,
    acknowledgedBy: null,
    mitigatedAt: null,
    resolvedAt: null,
    resolvedBy: null,
    reopenedAt: null,
    closeDeclined: 0,
    lastUpdateAt: null,
    updates: { count: 0, missed: 0 },
    spoken: {},
    postmortem: null,
  };
}

/** The incident after one event. Types this version does not know change nothing and stay in the record. */
export function reduce(incident: Incident, event: IncidentEvent): Incident {
  switch (event.type) {
    case 'confirmed':
      return { ...incident, doubt: null, confirmedAt: event.at };
    case 'severity-changed':
      return {
        ...incident,
        severity: event.to,
        severityGiven: true,
        severitySince: event.at,
        highest: Math.min(incident.highest, event.to),
        missingLabels: {},
      };
    case 'status-changed':
      return walk(incident, event);
    case 'role-given':
      return give(incident, event);
    case 'role-freed':
      return free(incident, event.role, event);
    case 'joined':
      return join({ ...incident, released: without(incident.released, event.login) }, event.login);
    case 'acknowledged':
      return {
        ...(event.by ? join(incident, event.by) : incident),
        acknowledgedAt: event.at,
        acknowledgedBy: event.by,
      };
    case 'updated':
      return {
        ...incident,
        impact: event.impact ?? incident.impact,
        next: event.next ?? incident.next,
        lastUpdateAt: event.at,
        updates: { ...incident.updates, count: incident.updates.count + 1 },
      };
    case 'paged':
      return {
        ...incident,
        waves: [...incident.waves, event],
        responders: distinct([...incident.responders, ...event.groups.flatMap((g) => g.people)]),
      };
    case 'clock-ran-out':
      return runOut(incident, event);
    case 'resolved':
      return {
        ...incident,
        status: 'resolved',
        mitigatedAt: incident.mitigatedAt ?? event.at,
        resolvedAt: event.at,
        resolvedBy: event.by,
        missingLabels: {},
      };
    case 'reopened':
      return {
        ...incident,
        status: 'investigating',
        mitigatedAt: null,
        resolvedAt: null,
        resolvedBy: null,
        reopenedAt: event.at,
        closeDeclined: 0,
        lastUpdateAt: null,
        missingLabels: {},
        commanderMissingSince: incident.roles.ic ? null : event.at,
      };
    case 'close-declined':
      return { ...incident, closeDeclined: event.times };
    case 'postmortem-owed':
      return {
        ...incident,
        // One that is written already stays written: whoever finds it wanting opens its issue again.
        postmortem: { number: null, closedAt: null, ...incident.postmortem, due: event.due },
      };
    case 'postmortem-opened':
      return withPostmortem(incident, { number: event.number });
    case 'postmortem-closed':
      return withPostmortem(incident, { closedAt: event.at });
    case 'postmortem-reopened':
      return withPostmortem(incident, { closedAt: null });
    case 'label-removed':
      return {
        ...incident,
        missingLabels: { ...incident.missingLabels, [event.label]: event.at },
      };
    case 'label-returned':
    case 'label-put-back': {
      const { [event.label]: _back, ...missingLabels } = incident.missingLabels;
      return { ...incident, missingLabels };
    }
    case 'declared':
    case 'noted':
    case 'helped':
    case 'page-withheld':
    case 'refused':
    case 'not-allowed':
    case 'card-restored':
    case 'rebuilt':
      return incident;
    default:
      return unknownType(event, incident);
  }
}

/**
 * A record's events as an incident; null where there is none yet. They are taken in GitHub's order of
 * time (tie: comments before hands, then as they came), not in the order in which they were seen.
 */
export function reduceAll(
  base: Incident | null,
  events: readonly IncidentEvent[],
): Incident | null {
  let incident = base;
  for (const event of inOrder(events)) {
    if (incident) incident = reduce(incident, event);
    else if (event.type === 'declared') incident = begin(event);
  }
  return incident;
}

/** GitHub's order of time, the earliest first. */
export function inOrder(events: readonly IncidentEvent[]): readonly IncidentEvent[] {
  const declaration = events.find(({ type }) => type === 'declared')?.via;
  const rank = ({ via }: IncidentEvent): number => {
    if (via === declaration) return 0;
    return via.startsWith('comment:') ? 1 : 2;
  };
  return events.toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

function walk(incident: Incident, event: EventOf<'status-changed'>): Incident {
  const mitigated = event.to === 'monitoring';
  return {
    ...incident,
    status: event.to,
    mitigatedAt: mitigated ? (incident.mitigatedAt ?? event.at) : null,
    missingLabels: {},
  };
}

function give(incident: Incident, event: EventOf<'role-given'>): Incident {
  const roles = { ...incident.roles, [event.role]: event.to };
  const kept = Object.values(roles);
  const leaves = event.from !== null && !kept.includes(event.from);
  return join(
    {
      ...incident,
      roles,
      commanderMissingSince: event.role === 'ic' ? null : incident.commanderMissingSince,
      released: without(
        leaves && event.from ? [...incident.released, event.from] : incident.released,
        event.to,
      ),
    },
    event.to,
  );
}

function free(incident: Incident, role: Role, event: EventOf<'role-freed'>): Incident {
  const { [role]: _former, ...roles } = incident.roles;
  return {
    ...incident,
    roles,
    commanderMissingSince: role === 'ic' ? event.at : incident.commanderMissingSince,
  };
}

function runOut(incident: Incident, event: EventOf<'clock-ran-out'>): Incident {
  const { clock, since, step, at } = event;
  const first = incident.spoken[clock]?.since !== since;
  const missed = clock === 'update-overdue' && first ? 1 : 0;
  return {
    ...incident,
    spoken: { ...incident.spoken, [clock]: { since, step, at } },
    updates: { ...incident.updates, missed: incident.updates.missed + missed },
  };
}

const withPostmortem = (
  incident: Incident,
  change: Partial<NonNullable<Incident['postmortem']>>,
): Incident =>
  incident.postmortem
    ? { ...incident, postmortem: { ...incident.postmortem, ...change } }
    : incident;

const distinct = (logins: readonly string[]): readonly string[] => [...new Set(logins)];

const without = (logins: readonly string[], login: string): readonly string[] =>
  logins.filter((other) => other !== login);

const join = (incident: Incident, login: string): Incident => ({
  ...incident,
  responders: distinct([...incident.responders, login]),
});

const unknownType = (_event: never, incident: Incident): Incident => incident;
