import { adopt, type IncidentLetter } from './adoption.ts';
import { answering } from './answer.ts';
import { hasAskedOften } from './asked-often.ts';
import { declare, tellRebuilt } from './declare.ts';
import { isFreshEdit, noteWording, readEdit } from './edits.ts';
import type { EventBody, EventOf } from './events.ts';
import { holdersOf, type Incident } from './incident.ts';
import type { DispatchLetter, DuplicateLetter, PagerLetter, TroubleLetter } from './letters.ts';
import { type Log, openLog, type Stamp } from './log.ts';
import { isOfLostLabel, lostLabels } from './lost-labels.ts';
import { atNewHome, movedFrom, movedHere, withoutLeft } from './moved.ts';
import { hearPagers, readPagers } from './pagers.ts';
import { isTrustedBot, type Policy } from './policy.ts';
import { isConfigured } from './reach.ts';
import { readActions } from './read-actions.ts';
import { readAgain } from './read-again.ts';
import { readDuplicates } from './read-duplicates.ts';
import { readPostmortem } from './read-postmortem.ts';
import { readTroubles } from './read-troubles.ts';
import { type IncidentRecord, incidentOf, type Verdict } from './record.ts';
import type { Report } from './reports.ts';
import { type Clockwork, runClocks } from './run-clocks.ts';
import type { Act, Comment, Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';

/** Whoever acts: what they may do was settled where the snapshot was read. */
export interface Doer {
  readonly login: string;
  /** A bot that the policy does not trust. */
  readonly bot: boolean;
  /** Triage or more, everybody in a private repository, the holder of a role, or in a configured group. */
  readonly may: boolean;
  /** Has had as many answers lately as anybody gets who may not command. */
  readonly often?: boolean;
}

/** What commands and hands are judged by. `at` is GitHub's time of the comment or act, never now. */
export interface Context {
  readonly incident: Incident;
  readonly actor: Doer;
  readonly at: Instant;
  readonly policy: Policy;
  /** The issue's own number, and the incidents of its repository that are known. */
  readonly here: { readonly number: number; readonly reports: readonly Report[] };
}

/** The rooms' lists, handed in so that the core imports none of them. */
export interface Rules {
  comment(
    comment: Comment,
    context: () => Context,
    tell: (line: number, bodies: readonly EventBody[]) => void,
  ): Verdict;
  /** Which commands stand in a comment, in few characters. */
  gist(comment: Comment): string;
  /** What changed in a comment: its notes, and a command (as typed) that its gist does not have; null: none. */
  edit(
    comment: Comment,
    before: { readonly notes: readonly EventOf<'noted'>[]; readonly gist: string | null },
    context: Context,
  ): { readonly changed: readonly EventBody[]; readonly added: string | null };
  act(act: Act, context: Context): readonly EventBody[];
  readonly timers: readonly Clockwork[];
}

export interface Input {
  readonly snapshot: Snapshot;
  readonly record: IncidentRecord;
  readonly letters: readonly IncidentLetter[];
  /** The incident, told again. */
  readonly again?: readonly DispatchLetter[];
  /** Incidents that turned out to be this one. */
  readonly duplicates?: readonly DuplicateLetter[];
  /** What somebody did in a pager. */
  readonly pagers?: readonly PagerLetter[];
  /** What our own audit says of it. */
  readonly troubles?: readonly TroubleLetter[];
  readonly now: Instant;
  /** Who changed the card behind our back; null where nobody did. */
  readonly editedBy: string | null;
}

export type Decision =
  | {
      readonly incident: Incident;
      readonly record: IncidentRecord;
      readonly rebuilt: boolean;
      /** Letters that came too late: it was over. */
      readonly over: readonly DispatchLetter[];
    }
  | { readonly incident: null; readonly because: string };

/** Triggers and due clocks in, the record with what they came to out. Pure: twice the same is the same. */
export function decide(rules: Rules, input: Input): Decision {
  const { letters, now } = input;
  const from = movedFrom(input.record, input.snapshot);
  const snapshot = from ? withoutLeft(input.snapshot) : input.snapshot;
  const adoption = incidentOf(input.record) ? null : adopt(snapshot, letters, now);
  if (adoption && !adoption.adopt) return { incident: null, because: adoption.because };
  const before = from ? atNewHome(input.record, snapshot) : input.record;
  const log = openLog(snapshot, before, { now, quiet: adoption?.rebuilt ?? false });
  if (adoption) declare(log, adoption, snapshot);
  if (input.editedBy)
    log.tell([{ type: 'card-restored' }], { at: now, by: input.editedBy, via: 'world:card' });
  if (from) log.tell([movedHere(from)], { at: now, by: null, via: 'world:moved' });
  else log.tell(lostLabels(snapshot, before), { at: now, by: null, via: 'world:labels' });
  const edited = snapshot.comments.filter((comment) => isFreshEdit(comment, before));
  for (const item of unread(log, snapshot)) {
    if ('lines' in item) readComment(rules, log, item);
    else readAct(rules, log, item, snapshot);
  }
  for (const comment of edited)
    readEdit(rules, log, { comment, contextOf: (actor, at) => contextOf(log, actor, at) });
  readPostmortem(log, snapshot);
  readActions(log, snapshot);
  readPagers(log, snapshot);
  hearPagers(log, input.pagers ?? []);
  readDuplicates(log, input.duplicates ?? [], input.record.letters);
  readTroubles(log, input.troubles ?? [], input.record.letters);
  const over = readAgain(log, input.again ?? [], knownTo(input));
  if (adoption?.rebuilt) tellRebuilt(log, snapshot);
  runClocks(rules.timers, log, now);
  const taken = (input.again ?? []).filter((letter) => !over.includes(letter));
  const record = log.close([
    ...letters,
    ...taken,
    ...(input.duplicates ?? []),
    ...(input.pagers ?? []),
    ...(input.troubles ?? []),
  ]);
  return { incident: log.incident(), record, rebuilt: log.quiet, over };
}

/** Letters that the record has taken up; what it was opened for is one of them. */
const knownTo = ({ record, snapshot }: Input): readonly string[] => [
  ...record.letters,
  ...(snapshot.issue.opening ? [snapshot.issue.opening.id] : []),
];

/** Comments and acts by others which the record does not name, in GitHub's order (tie: comment first, then id). */
function unread(log: Log, { comments, acts, postmortem }: Snapshot): readonly (Comment | Act)[] {
  const from = log.incident().declaredAt;
  const isNew = (at: Instant): boolean => at >= from;
  const fresh: (Comment | Act)[] = [
    ...[...comments, ...(postmortem?.comments ?? [])].filter(
      (comment) => isNew(comment.at) && !log.knowsComment(comment),
    ),
    ...acts.filter((act) => isNew(act.at) && !act.actor.ours && !log.knowsAct(act)),
  ];
  const rank = (item: Comment | Act): number => ('lines' in item ? 0 : 1);
  return fresh.sort(
    (a, b) => a.at - b.at || rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function readComment(rules: Rules, log: Log, comment: Comment): void {
  const { author, at, id } = comment;
  log.saw(at);
  if (author.bot && !isTrustedBot(log.policy, author.login)) {
    log.comments[id] = 'nothing';
    return;
  }
  const kind = comment.onPostmortem ? 'remark' : 'comment';
  const stamp = (line: number): Stamp => ({ at, by: author.login, via: `${kind}:${id}:${line}` });
  const context = (): Context => contextOf(log, author, at);
  const answer = answering(log);
  const verdict = rules.comment(comment, context, (line, bodies) => log.tell(bodies, stamp(line)));
  log.comments[id] = verdict;
  noteWording(rules, log, comment);
  if (!comment.onPostmortem && !author.bot) answer(author.login, stamp(0));
}

function readAct(rules: Rules, log: Log, act: Act, snapshot: Snapshot): void {
  log.saw(act.at);
  log.acts.add(act.id);
  const stamp: Stamp = { at: act.at, by: act.actor.login, via: `hand:${act.id}` };
  if (isOfLostLabel(snapshot, act)) return;
  const answer = answering(log);
  const bodies = rules.act(act, contextOf(log, act.actor, act.at));
  log.tell(bodies, stamp);
  const takesPart =
    act.kind === 'labeled' ||
    act.kind === 'reopened' ||
    (act.kind === 'assigned' && act.login === stamp.by);
  if (takesPart && !act.actor.bot) answer(act.actor.login, stamp);
}

function contextOf(log: Log, actor: { login: string; bot: boolean }, at: Instant): Context {
  const incident = log.incident();
  const { login } = actor;
  const trusted = actor.bot && isTrustedBot(log.policy, login);
  const takesPart = holdersOf(incident).includes(login) || isConfigured(log.policy, login);
  const may = trusted || log.mayCommand(login) || takesPart;
  const bot = actor.bot && !trusted;
  const often = !may && hasAskedOften(log.events, login, at);
  return { incident, actor: { login, bot, may, often }, at, policy: log.policy, here: log.here };
}
