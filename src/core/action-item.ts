import type { EventOf, IncidentEvent } from './events.ts';
import type { Snapshot, TrackedIssue } from './snapshot.ts';
import type { Instant } from './time.ts';

/** Something that is to be done after an incident, as an issue of its own. */
export interface ActionItem {
  /** `5:0`, the comment that asked for it and its line; `#14`, `acme/payments#14` of one that people made. */
  readonly id: string;
  readonly text: string;
  readonly owner: string | null;
  /** `2026-12-01` */
  readonly due: string | null;
  /** `owner/name`; null: the incident's own. */
  readonly repository: string | null;
  /** Null until its issue exists. */
  readonly number: number | null;
  /** Who asked for it. */
  readonly by: string | null;
  readonly closedAt: Instant | null;
  /** Why it could not be opened. */
  readonly refused: string | null;
  /** Since when it has an issue that we know of. */
  readonly openedAt: Instant | null;
  /** Whether it was asked for on the postmortem. */
  readonly onPostmortem: boolean;
}

type ActionEvent = Extract<IncidentEvent, { readonly type: `action-${string}` }>;

/** As many as GitHub takes sub-issues under one issue, less some for people's own. */
export const MOST_ACTIONS = 60;

/** What an act of ours on an action item is named by: the cause of the event that asked for it. */
export const actionId = ({ via }: { readonly via: string }): string =>
  via.slice(via.indexOf(':') + 1);

/** The act that opens an action item: named so in markers and in the ledger. */
export const openingOf = ({ id }: Pick<ActionItem, 'id'>): string => `${OPENING}${id}`;
export const OPENING = 'action:';

/** The action items after one event about them. */
export function reduceActions(
  items: readonly ActionItem[],
  event: ActionEvent,
): readonly ActionItem[] {
  switch (event.type) {
    case 'action-added':
      return [...items, asked(event)];
    case 'action-found':
      return [...items, found(event)];
    case 'action-opened':
      return changed(items, event.id, {
        number: event.number,
        openedAt: event.at,
        refused: null,
      });
    case 'action-refused':
      return changed(items, event.id, { refused: event.because });
    case 'action-closed':
      return changed(items, event.id, { closedAt: event.at });
    case 'action-reopened':
      return changed(items, event.id, { closedAt: null });
    case 'action-gone':
      return items.filter(({ id }) => id !== event.id);
    default:
      return unknownType(event, items);
  }
}

const asked = (event: EventOf<'action-added'>): ActionItem => ({
  id: actionId(event),
  text: event.text,
  owner: event.owner,
  due: event.due,
  repository: event.repository,
  number: null,
  by: event.by,
  closedAt: null,
  refused: null,
  openedAt: null,
  onPostmortem: event.via.startsWith('remark:'),
});

const found = (event: EventOf<'action-found'>): ActionItem => ({
  id: event.id,
  text: event.title,
  owner: null,
  due: null,
  repository: event.repository,
  number: event.number,
  by: null,
  closedAt: null,
  refused: null,
  openedAt: event.at,
  onPostmortem: false,
});

const changed = (
  items: readonly ActionItem[],
  id: string,
  change: Partial<ActionItem>,
): readonly ActionItem[] => items.map((item) => (item.id === id ? { ...item, ...change } : item));

const unknownType = (_event: never, items: readonly ActionItem[]): readonly ActionItem[] => items;

/** The items of an incident that was transferred away from them. */
export const actionsLeft = (items: readonly ActionItem[], former: string): readonly ActionItem[] =>
  items.map((item) => {
    if (item.number === null || item.repository !== null) return item;
    const left = { ...item, repository: former };
    return isTheirs(item) ? { ...left, id: refOf(left) ?? item.id } : left;
  });

/** Whether people made it themselves. */
export const isTheirs = (item: ActionItem): boolean => item.id === refOf(item);

/** Where an item is, as a snapshot says it: null in the incident's repository. Names are written small. */
export const homeOf = (
  { repository }: Pick<ActionItem, 'repository'>,
  { repository: { owner, name } }: Snapshot,
): string | null => (repository === `${owner}/${name}`.toLowerCase() ? null : repository);

/** An item's issue as people write it: `#7`, `acme/payments#7`; null while it has none. */
export const refOf = ({ repository, number }: ActionItem): string | null =>
  number === null ? null : `${repository ?? ''}#${number}`;

/** The issue of an item as it was read; undefined where it has none or was not shown. */
export function issueOf(item: ActionItem, snapshot: Snapshot): TrackedIssue | undefined {
  const home = homeOf(item, snapshot);
  const shown = [...(snapshot.items ?? []), ...(snapshot.postmortem?.subIssues ?? [])];
  return shown.find(({ number, repository }) => number === item.number && repository === home);
}
