import { actionsLeft } from './action-item.ts';
import type { EventOf, IncidentEvent } from './events.ts';
import type { Incident, Postmortem } from './incident.ts';

type PostmortemEvent = Extract<IncidentEvent, { readonly type: `postmortem-${string}` }>;

/** The incident after one event about its postmortem. */
export function reducePostmortem(incident: Incident, event: PostmortemEvent): Incident {
  switch (event.type) {
    case 'postmortem-asked':
      return { ...incident, duty: { owed: true } };
    case 'postmortem-waived':
      return { ...incident, duty: { owed: false, why: event.why } };
    case 'postmortem-owed':
      return {
        ...incident,
        // One that is written already stays written: whoever finds it wanting opens its issue again.
        postmortem: {
          number: null,
          closedAt: null,
          repository: event.repository ?? null,
          ...unchosen(incident.postmortem),
          due: event.due,
        },
      };
    case 'postmortem-dated':
      return withPostmortem(incident, {
        chosen: { milestone: event.milestone, dated: event.due !== null },
        ...(event.due === null ? {} : { due: event.due }),
      });
    case 'postmortem-moved':
      return withPostmortem(incident, { repository: null, moved: event.because });
    case 'postmortem-opened':
      return withPostmortem(incident, { number: event.number });
    case 'postmortem-closed':
      return withPostmortem(incident, {
        closedAt: event.at,
        ...(event.unfilled ? { unfilled: event.unfilled } : {}),
      });
    case 'postmortem-reopened':
      return withPostmortem(incident, { closedAt: null });
    case 'postmortem-lost':
      return withPostmortem(incident, { lost: true });
    default:
      return unknownType(event, incident);
  }
}

/**
 * The incident's issue went to another repository. A postmortem beside it has stayed behind, and its number means
 * another issue here; action items are where they were.
 */
export function leaveBehind(before: Incident, { from, home }: EventOf<'moved'>): Incident {
  const incident = home ? { ...before, origin: before.origin ?? home } : before;
  const { postmortem, actions = [] } = incident;
  const isLeft = postmortem?.number && !postmortem.repository;
  const former = from.slice(0, from.lastIndexOf('#')).toLowerCase();
  const moved = actions.length > 0 ? { actions: actionsLeft(actions, former) } : {};
  return { ...(isLeft ? withPostmortem(incident, { lost: true }) : incident), ...moved };
}

/** With a new date the milestone is ours to keep again. */
function unchosen(postmortem: Incident['postmortem']): Partial<Postmortem> {
  const { chosen: _chosen, ...kept } = postmortem ?? {};
  return kept;
}

const withPostmortem = (
  incident: Incident,
  change: Partial<NonNullable<Incident['postmortem']>>,
): Incident =>
  incident.postmortem
    ? { ...incident, postmortem: { ...incident.postmortem, ...change } }
    : incident;

const unknownType = (_event: never, incident: Incident): Incident => incident;
