/**
 * Action items: an issue each, in the repository that owns it, under the postmortem as soon as there is one.
 *
 *     /action @bo alert on the queue's depth    opens #7 for bo, with the label `action item`
 */
import { type ActionItem, homeOf, issueOf, isTheirs, openingOf } from '../core/action-item.ts';
import type { Effect } from '../core/effects.ts';
import type { Surface, World } from '../core/plan.ts';
import type { TrackedIssue } from '../core/snapshot.ts';
import { viewOf } from '../core/view.ts';

const LONGEST_TITLE = 256;

export const actions: Surface = {
  name: 'actions',
  plan(world) {
    return (world.incident.actions ?? []).flatMap((item): readonly Effect[] => {
      if (item.number === null) return item.refused ? [] : opening(item, world);
      const issue = issueOf(item, world.snapshot);
      if (!issue || isTheirs(item)) return [];
      return [...placing(item, issue, world), ...assigning(item, issue, world)];
    });
  },
};

function opening(item: ActionItem, world: World): readonly Effect[] {
  const { snapshot, policy } = world;
  const there = whereOf(item, world);
  const label = policy.labels.actionItem;
  const isKnown = !there.in && snapshot.repository.labels.includes(label.name);
  const { owner, name } = snapshot.repository;
  const view = {
    ...viewOf(world),
    item: item.text,
    owner: item.owner,
    due: item.due,
    by: item.by,
    incidentHome: there.in ? `${owner}/${name}` : null,
  };
  return [
    ...(isKnown ? [] : [{ kind: 'create-label', ...label, ...there } as const]),
    {
      kind: 'open-issue',
      once: openingOf(item),
      title: titleOf(item.text),
      parts: [{ template: 'action-item', view }],
      labels: [label.name],
      ...(item.by ? { by: item.by } : {}),
      ...there,
    },
  ];
}

/** Once for each place: whoever takes it away from there, or puts it under another issue, meant it. */
function placing(
  { id }: ActionItem,
  { id: child, parent: current }: TrackedIssue,
  { snapshot, incident }: World,
): readonly Effect[] {
  const { issue, postmortem } = snapshot;
  const parent = postmortem ?? issue;
  const moves = current === issue.id && parent.id !== issue.id;
  if (current !== null && !moves) return [];
  const elsewhere = postmortem && incident.postmortem?.repository;
  return [
    {
      kind: 'place-action',
      once: `place-action:${id}:${postmortem ? 'postmortem' : 'incident'}`,
      parent: parent.number,
      child,
      moves,
      ...(elsewhere ? { in: elsewhere } : {}),
    },
  ];
}

/** Once: who takes it off them, or hands it on, meant it. */
function assigning(item: ActionItem, issue: TrackedIssue, world: World): readonly Effect[] {
  const { id, owner } = item;
  if (!owner || !issue.open || issue.assignees.includes(owner)) return [];
  return [
    {
      kind: 'assign-issue',
      once: `assign-action:${id}:${owner}`,
      issue: issue.number,
      login: owner,
      ...whereOf(item, world),
    },
  ];
}

function whereOf(item: ActionItem, { snapshot }: World): { readonly in?: string } {
  const home = homeOf(item, snapshot);
  return home ? { in: home } : {};
}

const titleOf = (text: string): string =>
  text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1).toWellFormed()}…`;
