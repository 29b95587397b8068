/**
 * The postmortem: an issue of its own, owned by the commander, due when the policy says, in the body
 * and by a milestone. Its text belongs to people once it stands; only the line with the date is ours.
 */
import { type Effect, type EffectOf, receiptName } from '../core/effects.ts';
import { isExcused, type Postmortem } from '../core/incident.ts';
import type { Surface, World } from '../core/plan.ts';
import { ownerOf, POSTMORTEM_ACT, POSTMORTEM_LABEL_LOOK } from '../core/postmortem.ts';
import type { Milestone, PostmortemIssue } from '../core/snapshot.ts';
import { dateOf, fullMoment, HOUR, type Instant } from '../core/time.ts';
import { timelineOf } from '../core/timeline.ts';
import { viewOf } from '../core/view.ts';
import { summaryOf } from './summary.ts';

const OURS = /^Postmortems due \d{4}-\d{2}-\d{2}$/;
const DUE_LINE = /(<!-- tocsin:due -->)[\s\S]*?(<!-- \/tocsin:due -->)/;

export const postmortem: Surface = {
  name: 'postmortem',
  plan(world) {
    const { incident, snapshot } = world;
    const owed = incident.postmortem;
    if (!owed || owed.lost) return [];
    if (owed.number === null) return isToOpen(world) ? opening(world) : [];
    if (!snapshot.postmortem || owed.number !== snapshot.postmortem.number) return [];
    return [...keepDated(world, owed, snapshot.postmortem), ...tidy(world, owed)];
  },
};

/** One that was opened just before it was waived is planned all the same: so its number comes to be known. */
const isToOpen = ({ incident, snapshot }: World): boolean =>
  incident.status === 'resolved' && (!isExcused(incident) || POSTMORTEM_ACT in snapshot.found);

function opening(world: World): readonly Effect[] {
  const { snapshot, incident, record, policy } = world;
  const owner = ownerOf(incident);
  const resolved = record.events.findLast((event) => event.type === 'resolved');
  const labels: readonly Effect[] = snapshot.repository.labels.includes(POSTMORTEM_LABEL_LOOK.name)
    ? []
    : [{ kind: 'create-label', ...POSTMORTEM_LABEL_LOOK }];
  const view = {
    ...viewOf(world),
    ...(resolved ? summaryOf(resolved, world) : {}),
    history: timelineOf(record.events, policy, incident.declaredAt),
    guide: policy.postmortem.guide,
    owner,
  };
  return [
    ...labels,
    {
      kind: 'open-issue',
      once: POSTMORTEM_ACT,
      title: `Postmortem: ${snapshot.issue.title}`.slice(0, 256),
      parts: [{ template: 'postmortem', view }],
      labels: [POSTMORTEM_LABEL_LOOK.name],
    },
  ];
}

function keepDated(
  { incident, snapshot, policy, record }: World,
  { due }: Postmortem,
  issue: PostmortemIssue,
): readonly Effect[] {
  if (!issue.open || isExcused(incident)) return [];
  const link: EffectOf<'add-sub-issue'> = { kind: 'add-sub-issue', child: issue.id };
  const isLinked = issue.parent !== null || record.ledger[receiptName(link)];
  const body = issue.body.replace(DUE_LINE, `$1${fullMoment(due)}$2`);
  return [
    ...(isLinked ? [] : [link]),
    ...assigned(ownerOf(incident), issue),
    ...(body === issue.body ? [] : [{ kind: 'edit-issue', issue: issue.number, body } as const]),
    ...(policy.postmortem.due === 'milestone'
      ? milestoneFor(due, issue, snapshot.repository.milestones)
      : []),
  ];
}

/**
 * Its owner is assigned apart from opening it: whom GitHub would not assign must not keep it from being
 * opened. Once a person: who takes it off, or hands it on, meant it.
 */
function assigned(owner: string | null, issue: PostmortemIssue): readonly Effect[] {
  if (!owner || issue.assignees.includes(owner)) return [];
  const once = `assign-postmortem:${owner}`;
  return [{ kind: 'assign-postmortem', once, issue: issue.number, login: owner }];
}

function milestoneFor(
  due: Instant,
  issue: PostmortemIssue,
  milestones: readonly Milestone[],
): readonly Effect[] {
  const title = titleFor(due);
  const current = milestones.find(({ number }) => number === issue.milestone?.number);
  // Whoever moved the postmortem into a milestone of their own meant it.
  if (issue.milestone && !OURS.test(current?.title ?? '')) return [];
  const wanted = milestones.find((milestone) => milestone.title === title);
  if (!wanted) return [{ kind: 'create-milestone', title, due: noonOf(due) }];
  if (issue.milestone?.number === wanted.number) return [];
  return [{ kind: 'set-milestone', issue: issue.number, milestone: wanted.number }];
}

/** Our milestones are closed when nothing open is left in them. */
function tidy({ snapshot }: World, { due, closedAt }: Postmortem): readonly Effect[] {
  const inUse = closedAt === null ? titleFor(due) : null;
  return snapshot.repository.milestones
    .filter(
      ({ title, open, openIssues }) =>
        OURS.test(title) && open && openIssues === 0 && title !== inUse,
    )
    .map(({ number }): Effect => ({ kind: 'close-milestone', number }));
}

const titleFor = (due: Instant): string => `Postmortems due ${dateOf(due)}`;

/** GitHub floors a milestone's date to a day in California: noon UTC is that day everywhere. */
const noonOf = (due: Instant): Instant => Date.parse(`${dateOf(due)}T00:00:00Z`) + 12 * HOUR;
