import { askedFor } from '../core/asked-for.ts';
import { responseDue, updateDue } from '../core/deadlines.ts';
import { inWords } from '../core/duration.ts';
import type { EventOf } from '../core/events.ts';
import { type Waiting, waitingIn } from '../core/held-call.ts';
import { nearest } from '../core/nearest.ts';
import { isTicket, type Policy, type Severity, severityOf } from '../core/policy.ts';
import { DAY, HOUR, type Instant, lengthOf, MINUTE } from '../core/time.ts';
import { moment, timelineOf } from '../core/timeline.ts';
import { misused } from './exit.ts';
import type { RepositoryName } from './places.ts';
import { moreOf, type Reached, reachedBy, reachedText } from './reached.ts';
import { type Rehearsed, rehearse, type Scene } from './rehearsal.ts';

/** Something that would happen, and when. */
export interface Foretold {
  readonly at: Instant;
  readonly after: string;
  readonly what: readonly string[];
}

/** What declaring an incident now would lead to. */
export interface Declaration {
  readonly severity: Severity;
  readonly ticket: boolean;
  /** What happens at once. */
  readonly calls: readonly Reached[];
  /** The call that waits for business hours; null where none does. */
  readonly waiting: Waiting | null;
  readonly unfilled: readonly string[];
  readonly answerBy: Instant | null;
  readonly updateEvery: string | null;
  readonly postmortemWithin: string | null;
  readonly ifNobodyAnswers: readonly Foretold[];
  readonly ifNobodySpeaks: readonly Foretold[];
  readonly afterTheEnd: readonly Foretold[];
}

const YOU = 'you';
const PLAYED = 60 * DAY;
/** Reminders of the postmortem go on weekly: so many of them tell it. */
const MOST_TOLD = 4;

/** The severity that was typed: `1`, `sev1`, its label or its name. */
export function severityIn(typed: string, policy: Policy): Severity {
  const { severities } = policy;
  const level = askedFor({ words: typed }, policy).severity;
  const word = typed.trim().toLowerCase();
  const found = severities.find(
    ({ level: own, label, name }) =>
      label.toLowerCase() === word || name.toLowerCase() === word || own === level,
  );
  if (found) return found;
  const words = severities.flatMap(({ label, name }) => [label, name]);
  const meant = nearest(typed, words);
  const list = severities.map(({ level: own, label, name }) => `sev${own} (${label}, ${name})`);
  throw misused(
    `There is no severity "${typed}"${meant ? `; did you mean ${meant}?` : '.'} Here they are ${list.join(', ')}`,
  );
}

/** Plays a declaration three times through the rules themselves: nobody answers, nobody speaks, it is resolved. */
export function declarationOf(
  severity: Severity,
  { policy, at, repository }: { policy: Policy; at: Instant; repository: RepositoryName },
): Declaration {
  const play = (scenes: readonly Scene[]): readonly Rehearsed[] =>
    rehearse({
      policy,
      at,
      by: YOU,
      severity: severity.level,
      title: 'An incident that never was',
      text: '',
      scenes,
      until: PLAYED,
      repository,
    });
  const silence = play([]);
  const [first] = silence;
  const start = first?.world.incident;
  const called = eventsOf(silence, 'paged').filter((event) => event.at === at);
  const answered = play([{ after: 0, by: YOU, says: '/ack' }]);
  const ended = play([
    { after: MINUTE, by: YOU, says: '/ack\n/ic' },
    { after: HOUR, by: YOU, says: '/monitoring\n/resolve' },
  ]);
  const [owed] = eventsOf(ended, 'postmortem-owed');
  const row = severityOf(policy, severity.level);
  const update = start ? updateDue(start, policy) : null;
  return {
    severity: row,
    ticket: isTicket(row),
    calls: start
      ? reachedBy(
          called.flatMap(({ groups }) => groups),
          { incident: start, policy, at },
        )
      : [],
    waiting: start ? waitingIn(start, policy) : null,
    unfilled: called.flatMap(({ unfilled }) => unfilled),
    answerBy: start ? responseDue(start, policy) : null,
    updateEvery: update === null ? null : lengthOf(update - at),
    postmortemWithin: owed ? inWords(owed.due - owed.at) : null,
    ifNobodyAnswers: foretold(silence.slice(1), policy, at),
    ifNobodySpeaks: foretold(
      answered.filter((pass) => pass.at > at),
      policy,
      at,
    ),
    afterTheEnd: foretold(
      ended.filter((pass) => pass.at > at + HOUR),
      policy,
      at,
    ).slice(0, MOST_TOLD),
  };
}

const foretold = (
  passes: readonly Rehearsed[],
  policy: Policy,
  from: Instant,
): readonly Foretold[] =>
  passes.flatMap(({ at, told }) => {
    const what = timelineOf(told, policy, from).map(({ text }) => text);
    return what.length > 0 ? [{ at, after: `+${lengthOf(at - from)}`, what }] : [];
  });

const eventsOf = <Type extends 'paged' | 'postmortem-owed'>(
  passes: readonly Rehearsed[],
  type: Type,
): readonly EventOf<Type>[] =>
  passes.flatMap(({ told }) => told.filter((event): event is EventOf<Type> => event.type === type));

/** The whole of it as a person reads it. */
export function declarationText(
  it: Declaration,
  {
    where,
    from,
    unknown,
    pagersAreRead,
  }: {
    readonly where: string;
    readonly from: Instant;
    /** What is to be said of people whom GitHub does not know. */
    readonly unknown: readonly string[];
    readonly pagersAreRead: boolean;
  },
): string {
  const { severity, calls, answerBy, updateEvery, postmortemWithin } = it;
  return [
    `${severity.label} (${severity.name}) now ${it.ticket ? TICKET : wouldCall(it)}.`,
    ...calls.flatMap((call) => moreOf(call, pagersAreRead)),
    ...unknown,
    ...(answerBy === null ? [] : [`Somebody must answer by ${moment(answerBy, from)}.`]),
    `Updates: ${updateEvery ? `every ${updateEvery}` : 'none are asked for'}. Postmortem: ${
      postmortemWithin ? `owed within ${postmortemWithin} of the end` : 'none is owed'
    }.`,
    `By ${where}.`,
    ...section('If nobody answers', it.ifNobodyAnswers, from),
    ...section(
      'If somebody acknowledges at once, and then nobody says a word',
      it.ifNobodySpeaks,
      from,
    ),
    ...section('Once it is resolved (here after an hour)', it.afterTheEnd, from),
  ].join('\n');
}

const TICKET = 'would be a ticket: nobody is called and no clock runs';

function wouldCall({ calls, unfilled, waiting }: Declaration): string {
  const nobody = unfilled.length > 0 ? `; nobody is configured for ${unfilled.join(', ')}` : '';
  if (waiting)
    return `would wait for business hours: ${waiting.groups.join(', ')} is called at ${waiting.wall} (${waiting.until}), unless somebody answers before${nobody}`;
  return `would call ${calls.map(reachedText).join(', ') || 'nobody'}${nobody}`;
}

const section = (title: string, lines: readonly Foretold[], from: Instant): readonly string[] =>
  lines.length === 0
    ? []
    : [
        '',
        title,
        ...lines.map(
          ({ at, after, what }) => `  ${moment(at, from)} ${after.padEnd(8)} ${what.join('; ')}`,
        ),
      ];
