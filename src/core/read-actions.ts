import { type ActionItem, homeOf, issueOf, isTheirs, refOf } from './action-item.ts';
import type { EventBody } from './events.ts';
import type { Log } from './log.ts';
import type { Snapshot, TrackedIssue } from './snapshot.ts';
import { type Instant, MINUTE } from './time.ts';

/** A read may lag behind what we opened; so long it does not. */
const BELATED = 10 * MINUTE;

/** What became of the action items, and which ones people made themselves. We close none: people did. */
export function readActions(log: Log, snapshot: Snapshot): void {
  if (!snapshot.items) return;
  const tell = (body: EventBody, at: Instant): void =>
    log.tell([body], { at, by: null, via: `world:action:${at}` });
  for (const item of log.incident().actions ?? []) readAction(log, snapshot, { item, tell });
  const known = log.incident().actions ?? [];
  const isKnown = ({ number, repository }: TrackedIssue): boolean =>
    known.some((item) => item.number === number && homeOf(item, snapshot) === repository);
  for (const issue of snapshot.postmortem?.subIssues ?? []) {
    if (isKnown(issue)) continue;
    const { repository, number, title } = issue;
    const id = `${repository ?? ''}#${number}`;
    tell({ type: 'action-found', id, title, repository, number }, log.now);
    if (!issue.open) tell({ type: 'action-closed', id, ref: id }, log.now);
  }
}

function readAction(
  log: Log,
  snapshot: Snapshot,
  { item, tell }: { item: ActionItem; tell: (body: EventBody, at: Instant) => void },
): void {
  const { id, openedAt } = item;
  const ref = refOf(item);
  if (ref === null || openedAt === null) return;
  const issue = issueOf(item, snapshot);
  const { postmortem } = snapshot;
  const isTakenAway = isTheirs(item) && postmortem && issue && issue.parent !== postmortem.id;
  const isDeleted = !issue && log.now - openedAt > BELATED;
  if (isTakenAway || isDeleted) tell({ type: 'action-gone', id, ref }, log.now);
  if (isTakenAway || !issue) return;
  // Never before what is known already, or it would be undone by that, and be news for ever.
  const closedAt = Math.max(issue.closedAt ?? log.now, log.latest());
  if (!issue.open && item.closedAt === null) tell({ type: 'action-closed', id, ref }, closedAt);
  if (issue.open && item.closedAt !== null) tell({ type: 'action-reopened', id, ref }, log.now);
}
