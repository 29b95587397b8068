import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Receipt } from './effects.ts';
import type { IncidentEvent } from './events.ts';
import { inOrder } from './in-order.ts';
import type { Incident } from './incident.ts';
import { reduceAll } from './reduce.ts';
import type { Instant } from './time.ts';

/** What was made of a comment when it was looked at. */
export type Verdict = 'nothing' | 'accepted' | 'refused';

/**
 * The event log of an incident with what is needed to go on from it: what came in, what went out.
 * It is the only state there is, and it lives in the app's own comment on the issue.
 */
export interface IncidentRecord {
  readonly version: 1;
  /** Raised by each save; a card with a lower one is stale. */
  readonly revision: number;
  readonly writer: { readonly instance: string; readonly at: Instant };
  /** The incident as it was before `events`, where older ones have left the card. */
  readonly base: Incident | null;
  readonly events: readonly IncidentEvent[];
  /** How many of `events` have been told to the world: what they say is not planned again. */
  readonly settled: number;
  /** Comment id → what was made of it. Each is looked at once. */
  readonly comments: Readonly<Record<string, Verdict>>;
  /** Comment id → which commands stood in it when it was looked at, in few characters: see edits.ts. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Comment id → the last edit of it that was looked at. */
  readonly edits?: Readonly<Record<string, Instant>>;
  /** Node ids of the acts that have been read. */
  readonly acts: readonly string[];
  /** What is no younger was all looked at, whether it is named or not: see read-already.ts. */
  readonly forgotten?: Instant;
  readonly letters: readonly string[];
  /** Where it was saved last: an issue may be transferred. Absent in records of before. */
  readonly home?: { readonly repository: number; readonly issue: number; readonly name: string };
  readonly ledger: Readonly<Record<string, Receipt>>;
  /** GitHub's time of the newest comment or act known: reads look back a while behind it. */
  readonly newest: Instant;
}

export const EMPTY_RECORD: IncidentRecord = {
  version: 1,
  revision: 0,
  writer: { instance: '', at: 0 },
  base: null,
  events: [],
  settled: 0,
  comments: {},
  acts: [],
  letters: [],
  ledger: {},
  newest: 0,
};

const VERSION = 1;
const BLOCK = /<!-- tocsin:record v(\d+) ([A-Za-z0-9+/=]+) -->/g;

/** A card holds 65,536 characters; what a person reads needs its share. */
export const RECORD_LIMIT = 40_000;

export type Decoded =
  | { readonly kind: 'record'; readonly record: IncidentRecord }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'none' };

/** The hidden block that is put at the end of a card. */
export function encodeRecord(record: IncidentRecord): string {
  const packed = deflateRawSync(JSON.stringify(record), { level: 9 }).toString('base64');
  return `<!-- tocsin:record v${VERSION} ${packed} -->`;
}

/**
 * The record in a card's text. Only the last block counts: what comes before it is what people wrote.
 * A block that does not decode is none; one of a newer version is told apart, so that it is left alone.
 */
export function decodeRecord(text: string): Decoded {
  const last = [...text.matchAll(BLOCK)].at(-1);
  if (!last) return { kind: 'none' };
  const version = Number(last[1]);
  if (version > VERSION) return { kind: 'newer', version };
  try {
    const json = inflateRawSync(Buffer.from(last[2] ?? '', 'base64'), {
      maxOutputLength: 8_000_000,
    });
    const record: unknown = JSON.parse(json.toString());
    return isRecord(record) ? { kind: 'record', record } : { kind: 'none' };
  } catch {
    // Cut, mistyped or not ours: the caller falls back to an older revision and says so on the card.
    return { kind: 'none' };
  }
}

/** The record where there is one that this version reads. */
export const recordIn = (decoded: Decoded | null | undefined): IncidentRecord | null =>
  decoded?.kind === 'record' ? decoded.record : null;

/** The text of a card without its record: what a person sees. */
export const visibleText = (text: string): string =>
  text.replaceAll(BLOCK, '').replaceAll('\r\n', '\n').trim();

/** What the record comes to, by GitHub's time: a hand that was shown late takes its place in the past. */
export function incidentOf(record: IncidentRecord): Incident | null {
  const incident = reduceAll(record.base, record.events);
  return incident && { ...incident, heardAt: record.newest };
}

/**
 * Makes room: while the encoded record is too long, the older half of what has been told leaves the
 * card and stays as the incident it came to. The comment's edit history keeps those events.
 */
export function fitRecord(record: IncidentRecord, limit: number = RECORD_LIMIT): IncidentRecord {
  let fitting = record;
  while (encodeRecord(fitting).length > limit) {
    const shorter = withoutOldest(fitting);
    if (!shorter) break;
    fitting = shorter;
  }
  return fitting;
}

/** Null where nothing can leave: what stays must all be younger than what goes, and untold events stay. */
function withoutOldest(record: IncidentRecord): IncidentRecord | null {
  const untold = new Set(record.events.slice(record.settled));
  const ordered = inOrder(record.events);
  const firstUntold = ordered.findIndex((event) => untold.has(event));
  const most = firstUntold < 0 ? ordered.length : firstUntold;
  const cuts = ordered.flatMap((event, index) =>
    index <= most && event.at > (ordered[index - 1]?.at ?? event.at) ? [index] : [],
  );
  const cut = cuts.find((index) => index >= most / 2) ?? cuts.at(-1);
  if (cut === undefined) return null;
  const gone = new Set(ordered.slice(0, cut));
  return {
    ...record,
    base: reduceAll(record.base, [...gone]),
    events: record.events.filter((event) => !gone.has(event)),
    settled: record.settled - cut,
  };
}

function isRecord(value: unknown): value is IncidentRecord {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'revision' in value &&
    typeof value.revision === 'number' &&
    'events' in value &&
    Array.isArray(value.events) &&
    'ledger' in value &&
    typeof value.ledger === 'object' &&
    'comments' in value &&
    'acts' in value &&
    Array.isArray(value.acts)
  );
}
