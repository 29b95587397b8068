import { changeIssue, happen } from './happenings.ts';
import { nodeId } from './node-ids.ts';
import type { Account, Issue, Label, Repository } from './records.ts';
import type { Store, Tables } from './store.ts';

/** GitHub gives this colour to labels that come up by being put on an issue. */
const PLAIN = 'ededed';

export const labelsOf = (tables: Tables, repository: Repository): Label[] =>
  [...tables.labels.values()].filter((label) => label.repository === repository.id);

/** The repository's label of this name (any case), or null. */
export function labelNamed(tables: Tables, repository: Repository, name: string): Label | null {
  const wanted = name.toLowerCase();
  return labelsOf(tables, repository).find((label) => label.name.toLowerCase() === wanted) ?? null;
}

export function createLabel(
  store: Store,
  repository: Repository,
  by: Account,
  made: { readonly name: string; readonly color?: string; readonly description?: string | null },
): Label {
  const id = store.nextId('labels');
  const label = store.put('labels', {
    kind: 'Label',
    id,
    node: nodeId('Label', repository.id, id),
    repository: repository.id,
    name: made.name,
    color: made.color ?? PLAIN,
    description: made.description ?? null,
    createdAt: store.now(),
  });
  store.tell({ event: 'label', action: 'created', label, sender: by });
  return label;
}

export function editLabel(
  store: Store,
  label: Label,
  by: Account,
  change: Partial<Pick<Label, 'name' | 'color' | 'description'>>,
): Label {
  const edited = { ...label, ...change };
  const changes: Record<string, { from: string }> = {};
  if (edited.name !== label.name) changes.name = { from: label.name };
  if (edited.color !== label.color) changes.color = { from: label.color };
  if (edited.description !== label.description) {
    changes.description = { from: label.description ?? '' };
  }
  if (Object.keys(changes).length === 0) return label;
  store.put('labels', edited);
  store.tell({ event: 'label', action: 'edited', label: edited, changes, sender: by });
  return edited;
}

/** Deletes a label: every issue loses it, and `issues.unlabeled` tells so without naming it. */
export function deleteLabel(store: Store, label: Label, by: Account): void {
  const wearing = [...store.tables.issues.values()].filter((one) => one.labels.includes(label.id));
  const bare = wearing.map((issue) => {
    happen(store, issue, by, { kind: 'UnlabeledEvent', label });
    return changeIssue(store, issue, { labels: issue.labels.filter((id) => id !== label.id) });
  });
  store.remove('labels', label.id);
  store.tell({ event: 'label', action: 'deleted', label, sender: by });
  for (const issue of bare) {
    store.tell({ event: 'issues', action: 'unlabeled', issue, sender: by });
  }
}

/** Puts labels on an issue; those it has already change nothing. */
export function addLabels(
  store: Store,
  issue: Issue,
  by: Account,
  labels: readonly Label[],
): Issue {
  let current = store.get('issues', issue.id);
  for (const label of labels) {
    if (current.labels.includes(label.id)) continue;
    happen(store, current, by, { kind: 'LabeledEvent', label });
    current = changeIssue(store, current, { labels: [...current.labels, label.id] });
    store.tell({ event: 'issues', action: 'labeled', issue: current, label, sender: by });
  }
  return current;
}

export function removeLabels(
  store: Store,
  issue: Issue,
  by: Account,
  labels: readonly Label[],
): Issue {
  let current = store.get('issues', issue.id);
  for (const label of labels) {
    if (!current.labels.includes(label.id)) continue;
    happen(store, current, by, { kind: 'UnlabeledEvent', label });
    current = changeIssue(store, current, {
      labels: current.labels.filter((id) => id !== label.id),
    });
    store.tell({ event: 'issues', action: 'unlabeled', issue: current, label, sender: by });
  }
  return current;
}

/** Makes these an issue's labels: adds what is missing, removes the rest. */
export function setLabels(
  store: Store,
  issue: Issue,
  by: Account,
  labels: readonly Label[],
): Issue {
  const wanted = new Set(labels.map((label) => label.id));
  const extra = issue.labels.filter((id) => !wanted.has(id)).map((id) => store.get('labels', id));
  removeLabels(store, issue, by, extra);
  return addLabels(store, issue, by, labels);
}
