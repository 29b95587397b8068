import { LATE_AFTER } from './adoption.ts';
import { answeredBy } from './answered.ts';
import { consequences } from './consequences.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import { endsInOrder } from './in-order.ts';
import type { Incident } from './incident.ts';
import { homeOf } from './moved.ts';
import { type Dated, forgetOldest, isReadAct, isReadComment } from './read-already.ts';
import { type IncidentRecord, incidentOf, type Verdict } from './record.ts';
import { reduce, reduceAll } from './reduce.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';
import { vouchesFor } from './vouching.ts';

export interface Stamp {
  readonly at: Instant;
  readonly by: string | null;
  readonly via: string;
}

/** A letter may come twice soon, never late: the oldest names need not be kept. */
const MOST_LETTERS = 100;

export type Log = ReturnType<typeof openLog>;

/** The record while a pass adds to it: every event is reduced at once and its consequences follow it. */
export function openLog(
  snapshot: Snapshot,
  record: IncidentRecord,
  { now, quiet }: { readonly now: Instant; readonly quiet: boolean },
) {
  const { policy } = snapshot;
  const events: IncidentEvent[] = [...record.events];
  const comments: Record<string, Verdict> = { ...record.comments };
  const commands: Record<string, string> = { ...record.commands };
  const edits: Record<string, Instant> = { ...record.edits };
  const acts = new Set(record.acts);
  let incident = incidentOf(record);
  let newest = record.newest;

  const add = (event: IncidentEvent): void => {
    const before = incident;
    events.push(event);
    // What GitHub showed late has its place among the others: then everything is told over again.
    incident =
      before && endsInOrder(events) ? reduce(before, event) : reduceAll(record.base, events);
    if (!incident) return;
    const { at, by, via } = event;
    for (const body of consequences(before, incident, event, policy)) {
      // Of a history that is read again, the calls were made at their time.
      if (quiet && (body.type === 'paged' || body.type === 'call-held')) continue;
      // Whoever was called before we could look is not told that nobody was.
      const seen = event.type === 'declared' ? (snapshot.calledAt ?? now) : now;
      add({ ...withheld(body, seen - at > LATE_AFTER), at, by, via });
    }
  };
  const current = (): Incident => {
    if (!incident) throw new Error('A record without a declaration has no incident');
    return { ...incident, heardAt: Math.max(newest, incident.declaredAt) };
  };
  return {
    /** As it was before this pass. */
    record,
    quiet,
    comments,
    commands,
    edits,
    acts,
    policy,
    events,
    now,
    here: { number: snapshot.issue.number, reports: snapshot.reports },
    incident: current,
    rights: (login: string): boolean => snapshot.rights[login] ?? false,
    /** Whoever cannot report an incident by their own word cannot confirm one either. */
    mayCommand: (login: string): boolean =>
      current().doubt === 'stranger'
        ? vouchesFor(snapshot, login)
        : (snapshot.rights[login] ?? false),
    declare: add,
    tell: (bodies: readonly EventBody[], stamp: Stamp): void => {
      for (const body of bodies) {
        if (quiet && body.type === 'paged') continue;
        const whole = body.type === 'acknowledged' ? answering(body, current(), stamp) : body;
        add({ ...withheld(whole, now - stamp.at > LATE_AFTER), ...stamp });
      }
    },
    /** When the newest event happened. */
    latest: (): Instant => events.reduce((newest, event) => Math.max(newest, event.at), 0),
    /** When the postmortem's issue was opened, where the record still says so. */
    postmortemOpenedAt: (): Instant | null =>
      events.findLast(({ type }) => type === 'postmortem-opened')?.at ?? null,
    /** Whether they have been looked at, in this pass or earlier. */
    knowsComment: (comment: Dated): boolean => isReadComment({ ...record, comments }, comment),
    knowsAct: (act: Dated): boolean => acts.has(String(act.id)) || isReadAct(record, act),
    saw: (at: Instant): void => {
      newest = Math.max(newest, at);
    },
    /** `letters` are those that it has taken up. */
    close: (letters: readonly { readonly id: string }[]): IncidentRecord => ({
      ...record,
      home: homeOf(snapshot),
      events,
      ...forgetOldest({
        comments,
        acts: [...acts],
        forgotten: record.forgotten ?? 0,
        shown: shownIn(snapshot),
        newest,
      }),
      commands: ofNewest(commands),
      edits: ofNewest(edits),
      letters: [...new Set([...record.letters, ...letters.map(({ id }) => id)])].slice(
        -MOST_LETTERS,
      ),
      newest: Math.max(newest, current().declaredAt),
    }),
  };
}

const shownIn = ({ comments, acts, postmortem }: Snapshot) => [
  ...comments,
  ...acts,
  ...(postmortem?.comments ?? []),
  ...(postmortem?.moves ?? []),
];

/** Of how many comments it is remembered what stood in them: a read shows fewer than that. */
const REMEMBERED = 100;

/** What is known of the newest comments, by id. */
const ofNewest = <Known>(known: Readonly<Record<string, Known>>): Record<string, Known> =>
  Object.fromEntries(
    Object.entries(known)
      .sort(([a], [b]) => Number(a) - Number(b))
      .slice(-REMEMBERED),
  );

/** A late command changes state but calls nobody. */
const withheld = (body: EventBody, late: boolean): EventBody =>
  late && body.type === 'paged'
    ? { type: 'page-withheld', groups: [...body.groups.map((g) => g.group), ...body.unfilled] }
    : body;

/** What is called later, or is shown later, is not answered by it. */
const answering = (
  body: EventBody & { readonly type: 'acknowledged' },
  incident: Incident,
  stamp: Stamp,
): EventBody => ({ calls: answeredBy(incident, stamp), ...body });
