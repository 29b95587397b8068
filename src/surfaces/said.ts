import { INCIDENT_LABEL } from '../core/adoption.ts';
import { responseDue, updateDue } from '../core/deadlines.ts';
import type { Part } from '../core/effects.ts';
import type { EventOf, IncidentEvent } from '../core/events.ts';
import type { World } from '../core/plan.ts';
import { severityOf } from '../core/policy.ts';
import { roleNamed, titleOf } from '../core/role.ts';
import { fullMoment, type Instant, lengthOf } from '../core/time.ts';
import { moment } from '../core/timeline.ts';
import { begunAt, capital, viewOf } from '../core/view.ts';
import {
  calledElsewhere,
  calledWith,
  handsFor,
  onCall,
  saidOfCall,
  whoCouldCome,
} from './said-of-calls.ts';
import { summaryOf } from './summary.ts';

/**
 * What is said aloud about an event: nothing for most, since the card shows them. A new comment means
 * that a human should look.
 */
export function said(event: IncidentEvent, world: World): readonly Part[] {
  const { incident, policy } = world;
  const part = (template: string, view: object): readonly Part[] => [
    { template, view: { ...viewOf(world), ...stillAhead(world), ...view } },
  ];
  switch (event.type) {
    case 'severity-changed':
      return event.from === event.to ? [] : part('severity-changed', severityChange(event, world));
    case 'role-given': {
      const { role, from, to } = event;
      const released = { role: titleOf(policy, role), former: from, to };
      return [
        ...(from ? part('role-released', released) : []),
        ...(debugsAndLeads(event, incident.roles) ? part('role-warning', { login: to }) : []),
      ];
    }
    case 'handed-over':
      return part('handover', whereThingsStand(event, world));
    case 'updated':
      return part('update', {
        by: event.by,
        status: capital(event.status),
        text: event.text || null,
        impact: event.impact ?? incident.impact,
        next: event.next ?? incident.next,
      });
    case 'snoozed':
      return part('snoozed', { by: event.by, until: moment(event.until, incident.declaredAt) });
    case 'edit-ignored':
      return part('edit-ignored', { by: event.by, line: event.line });
    case 'helped':
      return part('help', { topics: world.catalogue });
    case 'timeline-asked':
      return part('timeline', {});
    case 'oncall-asked':
      return part('oncall', { groups: onCall(event, world) });
    case 'paged':
    case 'page-rehearsed':
      return saidOfCall(event, world, part);
    case 'page-failed':
      return part('page-failed', handsFor(event, world));
    case 'drill-begun':
      return part('drill-begun', { by: event.by });
    case 'drill-ended':
      return part('drill-ended', { by: event.by, confirmed: incident.doubt === null });
    case 'page-withheld':
      return part('page-withheld', {
        groups: event.groups,
        one: event.groups.length === 1 ? event.groups[0] : null,
      });
    case 'clock-ran-out':
      return part(templateOf(event, world), {
        mention: event.mention,
        silent: lengthOf(event.at - event.since),
        promised: promisedIn(event, world),
        again: event.step > 1,
        overdue: event.clock === 'postmortem-due' && event.at >= event.since,
        due: fullMoment(event.since),
        elsewhere: calledElsewhere(event, world),
        ...whoCouldCome(world),
      });
    case 'resolved':
      return event.unlabelledBy
        ? part('incident-unlabelled', { ...summaryOf(event, world), by: event.unlabelledBy })
        : part('summary', summaryOf(event, world));
    case 'reopened':
      return part('reopened', {
        by: event.by,
        why: event.why,
        commander: titleOf(policy, 'ic'),
      });
    case 'close-declined':
      return part('close-declined', {
        by: event.by,
        again: event.times > 1,
        bot: event.bot === true,
      });
    case 'hand-declined':
      return event.again ? [] : part('hand-declined', declinedIn(event, world));
    case 'postmortem-closed':
      return event.unfilled?.length
        ? part('postmortem-unfilled', {
            sections: event.unfilled,
            many: event.unfilled.length > 1,
          })
        : [];
    case 'postmortem-waived':
      return incident.postmortem?.number && incident.postmortem.closedAt === null
        ? part('postmortem-waived', { by: event.by, why: event.why })
        : [];
    case 'action-refused': {
      const item = incident.actions?.find(({ id }) => id === event.id);
      return part('action-refused', {
        by: item?.by ?? null,
        item: event.text,
        home: item?.repository ?? null,
        because: event.because,
      });
    }
    case 'misplaced':
      return isFirst(event, world) ? part('misplaced', { by: event.by, line: event.line }) : [];
    case 'refused':
      return part('refused', { line: event.line, because: event.because, tryThis: event.tryThis });
    case 'not-allowed':
      return isFirst(event, world) ? part('not-allowed', { by: event.by, line: event.line }) : [];
    case 'label-put-back':
      return part('label-put-back', {
        label: event.label,
        declares: event.label === INCIDENT_LABEL,
        by: takenOffBy(event, world),
      });
    default:
      return [];
  }
}

