import { CHANNEL_TRIES, KEPT_CHANNEL } from './channel.ts';
import { holdersOf, isRunning } from './incident.ts';
import { lacksPlace, wantsPin } from './pin-place.ts';
import type { World } from './plan.ts';
import { ownerOf } from './postmortem.ts';
import { templateIn } from './team-template.ts';
import { fullMoment } from './time.ts';
import { moment } from './timeline.ts';
import { TROUBLES } from './trouble.ts';

const UNDONE: Readonly<Record<string, string>> = {
  'pin-card': 'This comment could not be pinned',
  'pin-issue': 'This issue could not be pinned',
  'unpin-issue': 'This issue could not be unpinned',
  reactions: 'Comments could not be answered with a reaction',
  'sub-issue': 'The postmortem could not be made a sub-issue',
  pager: 'A pager could not be told what became of this',
  'place-action': 'Action items could not be made sub-issues',
};

const LOCKED =
  'This issue is locked, and GitHub lets no app comment there: what Tocsin has to say waits until somebody unlocks it';

function undone(id: string): string {
  const [kind = '', about] = id.split(':');
  if (kind === 'assign') return `@${about} could not be assigned`;
  if (kind === 'team') return `Who is in the team ${about} could not be seen`;
  if (kind === 'assign-postmortem') return `@${about} could not be assigned to the postmortem`;
  if (kind === 'assign-action')
    return `@${id.split(':').at(-1)} could not be assigned to an action item`;
  return UNDONE[kind] ?? id;
}

function undoneIn(id: string, { snapshot }: World): string {
  const template = templateIn(id, snapshot.templates);
  return template ? `${template.file} is not used` : undone(id);
}

/** What the card warns of: what the form left open, what GitHub refused and still matters, what is in trouble. */
export function noticesOf(world: World): readonly string[] {
  const { record, snapshot, troubles } = world;
  const refused = Object.entries(record.ledger).flatMap(([id, { failed }]) =>
    failed && matters(id, world) ? [`${undoneIn(id, world)}: ${failed}`] : [],
  );
  const form = snapshot.issue.form?.missing ?? [];
  const missing = form.length > 0 ? [`The form was left open at: ${form.join(', ')}`] : [];
  const unpinned = lacksPlace(world)
    ? ['This issue is not pinned: three other issues hold the places which GitHub has for that']
    : [];
  const locked = isRunning(world.incident) && snapshot.issue.locked ? [LOCKED] : [];
  const faults = snapshot.issue.opening?.faults ?? [];
  const { moved } = world.incident.postmortem ?? {};
  const displaced = moved
    ? [`The postmortem could not be opened in the repository that the policy names: ${moved}`]
    : [];
  const amiss = (world.incident.troubles ?? []).map(({ what, since }) =>
    TROUBLES[what](moment(since, world.incident.declaredAt)),
  );
  return [
    ...amiss,
    ...locked,
    ...missing,
    ...faults,
    ...unpinned,
    ...displaced,
    ...undatedIn(world),
    ...aboutChannel(world),
    ...new Set(refused),
    ...troubles,
  ];
}

/** A postmortem whose milestone says no date is due all the same. */
function undatedIn({ incident }: World): readonly string[] {
  const { chosen, due, closedAt } = incident.postmortem ?? {};
  if (!chosen || chosen.dated || due === undefined || closedAt !== null) return [];
  const where = chosen.milestone
    ? `is in the milestone ${chosen.milestone}, which has no date`
    : 'was taken out of its milestone';
  return [`The postmortem ${where}; it is due ${fullMoment(due)} all the same`];
}

function aboutChannel({ incident, record }: World): readonly string[] {
  const { channelTrouble: trouble, declaredAt } = incident;
  const strangers = record.ledger[KEPT_CHANNEL]?.channel?.strangers ?? [];
  return [
    ...(trouble
      ? [
          `The channel in Slack cannot be kept since ${moment(trouble.since, declaredAt)}` +
            `: ${trouble.because} It is ${trouble.tries < CHANNEL_TRIES ? 'tried again' : 'not tried any more'}`,
        ]
      : []),
    ...(strangers.length > 0
      ? [`Slack does not let these members be invited: ${strangers.join(', ')}`]
      : []),
  ];
}

/** Whom GitHub would not assign is of interest while they hold a role; likewise the pin, or a file as it is. */
function matters(id: string, world: World): boolean {
  const [kind, about = ''] = id.split(':');
  // A call that failed stands in its own line, with the others of its group; so does a message.
  if (kind === 'page' || kind === 'tell' || kind === KEPT_CHANNEL) return false;
  if (kind === 'assign') return holdersOf(world.incident).includes(about);
  if (kind === 'team') return world.policy.rights.teams.includes(about);
  if (kind === 'template') return templateIn(id, world.snapshot.templates) !== null;
  // An action item that was not opened has its own line, and a label elsewhere is no matter.
  if (kind === 'action' || kind === 'create-label') return false;
  if (kind === 'assign-postmortem') return ownerOf(world.incident) === about;
  return kind !== 'pin-issue' || wantsPin(world);
}
