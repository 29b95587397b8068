/**
 * The postmortem: an issue of its own, owned by the commander, due when the policy says, in the body
 * and by a milestone. Its text belongs to people once it stands; only the line with the date and the list of
 * action items are ours.
 */
import { type Effect, type EffectOf, type Elsewhere, receiptName } from '../core/effects.ts';
import { isExcused, type Postmortem } from '../core/incident.ts';
import { isSameText, withOurs } from '../core/issue-body.ts';
import type { Surface, World } from '../core/plan.ts';
import { ownerOf, POSTMORTEM_ACT, POSTMORTEM_LABEL_LOOK } from '../core/postmortem.ts';
import { progressText } from '../core/progress.ts';
import type { Milestone, PostmortemIssue, Snapshot } from '../core/snapshot.ts';
import { dateOf, fullMoment, HOUR, type Instant } from '../core/time.ts';
import { timelineOf } from '../core/timeline.ts';
import { viewOf } from '../core/view.ts';
import { summaryOf } from './summary.ts';

const OURS = /^Postmortems due \d{4}-\d{2}-\d{2}$/;

export const postmortem: Surface = {
  name: 'postmortem',
  plan(world) {
    const { incident, snapshot } = world;
    const owed = incident.postmortem;
    if (!owed || owed.lost) return [];
    if (owed.number === null) return isToOpen(world) ? opening(world) : [];
    if (!snapshot.postmortem || owed.number !== snapshot.postmortem.number) return [];
    return [
      ...keepOurs(world, owed, snapshot.postmortem),
      ...keepDated(world, owed, snapshot.postmortem),
      ...tidy(world, owed),
    ];
  },
};

/** One that was opened just before it was waived is planned all the same: so its number comes to be known. */
const isToOpen = ({ incident, snapshot }: World): boolean =>
  incident.status === 'resolved' && (!isExcused(incident) || POSTMORTEM_ACT in snapshot.found);

function opening(world: World): readonly Effect[] {
  const { snapshot, incident, record, policy } = world;
  const there = whereOf(incident.postmortem);
  const known: readonly string[] = there.in
    ? (snapshot.elsewhere?.labels ?? [])
    : snapshot.repository.labels;
  const owner = ownerOf(incident);
  const resolved = record.events.findLast((event) => event.type === 'resolved');
  const labels: readonly Effect[] = known.includes(POSTMORTEM_LABEL_LOOK.name)
    ? []
    : [{ kind: 'create-label', ...POSTMORTEM_LABEL_LOOK, ...there }];
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
      ...there,
    },
  ];
}

/** What is ours of its text: the date while it is owed, and how far the action items have come, always. */
function keepOurs(
  { incident, snapshot }: World,
  { due, repository }: Postmortem,
  issue: PostmortemIssue,
): readonly Effect[] {
  const isOwed = issue.open && !isExcused(incident);
  const ours = {
    ...(isOwed ? { due: fullMoment(due) } : {}),
    items: progressText(incident, snapshot, Boolean(repository)),
  };
  if (isSameText(withOurs(issue.body, ours), issue.body)) return [];
  return [{ kind: 'edit-issue', issue: issue.number, ours, ...whereOf(incident.postmortem) }];
}

function keepDated(
  { incident, snapshot, policy, record }: World,
  { due, chosen }: Postmortem,
  issue: PostmortemIssue,
): readonly Effect[] {
  if (!issue.open || isExcused(incident)) return [];
  const link: EffectOf<'add-sub-issue'> = { kind: 'add-sub-issue', child: issue.id };
  const isLinked = issue.parent !== null || record.ledger[receiptName(link)];
  const there = whereOf(incident.postmortem);
  return [
    ...(isLinked ? [] : [link]),
    ...assigned(ownerOf(incident), issue, there),
    ...(policy.postmortem.due === 'milestone' && !chosen
      ? milestoneFor(due, issue, milestonesOf(snapshot, there)).map((effect) => ({
          ...effect,
          ...there,
        }))
      : []),
  ];
}

/**
 * Its owner is assigned apart from opening it: whom GitHub would not assign must not keep it from being
 * opened. Once a person: who takes it off, or hands it on, meant it.
 */
function assigned(
  owner: string | null,
  issue: PostmortemIssue,
  there: Elsewhere,
): readonly Effect[] {
  if (!owner || issue.assignees.includes(owner)) return [];
  const once = `assign-postmortem:${owner}`;
  return [{ kind: 'assign-issue', once, issue: issue.number, login: owner, ...there }];
}

function milestoneFor(
  due: Instant,
  issue: PostmortemIssue,
  milestones: readonly Milestone[],
): readonly (EffectOf<'create-milestone'> | EffectOf<'set-milestone'>)[] {
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
function tidy({ snapshot }: World, postmortem: Postmortem): readonly Effect[] {
  const { due, closedAt } = postmortem;
  const there = whereOf(postmortem);
  const inUse = closedAt === null ? titleFor(due) : null;
  return milestonesOf(snapshot, there)
    .filter(
      ({ title, open, openIssues }) =>
        OURS.test(title) && open && openIssues === 0 && title !== inUse,
    )
    .map(({ number }): Effect => ({ kind: 'close-milestone', number, ...there }));
}

/** Where the postmortem is, if not beside its incident. */
const whereOf = (postmortem: Postmortem | null): Elsewhere =>
  postmortem?.repository ? { in: postmortem.repository } : {};

const milestonesOf = (
  { repository, elsewhere }: Snapshot,
  there: Elsewhere,
): readonly Milestone[] => (there.in ? (elsewhere?.milestones ?? []) : repository.milestones);

const titleFor = (due: Instant): string => `Postmortems due ${dateOf(due)}`;

/** GitHub floors a milestone's date to a day in California: noon UTC is that day everywhere. */
const noonOf = (due: Instant): Instant => Date.parse(`${dateOf(due)}T00:00:00Z`) + 12 * HOUR;
