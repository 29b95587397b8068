import { type ActionItem, homeOf, issueOf } from './action-item.ts';
import type { Incident } from './incident.ts';
import type { Snapshot } from './snapshot.ts';

/** An action item as people see it. */
interface Shown {
  /** `owner/name` of another repository than the incident's. */
  readonly home: string | null;
  readonly number: number | null;
  readonly text: string;
  /** Who is assigned, else whose it was meant to be. */
  readonly owners: readonly string[];
  readonly due: string | null;
  readonly done: boolean;
  readonly refused: string | null;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly items: readonly Shown[];
}

/** How far the action items have come; null where there are none. */
export function progressOf({ actions = [] }: Incident, snapshot: Snapshot): Progress | null {
  if (actions.length === 0) return null;
  const items = actions.map((item) => shown(item, snapshot));
  return { done: items.filter(({ done }) => done).length, total: items.length, items };
}

function shown(item: ActionItem, snapshot: Snapshot): Shown {
  const assigned = issueOf(item, snapshot)?.assignees ?? [];
  const { number, text, due, refused, closedAt, owner } = item;
  return {
    home: homeOf(item, snapshot),
    number,
    text,
    owners: assigned.length > 0 || owner === null ? assigned : [owner],
    due,
    done: closedAt !== null,
    refused,
  };
}

/**
 * The list as it stands in the postmortem: GitHub shows an issue's title beside its number, so nothing that
 * people wrote needs quoting. `elsewhere`: the postmortem is in another repository, where `#7` is another issue.
 */
export function progressText(incident: Incident, snapshot: Snapshot, elsewhere: boolean): string {
  const progress = progressOf(incident, snapshot);
  const opened = progress?.items.filter(({ number }) => number !== null) ?? [];
  if (opened.length === 0) return '';
  const { owner, name } = snapshot.repository;
  const lines = opened.map(({ home, number, owners, due, done }) => {
    const ref = `${home ?? (elsewhere ? `${owner}/${name}` : '')}#${number}`;
    return `- ${[ref, ...owners, due && `due ${due}`, done && 'done'].filter(Boolean).join(' · ')}`;
  });
  const done = opened.filter((item) => item.done).length;
  return `\n**${done} of ${opened.length} done**\n\n${lines.join('\n')}\n`;
}
