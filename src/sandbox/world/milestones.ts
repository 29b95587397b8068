import type { Instant } from '../../core/time.ts';
import { changeIssue, happen } from './happenings.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Issue, Milestone, Repository } from './records.ts';
import type { Store, Tables } from './store.ts';

export const milestonesOf = (tables: Tables, repository: Repository): Milestone[] =>
  [...tables.milestones.values()].filter((one) => one.repository === repository.id);

export const milestoneNumbered = (
  tables: Tables,
  repository: Repository,
  number: number,
): Milestone | null =>
  milestonesOf(tables, repository).find((one) => one.number === number) ?? null;

/**
 * GitHub keeps a due date as a day of the Pacific coast and shows the beginning of that day:
 * `2026-11-25T12:00:00Z` comes back as `2026-11-25T08:00:00Z`, an early hour as the day before.
 */
function flooredDueOn(at: Instant): Instant {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = (kind: Intl.DateTimeFormatPartTypes): number =>
    Number(clock.formatToParts(at).find((one) => one.type === kind)?.value);
  const sinceMidnight = (part('hour') * 60 + part('minute')) * 60 + part('second');
  return Math.floor(at / 1_000) * 1_000 - sinceMidnight * 1_000;
}

export interface MilestoneFields {
  readonly title?: string;
  readonly description?: string | null;
  readonly state?: 'OPEN' | 'CLOSED';
  readonly dueOn?: Instant | null;
}

export function createMilestone(
  store: Store,
  repository: Repository,
  by: Account,
  made: MilestoneFields & { readonly title: string },
): Milestone {
  const id = store.nextId('milestones');
  const now = store.now();
  const numbers = milestonesOf(store.tables, repository).map((one) => one.number);
  const dueOn = made.dueOn ?? null;
  return store.put('milestones', {
    kind: 'Milestone',
    id,
    node: nodeId('Milestone', repository.id, id),
    repository: repository.id,
    number: Math.max(0, ...numbers) + 1,
    title: made.title,
    description: made.description ?? null,
    state: made.state ?? 'OPEN',
    dueOn: dueOn === null ? null : flooredDueOn(dueOn),
    creator: by.id,
    createdAt: now,
    updatedAt: now,
    closedAt: made.state === 'CLOSED' ? now : null,
  });
}

export function editMilestone(
  store: Store,
  milestone: Milestone,
  change: MilestoneFields,
): Milestone {
  const state = change.state ?? milestone.state;
  const dueOn = change.dueOn === undefined ? milestone.dueOn : change.dueOn;
  const edited: Milestone = {
    ...milestone,
    title: change.title ?? milestone.title,
    description: change.description === undefined ? milestone.description : change.description,
    state,
    dueOn: dueOn === null ? null : flooredDueOn(dueOn),
    closedAt: state === 'OPEN' ? null : (milestone.closedAt ?? store.now()),
  };
  if (JSON.stringify(edited) === JSON.stringify(milestone)) return milestone;
  return store.put('milestones', { ...edited, updatedAt: store.now() });
}

export function deleteMilestone(store: Store, milestone: Milestone, by: Account): void {
  for (const issue of [...store.tables.issues.values()]) {
    if (issue.milestone === milestone.id) setMilestone(store, issue, by, null);
  }
  store.remove('milestones', milestone.id);
}

/** Moves an issue into a milestone, out of one, or from one to another. */
export function setMilestone(
  store: Store,
  issue: Issue,
  by: Account,
  milestone: Milestone | null,
): Issue {
  let current = store.get('issues', issue.id);
  if (current.milestone === (milestone?.id ?? null)) return current;
  const former = current.milestone === null ? null : store.get('milestones', current.milestone);
  if (former) {
    happen(store, current, by, { kind: 'DemilestonedEvent', milestone: former.title });
    current = changeIssue(store, current, { milestone: null });
    store.tell({
      event: 'issues',
      action: 'demilestoned',
      issue: current,
      milestone: former,
      sender: by,
    });
  }
  if (!milestone) return current;
  happen(store, current, by, { kind: 'MilestonedEvent', milestone: milestone.title });
  current = changeIssue(store, current, { milestone: milestone.id });
  store.tell({ event: 'issues', action: 'milestoned', issue: current, milestone, sender: by });
  return current;
}
