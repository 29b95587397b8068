import type { HappenedView } from '../world/views.ts';
import { type Html, html } from './html.ts';
import { avatar, chip, when, who } from './parts.ts';

/** What one line of the timeline is told with. */
export interface Telling {
  readonly home: string;
  readonly colorOf: (label: string) => string;
}

type Kind = HappenedView['kind'];

/** Acts of one kind in one go read as one. */
const LABELS: readonly Kind[] = ['LabeledEvent', 'UnlabeledEvent'];

const SIGNS: Readonly<Partial<Record<Kind, string>>> = {
  LabeledEvent: '🏷',
  UnlabeledEvent: '🏷',
  ClosedEvent: '✓',
  ReopenedEvent: '◉',
  PinnedEvent: '📌',
  UnpinnedEvent: '📌',
  MilestonedEvent: '⚑',
  DemilestonedEvent: '⚑',
  RenamedTitleEvent: '✎',
};

/** `acme/shop#2` as a link: to its number alone where it is in this repository. */
function reference(what: string, { home }: Telling): Html {
  const [repository = '', number = ''] = what.split('#');
  const says = `/${repository}` === home ? `#${number}` : what;
  return html`<a href="/${repository}/issues/${number}">${says}</a>`;
}

const CLOSED: Readonly<Record<string, string>> = {
  not_planned: ' as not planned',
  duplicate: ' as a duplicate',
};

function done({ kind, actor, what }: HappenedView, telling: Telling): Html {
  const isSelf = what === actor;
  switch (kind) {
    case 'LabeledEvent':
    case 'UnlabeledEvent':
      return html`${kind === 'LabeledEvent' ? 'added' : 'removed'} ${chip({ name: what, color: telling.colorOf(what) })}`;
    case 'AssignedEvent':
      return isSelf ? html`took this on` : html`assigned <strong>${what}</strong>`;
    case 'UnassignedEvent':
      return isSelf ? html`stepped back` : html`unassigned <strong>${what}</strong>`;
    case 'ClosedEvent':
      return html`closed this${CLOSED[what] ?? ''}`;
    case 'MarkedAsDuplicateEvent':
      return html`linked a duplicate: ${reference(what, telling)}`;
    case 'ReopenedEvent':
      return html`reopened this`;
    case 'PinnedEvent':
      return html`pinned this issue`;
    case 'UnpinnedEvent':
      return html`unpinned this issue`;
    case 'LockedEvent':
      return html`locked the conversation`;
    case 'UnlockedEvent':
      return html`unlocked the conversation`;
    case 'ConvertedToDiscussionEvent':
      return html`converted this to a discussion`;
    case 'TransferredEvent':
      return html`transferred this from <strong>${what}</strong>`;
    case 'CrossReferencedEvent':
      return html`mentioned this in ${reference(what, telling)}`;
    case 'RenamedTitleEvent':
      return html`changed the title to <strong>${what}</strong>`;
    case 'MilestonedEvent':
      return html`added this to <strong>${what}</strong>`;
    case 'DemilestonedEvent':
      return html`removed this from <strong>${what}</strong>`;
    case 'CommentDeletedEvent':
      return html`deleted a comment by <strong>${what}</strong>`;
    case 'SubIssueAddedEvent':
      return html`added the sub-issue ${reference(what, telling)}`;
    case 'ParentIssueAddedEvent':
      return html`made this a sub-issue of ${reference(what, telling)}`;
  }
}

/** What is done to, where the line has said already what is done: the next label, the next person. */
function again({ kind, what }: HappenedView, telling: Telling): Html | null {
  if (LABELS.includes(kind)) return chip({ name: what, color: telling.colorOf(what) });
  if (kind === 'AssignedEvent' || kind === 'UnassignedEvent')
    return html`and <strong>${what}</strong>`;
  return null;
}

/** Whether two lines are told as one: the same person's labels, at the same moment. */
export const belongTogether = (one: HappenedView, other: HappenedView): boolean =>
  one.actor === other.actor &&
  one.at === other.at &&
  (one.kind === other.kind || (LABELS.includes(one.kind) && LABELS.includes(other.kind)));

/** A line of the timeline, for one happening or several that belong together. */
export function happened(group: readonly HappenedView[], telling: Telling): Html | null {
  const [first] = group;
  if (!first) return null;
  const acts = group.map((one, index) => {
    const before = group[index - 1];
    const what = before?.kind === one.kind ? again(one, telling) : null;
    if (what) return html` ${what}`;
    return before ? html` and ${done(one, telling)}` : done(one, telling);
  });
  return html`
<div class="happened"><span class="sign" aria-hidden="true">${SIGNS[first.kind] ?? '·'}</span>
<span>${avatar(first.actor)} ${who(first.actor)} ${acts} <span class="quiet">${when(first.at)}</span></span></div>`;
}
