import { assign } from './assignees.ts';
import { rewritten } from './edits.ts';
import { changeIssue, happen } from './happenings.ts';
import { addLabels } from './labels.ts';
import { setMilestone } from './milestones.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Issue, Label, Milestone, Repository, StateReason } from './records.ts';
import { crossReference } from './references.ts';
import type { Store } from './store.ts';

interface OpenedIssue {
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly Label[];
  readonly assignees?: readonly string[];
  readonly milestone?: Milestone | null;
}

/**
 * Opens an issue. As on GitHub `opened` shows labels, assignees and milestone already, and each is
 * told again by a `labeled`, `assigned` or `milestoned` of its own.
 */
export function openIssue(
  store: Store,
  repository: Repository,
  by: Account,
  made: OpenedIssue,
): Issue {
  const issue = begin(store, repository, by, { ...made, kind: 'Issue' });
  const { id } = issue;
  const news = store.gather(() => {
    addLabels(store, issue, by, made.labels ?? []);
    assign(store, issue, by, made.assignees ?? []);
    if (made.milestone) setMilestone(store, issue, by, made.milestone);
  });
  const opened = store.get('issues', id);
  store.tell({ event: 'issues', action: 'opened', issue: opened, sender: by });
  for (const one of news) store.tell(one.event === 'issues' ? { ...one, issue: opened } : one);
  crossReference(store, opened, by, opened.body);
  return opened;
}

/** Opens a pull request, as far as it is an issue: something with a number to talk about. */
export function openPullRequest(
  store: Store,
  repository: Repository,
  by: Account,
  made: Pick<OpenedIssue, 'title' | 'body'> & Partial<Pick<Issue, 'between'>>,
): Issue {
  const opened = begin(store, repository, by, { ...made, kind: 'PullRequest' });
  crossReference(store, opened, by, opened.body);
  return opened;
}

function begin(
  store: Store,
  repository: Repository,
  by: Account,
  made: Pick<Issue, 'kind' | 'title' | 'body'> & Partial<Pick<Issue, 'between'>>,
): Issue {
  const home = store.get('repositories', repository.id);
  const number = home.lastNumber + 1;
  store.put('repositories', { ...home, lastNumber: number });
  const id = store.nextId('issues');
  const now = store.now();
  return store.put('issues', {
    kind: made.kind,
    id,
    node: nodeId(made.kind, repository.id, id),
    repository: repository.id,
    number,
    title: made.title,
    body: made.body,
    author: by.id,
    state: 'OPEN',
    stateReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    editor: null,
    lastEditedAt: null,
    edits: [],
    reactions: [],
    labels: [],
    assignees: [],
    milestone: null,
    locked: false,
    parent: null,
    subIssues: [],
    pinnedComment: null,
    between: made.between ?? null,
  });
}

/** Retitles an issue or rewrites its body. */
export function editIssue(
  store: Store,
  issue: Issue,
  by: Account,
  change: { readonly title?: string; readonly body?: string },
): Issue {
  let current = store.get('issues', issue.id);
  const title = change.title ?? current.title;
  const body = change.body ?? current.body;
  const changes: Record<string, { from: string }> = {};
  if (title !== current.title) {
    changes.title = { from: current.title };
    happen(store, current, by, { kind: 'RenamedTitleEvent', from: current.title, to: title });
    current = changeIssue(store, current, { title });
  }
  if (body !== current.body) {
    changes.body = { from: current.body };
    current = changeIssue(store, current, rewritten(store, current, by, body));
    crossReference(store, current, by, body);
  }
  if (Object.keys(changes).length === 0) return current;
  store.tell({ event: 'issues', action: 'edited', issue: current, changes, sender: by });
  return current;
}

export function closeIssue(
  store: Store,
  issue: Issue,
  by: Account,
  stateReason: StateReason = 'COMPLETED',
): Issue {
  if (issue.state === 'CLOSED') {
    // A closed issue may be given another reason; that is no news to anyone.
    return issue.stateReason === stateReason ? issue : changeIssue(store, issue, { stateReason });
  }
  happen(store, issue, by, { kind: 'ClosedEvent', stateReason });
  const closed = changeIssue(store, issue, {
    state: 'CLOSED',
    stateReason,
    closedAt: store.now(),
    closedBy: by.id,
  });
  store.tell({ event: 'issues', action: 'closed', issue: closed, sender: by });
  return closed;
}

/** Both issues' timelines show it. */
export function markDuplicate(store: Store, issue: Issue, by: Account, canonical: Issue): void {
  const mark = {
    kind: 'MarkedAsDuplicateEvent',
    canonical: canonical.id,
    duplicate: issue.id,
  } as const;
  happen(store, issue, by, mark);
  happen(store, canonical, by, mark);
}

export function reopenIssue(store: Store, issue: Issue, by: Account): Issue {
  if (issue.state === 'OPEN') return issue;
  happen(store, issue, by, { kind: 'ReopenedEvent' });
  const open = changeIssue(store, issue, {
    state: 'OPEN',
    stateReason: 'REOPENED',
    closedAt: null,
    closedBy: null,
  });
  store.tell({ event: 'issues', action: 'reopened', issue: open, sender: by });
  return open;
}

export function lockIssue(store: Store, issue: Issue, by: Account, locked: boolean): Issue {
  if (issue.locked === locked) return issue;
  happen(store, issue, by, { kind: locked ? 'LockedEvent' : 'UnlockedEvent' });
  const changed = changeIssue(store, issue, { locked });
  const action = locked ? 'locked' : 'unlocked';
  store.tell({ event: 'issues', action, issue: changed, sender: by });
  return changed;
}

/** Deletes an issue with everything on it, as an administrator can. */
export function deleteIssue(store: Store, issue: Issue, by: Account): void {
  const repository = store.get('repositories', issue.repository);
  store.put('repositories', {
    ...repository,
    pinned: repository.pinned.filter((pin) => pin.issue !== issue.id),
  });
  for (const comment of [...store.tables.comments.values()]) {
    if (comment.issue === issue.id) store.remove('comments', comment.id);
  }
  for (const event of [...store.tables.events.values()]) {
    const isGone =
      event.issue === issue.id ||
      ('source' in event && event.source === issue.id) ||
      ('other' in event && event.other === issue.id) ||
      ('canonical' in event && [event.canonical, event.duplicate].includes(issue.id));
    if (isGone) store.remove('events', event.id);
  }
  for (const child of issue.subIssues) {
    store.put('issues', { ...store.get('issues', child), parent: null });
  }
  if (issue.parent !== null) {
    const parent = store.get('issues', issue.parent);
    store.put('issues', {
      ...parent,
      subIssues: parent.subIssues.filter((id) => id !== issue.id),
    });
  }
  store.remove('issues', issue.id);
  store.tell({ event: 'issues', action: 'deleted', issue, sender: by });
}
