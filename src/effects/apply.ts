import { type Effect, effectId, type Receipt, receiptName, type Write } from '../core/effects.ts';
import type { Clock } from '../core/time.ts';
import { within } from '../log/context.ts';
import { type Place, type Texts, type Writer, type Written, write } from './github-writes.ts';

/** Where every effect leaves its one line. */
export interface EffectLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface Applying {
  readonly github: Writer;
  readonly place: Place;
  readonly clock: Clock;
  readonly log: EffectLog;
  readonly texts: Texts;
  /** Called before each write: throws where this pass has lost its right to write. */
  readonly allowed: () => void;
}

export interface Applied {
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** What the world refused; the others were tried all the same. */
  readonly failures: readonly Failure[];
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

/** The only place that does anything to the world. One effect's failure never stops another. */
export async function apply(effects: readonly Write[], applying: Applying): Promise<Applied> {
  const receipts: Record<string, Receipt> = {};
  const failures: Failure[] = [];
  for (const effect of effects) {
    const id = effectId(effect);
    try {
      applying.allowed();
      const written = await within({ effect: id }, () => attempt(effect, applying));
      const at = applying.clock.now();
      if ('once' in effect || written.failed)
        receipts[receiptName(effect)] = { at, ref: written.ref, failed: written.failed ?? null };
    } catch (error) {
      applying.log.warn({ effect: id, err: error }, 'effect failed');
      failures.push({ effect: id, error });
    }
  }
  return { receipts, failures, done: effects.length - failures.length };
}

async function attempt(effect: Write, { github, place, texts, log }: Applying): Promise<Written> {
  const id = effectId(effect);
  const started = performance.now();
  try {
    const written = await write(github, place, effect, texts);
    log.info(
      { effect: id, ms: Math.round(performance.now() - started), ref: written.ref },
      'effect applied',
    );
    return written;
  } catch (error) {
    const refused = mayLack(effect) && refusalIn(error);
    if (!refused) throw error;
    log.warn({ effect: id, reason: refused }, 'effect skipped: not to be had here');
    return { ref: null, failed: refused };
  }
}

/** In another repository anything may be refused: the app need not be installed there. */
const mayLack = (effect: Effect): boolean =>
  ENRICHMENTS.includes(effect.kind) || ('in' in effect && effect.in !== undefined);

/** GitHub's reason where it is a plain no, or null where it may be a yes later: a limit passes. */
function refusalIn(error: unknown): string | null {
  if (!(error instanceof Error) || isLimit(error)) return null;
  if ('status' in error && REFUSALS.includes(Number(error.status)))
    return `GitHub answered ${error.status}`;
  return error.name === 'GraphqlResponseError' ? 'GitHub would not' : null;
}

/** A limit passes, whatever its status; older servers word it differently and only their headers tell. */
function isLimit(error: Error): boolean {
  if (/rate limit|abuse/i.test(error.message)) return true;
  const response = 'response' in error ? error.response : null;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return false;
  const headers = new Map(Object.entries(response.headers ?? {}));
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}
