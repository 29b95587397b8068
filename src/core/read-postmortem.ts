import type { EventBody } from './events.ts';
import { type Incident, isExcused, type Postmortem } from './incident.ts';
import type { Log } from './log.ts';
import type { PostmortemIssue, Snapshot } from './snapshot.ts';
import { DAY, type Instant, MINUTE } from './time.ts';
import { unfilledIn } from './unfilled.ts';

/** A read may lag behind what we opened; so long it does not. */
const BELATED = 10 * MINUTE;

/** We never close a postmortem: when it is closed, a person did. */
export function readPostmortem(log: Log, { postmortem: issue }: Snapshot): void {
  const known = log.incident().postmortem;
  const tell = (body: EventBody, at: Instant): void =>
    log.tell([body], { at, by: null, via: `world:postmortem:${at}` });
  if (known?.number && !issue && known.closedAt === null && !known.lost && isOld(log))
    tell({ type: 'postmortem-lost', number: known.number }, log.now);
  if (!issue || known?.number !== issue.number) return;
  if (!issue.open && known.closedAt === null) {
    // Never before what is known of it already, or it would be undone by that, and be news for ever.
    const at = Math.max(issue.closedAt ?? log.now, log.latest());
    tell({ type: 'postmortem-closed', ...leftOpen(log.incident(), known, issue) }, at);
  }
  if (issue.open && known.closedAt !== null) tell({ type: 'postmortem-reopened' }, log.now);
  readMoves(log, known, issue);
}

/**
 * Whoever moves it into a milestone means its date, at the time of day at which it was due; one without a date
 * leaves it. Of several moves the last counts, for only where it is now is known.
 */
function readMoves(
  log: Log,
  { due }: Postmortem,
  { moves = [], milestone }: PostmortemIssue,
): void {
  const fresh = moves.filter((move) => !log.knowsAct(move));
  const last = fresh.at(-1);
  for (const { id } of fresh) log.acts.add(id);
  if (!last) return;
  const date = milestone?.dueOn ?? null;
  const body: EventBody = {
    type: 'postmortem-dated',
    milestone: milestone?.title ?? null,
    due: date === null ? null : startOf(date) + (due - startOf(due)),
  };
  // The read shows where it is now, whenever that was.
  log.tell([body], { at: Math.max(last.at, log.latest()), by: last.by, via: `hand:${last.id}` });
}

const startOf = (at: Instant): Instant => Math.floor(at / DAY) * DAY;

/**
 * What nobody has written, where that is news: whoever closes it again as it was has been told. Of one that
 * nobody wants any more nothing is missing.
 */
function leftOpen(
  incident: Incident,
  { unfilled: told = [] }: Postmortem,
  { body }: PostmortemIssue,
): { readonly unfilled?: readonly string[] } {
  if (isExcused(incident)) return {};
  const unfilled = unfilledIn(body);
  return unfilled.join('\n') === told.join('\n') ? {} : { unfilled };
}

/** Whether the postmortem was opened so long ago that a read which does not show it tells the truth. */
const isOld = (log: Log): boolean => log.now - (log.postmortemOpenedAt() ?? 0) > BELATED;
