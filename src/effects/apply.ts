import { isAsUrgent, type Spending, spendingOf, type Urgency } from '../core/budget.ts';
import { type Effect, effectId, type Receipt, receiptName, type Write } from '../core/effects.ts';
import { hindranceIn } from '../core/hindrance.ts';
import type { Clock, Instant } from '../core/time.ts';
import { within } from '../log/context.ts';
import { type Place, type Texts, type Writer, type Written, write } from './github-writes.ts';
import { isCall } from './intents.ts';
import { type Reporter, report, reportCall } from './report.ts';

export interface Applying extends Reporter {
  readonly github: Writer;
  readonly place: Place;
  readonly clock: Clock;
  readonly texts: Texts;
  /** Called before each write: throws where this pass has lost its right to write. */
  readonly allowed: () => void;
  readonly purse: {
    /** Takes room for one write; answers null, or where there is none when there will be. */
    take(spending: Spending): Instant | null;
    /** Nothing more until then: GitHub says so. */
    close(until: Instant): void;
  };
}

export interface Applied {
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** What the world refused; the others were tried all the same. */
  readonly failures: readonly Failure[];
  /** What GitHub has no room for now, and when it has; null: nothing. */
  readonly putOff: { readonly until: Instant; readonly effects: readonly Write[] } | null;
  readonly done: number;
}

/** The world said no to an effect: tried again by the next pass. */
export interface Failure {
  readonly effect: string;
  readonly error: unknown;
}

/** What GitHub Enterprise Server may not have: a no is noted once and never asked again. */
const ENRICHMENTS: readonly Effect['kind'][] = [
  'react',
  'pin-card',
  'pin-issue',
  'unpin-issue',
  'add-sub-issue',
  'add-assignee',
  'place-action',
  'assign-issue',
];
const REFUSALS = [403, 404, 410, 422];

type Outcome =
  | { readonly kind: 'done'; readonly written: Written }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** GitHub has no room for it before then. */
  | { readonly kind: 'waits'; readonly until: Instant };

/**
 * The only place that does anything to the world. One effect's failure never stops another. Where there is no room for
 * one, what is no more urgent waits with it: so closing still comes last.
 */
export async function apply(effects: readonly Write[], applying: Applying): Promise<Applied> {
  const receipts: Record<string, Receipt> = {};
  const failures: Failure[] = [];
  const waiting: Write[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (const effect of effects) {
    const outcome: Outcome = waiting.some((other) =>
      isAsUrgent(urgencyOf(other), urgencyOf(effect)),
    )
      ? { kind: 'waits', until }
      : await within({ effect: effectId(effect) }, () => carryOut(effect, applying));
    if (outcome.kind === 'waits') {
      waiting.push(effect);
      until = Math.min(until, outcome.until);
    } else if (outcome.kind === 'failed') {
      failures.push({ effect: effectId(effect), error: outcome.error });
    } else if ('once' in effect || outcome.written.failed) {
      const { ref, failed = null } = outcome.written;
      receipts[receiptName(effect)] = { at: applying.clock.now(), ref, failed };
    }
  }
  const putOff = waiting.length > 0 ? { until, effects: waiting } : null;
  return { receipts, failures, putOff, done: effects.length - failures.length - waiting.length };
}

const urgencyOf = (effect: Effect): Urgency => spendingOf(effect).urgency;

async function carryOut(effect: Write, applying: Applying): Promise<Outcome> {
  const { allowed, purse, clock } = applying;
  const id = effectId(effect);
  const { kind } = effect;
  try {
    allowed();
    const room = purse.take(spendingOf(effect));
    if (room !== null) return { kind: 'waits', until: room };
    return { kind: 'done', written: await attempt(effect, applying) };
  } catch (error) {
    const hindrance = hindranceIn(error, clock.now());
    if (hindrance?.kind !== 'limit') {
      const fields = { err: error };
      report(applying, { id, kind, result: 'failed', message: 'effect failed', fields });
      return { kind: 'failed', error };
    }
    const message = 'GitHub says it is too much: effect put off';
    const fields = { until: hindrance.until };
    report(applying, { id, kind, result: 'put-off', message, fields });
    purse.close(hindrance.until);
    return { kind: 'waits', until: hindrance.until };
  }
}

async function attempt(effect: Write, applying: Applying): Promise<Written> {
  const { github, place, texts, clock } = applying;
  const id = effectId(effect);
  const { kind } = effect;
  const started = performance.now();
  try {
    const written = await write(github, place, effect, texts);
    const fields = { ms: Math.round(performance.now() - started), ref: written.ref };
    report(applying, { id, kind, result: 'applied', message: 'effect applied', fields });
    if (isCall(effect)) reportCall(applying, { id, by: 'mention', at: clock.now() });
    return written;
  } catch (error) {
    const refused = mayLack(effect) && refusalIn(error, clock.now());
    if (!refused) throw error;
    const message = 'effect skipped: not to be had here';
    report(applying, { id, kind, result: 'skipped', message, fields: { reason: refused } });
    return { ref: null, failed: refused };
  }
}

/** In another repository anything may be refused: the app need not be installed there. */
const mayLack = (effect: Effect): boolean =>
  ENRICHMENTS.includes(effect.kind) || ('in' in effect && effect.in !== undefined);

/** GitHub's reason where it is a plain no, or null where it may be a yes later: a limit passes. */
function refusalIn(error: unknown, now: Instant): string | null {
  if (!(error instanceof Error) || hindranceIn(error, now)?.kind === 'limit') return null;
  if ('status' in error && REFUSALS.includes(Number(error.status)))
    return `GitHub answered ${error.status}`;
  return error.name === 'GraphqlResponseError' ? 'GitHub would not' : null;
}