/**
 * The deadlines that may still be met. There is no clock reading here; but where a deadline was missed
 * unseen, the clock that says so has just added its event.
 */
function stillAhead({ incident, policy, record }: World): object {
  const newest = record.events.reduce((latest, { at }) => Math.max(latest, at), 0);
  const ahead = (due: Instant | null): string | null =>
    due === null || due <= newest ? null : moment(due, incident.declaredAt);
  return {
    responseDue: ahead(responseDue(incident, policy)),
    updateDue: ahead(updateDue(incident, policy)),
  };
}

/** What the new holder of a role has to know; an update that is overdue by then is still due. */
function whereThingsStand({ role, to, at }: EventOf<'handed-over'>, world: World): object {
  const { incident, policy } = world;
  const due = updateDue(incident, policy);
  return {
    to,
    role: titleOf(policy, role),
    duty: roleNamed(policy, role)?.duty || null,
    promised: due === null ? null : moment(due, incident.declaredAt),
    since: fullMoment(begunAt(at, incident)),
  };
}

/** Who is in the groups today. */
/** By when the update was promised that an overdue clock speaks about. */
function promisedIn(event: EventOf<'clock-ran-out'>, { incident, policy }: World): string {
  const { declaredAt, severity, snoozed } = incident;
  const { updateEvery } = severityOf(policy, severity);
  const isPutOff = snoozed && snoozed.at >= event.since && snoozed.at <= event.at;
  return moment(isPutOff ? snoozed.until : event.since + (updateEvery ?? 0), declaredAt);
}

/** What a changed severity changed in effect. */
function severityChange(event: EventOf<'severity-changed'>, world: World): object {
  const before = severityOf(world.policy, event.from);
  const after = severityOf(world.policy, event.to);
  return {
    by: event.by,
    from: before.label,
    to: after.label,
    why: event.why,
    nowCalled: calledWith(event, world),
    updates: after.updateEvery === null ? null : lengthOf(after.updateEvery),
  };
}

const debugsAndLeads = (
  { role, to }: EventOf<'role-given'>,
  roles: Readonly<Record<string, string>>,
): boolean => (role === 'ic' && roles.ops === to) || (role === 'ops' && roles.ic === to);

/** A clock speaks with the template of its name; the last word of an unanswered page has its own. */
function templateOf(event: EventOf<'clock-ran-out'>, { record }: World): string {
  if (event.clock !== 'response-overdue') return event.clock;
  const calls = record.events.some(
    (other) =>
      (other.type === 'paged' || other.type === 'page-rehearsed') &&
      other.reason === 'response-overdue' &&
      other.via === event.via,
  );
  return calls ? event.clock : 'response-exhausted';
}

/** Who took the label off that is put back, where the record still says so. */
const takenOffBy = ({ label }: EventOf<'label-put-back'>, { record }: World): string | null =>
  record.events.findLast(
    (event): event is EventOf<'label-removed'> =>
      event.type === 'label-removed' && event.label === label,
  )?.by ?? null;

/** What was done without the right, and why it does not count. */
const declinedIn = (
  { act, about, bot, by }: EventOf<'hand-declined'>,
  { policy }: World,
): object => ({
  by,
  about,
  doubts: act === 'added-label' && about === policy.labels.unconfirmed.name,
  removed: act === 'removed-label',
  reopened: act === 'reopened',
  unassigned: act === 'unassigned',
  bot,
});

/** Whoever may not command, or types commands on the postmortem, hears so once. */
function isFirst(event: EventOf<'not-allowed' | 'misplaced'>, { record }: World): boolean {
  const first = record.events.find((other) => other.type === event.type && other.by === event.by);
  return first?.via === event.via;
}
