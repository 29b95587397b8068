import { reduceActions } from './action-item.ts';
import { acknowledge } from './answered.ts';
import { begin } from './begin.ts';
import { withChannelNews } from './channel.ts';
import { declinedOnce, forgiven } from './declined.ts';
import { beginAgain, end } from './endings.ts';
import { RESPONSE_CLOCK } from './escalation.ts';
import type { EventOf, IncidentEvent } from './events.ts';
import { inOrder } from './in-order.ts';
import type { Incident } from './incident.ts';
import { cameBack, lostEverywhere, takenOff, withSeverity, withStatus } from './missing-labels.ts';
import { leaveBehind, reducePostmortem } from './reduce-postmortem.ts';
import { distinct, free, give, join, without } from './roles.ts';
import { withTrouble } from './trouble.ts';
import { runOut, update } from './updates.ts';

/** The incident after one event. Types this version does not know change nothing and stay in the record. */
export function reduce(incident: Incident, event: IncidentEvent): Incident {
  switch (event.type) {
    case 'others-open':
      return { ...incident, others: event.issues };
    case 'moved':
      return leaveBehind(incident, event);
    case 'recurred':
      return {
        ...incident,
        told: { times: (incident.told?.times ?? 1) + event.times, last: event.at },
      };
    case 'renamed':
      return renamed(incident, event);
    case 'confirmed':
      return { ...incident, doubt: null, confirmedAt: event.at };
    case 'drill-begun':
      return { ...incident, drill: true };
    case 'drill-ended':
      return { ...incident, drill: false, realSince: event.at };
    case 'severity-changed':
      return {
        ...incident,
        severity: event.to,
        severityGiven: true,
        severitySince: event.at,
        held: null,
        highest: Math.min(incident.highest, event.to),
        missingLabels: withSeverity(incident),
        declined: forgiven(incident, 'added-label'),
      };
    case 'status-changed':
      return walk(incident, event);
    case 'role-given':
      return give(forgivenFor(incident, event.to), event);
    case 'role-freed':
      return free(incident, event);
    case 'joined':
      return join(
        {
          ...forgivenFor(incident, event.login),
          released: without(incident.released, event.login),
        },
        event.login,
      );
    case 'acknowledged':
      return acknowledge(incident, event);
    case 'answer-wanted':
      return { ...incident, acknowledgedAt: null, acknowledgedBy: null, acknowledgedIn: null };
    case 'updated':
      return update(incident, event);
    case 'snoozed':
      return { ...incident, snoozed: { at: event.at, until: event.until } };
    case 'dated':
      return { ...incident, [`${event.what}At` as const]: event.moment };
    case 'paged':
      return {
        ...incident,
        waves: [...incident.waves, event],
        responders: distinct([...incident.responders, ...event.groups.flatMap((g) => g.people)]),
      };
    case 'escalated': {
      const { since, step, at } = event;
      return { ...incident, spoken: { ...incident.spoken, [RESPONSE_CLOCK]: { since, step, at } } };
    }
    case 'page-failed':
      return { ...incident, failedCalls: [...(incident.failedCalls ?? []), event] };
    case 'call-held':
      return { ...incident, held: { since: event.at } };
    case 'page-rehearsed':
      return { ...incident, rehearsals: [...(incident.rehearsals ?? []), event] };
    case 'clock-ran-out':
      return runOut(incident, event);
    case 'resolved':
      return end(incident, event);
    case 'reopened':
      return beginAgain(incident, event);
    case 'duplicate-marked':
      return { ...incident, duplicateOf: event.of };
    case 'rebuilt':
      // What we put back ourselves is no act that is read again.
      return {
        ...incident,
        rebuiltAt: event.at,
        earlierCalls: event.calls,
        missingLabels: {},
        unlabelled: null,
      };
    case 'close-declined':
      return { ...incident, closeDeclined: event.times };
    case 'postmortem-asked':
    case 'postmortem-waived':
    case 'postmortem-owed':
    case 'postmortem-moved':
    case 'postmortem-dated':
    case 'postmortem-opened':
    case 'postmortem-closed':
    case 'postmortem-reopened':
    case 'postmortem-lost':
      return reducePostmortem(incident, event);
    case 'action-added':
    case 'action-opened':
    case 'action-refused':
    case 'action-found':
    case 'action-closed':
    case 'action-reopened':
    case 'action-gone':
      return { ...incident, actions: reduceActions(incident.actions ?? [], event) };
    case 'label-removed':
      return { ...incident, ...takenOff(incident, event) };
    case 'label-returned':
    case 'label-put-back':
      return { ...incident, ...cameBack(incident, event) };
    case 'label-lost':
      return { ...incident, ...lostEverywhere(incident, event) };
    case 'channel':
      return withChannelNews(incident, event);
    case 'hand-declined':
      return { ...incident, declined: declinedOnce(incident, event) };
    case 'trouble-noticed':
    case 'trouble-over':
      return { ...incident, troubles: withTrouble(incident.troubles ?? [], event) };
    case 'duplicate-found':
    case 'declared':
    case 'noted':
    case 'note-edited':
    case 'edit-ignored':
    case 'helped':
    case 'timeline-asked':
    case 'oncall-asked':
    case 'handed-over':
    case 'page-withheld':
    case 'refused':
    case 'not-allowed':
    case 'misplaced':
    case 'card-restored':
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

function walk(incident: Incident, event: EventOf<'status-changed'>): Incident {
  const mitigated = event.to === 'monitoring';
  return {
    ...incident,
    status: event.to,
    mitigatedAt: mitigated ? (incident.mitigatedAt ?? event.at) : null,
    missingLabels: withStatus(incident),
    declined: forgiven(incident, 'added-label'),
  };
}

/** Who is assigned again by somebody with the right is put back again, too. */
const forgivenFor = (incident: Incident, login: string): Incident => ({
  ...incident,
  declined: forgiven(incident, 'unassigned', login),
});

/** What a person renames by hand is called so already; asked for by a command, the title is ours to write. */
function renamed(incident: Incident, { from, to, byHand }: EventOf<'renamed'>): Incident {
  const { renamedFrom: _before, ...rest } = incident;
  return { ...rest, title: to, ...(byHand ? {} : { renamedFrom: from }) };
}

const unknownType = (_event: never, incident: Incident): Incident => incident;
