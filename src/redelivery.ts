import {
  type Attempt,
  type DeliveryNotes,
  lookBackTo,
  NOTHING_NOTED,
  noted,
  redelivery,
  unansweredIn,
} from './core/failed-deliveries.ts';
import { type Clock, DAY, type Instant } from './core/time.ts';
import type { Writer } from './effects/github-writes.ts';
import { redeliver } from './effects/redeliver.ts';
import type { GitHub } from './github/client.ts';
import { listDeliveries } from './github/deliveries.ts';
import type { Queue } from './queue/queue.ts';

interface RedeliveryParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  /** Speaks for the app itself, not for an installation. */
  readonly asApp: () => Promise<GitHub & Writer>;
}

/** Looks at what GitHub could not deliver to these installations. */
export type Redeliver = (installations: readonly number[]) => Promise<void>;

const FACT = 'deliveries';
/** GitHub has no such try, or will not repeat it; a limit passes. */
const PLAIN_NO = [400, 404, 410, 422];

/**
 * Has GitHub deliver again what it could not deliver while we were away. Never rejects: what goes wrong is logged, and
 * the next look tries again. One request where nothing failed.
 */
export function createRedelivery({ clock, queue, log, asApp }: RedeliveryParts): Redeliver {
  let restsUntil: Instant = 0;

  /** Webhooks of which a try arrived: here, as far as this store knows, or as GitHub says. */
  const arrivedOf = async (
    app: GitHub,
    unanswered: readonly Attempt[],
    installations: readonly number[],
  ): Promise<ReadonlySet<string>> => {
    const here = new Set<string>();
    for (const { guid } of unanswered) if (await queue.isCompleted(guid)) here.add(guid);
    const oldest = unanswered.findLast(({ guid }) => !here.has(guid));
    if (!oldest) return here;
    const { attempts } = await listDeliveries(app, {
      status: 'success',
      since: oldest.at,
      installations,
    });
    return new Set([...here, ...attempts.map(({ guid }) => guid)]);
  };

  const look = async (installations: readonly number[]): Promise<void> => {
    const now = clock.now();
    const notes = notesIn(await queue.recall(FACT));
    const app = await asApp();
    const failed = await listDeliveries(app, {
      status: 'failure',
      since: lookBackTo(notes, now),
      installations,
    });
    if (!failed.complete) log.warn({}, 'more webhooks failed than are looked at');
    const unanswered = unansweredIn(failed.attempts, notes);
    const arrived = await arrivedOf(app, unanswered, installations);
    const { again, later, givenUp } = redelivery(unanswered, { notes, arrived, now });
    for (const { guid } of givenUp) log.warn({ delivery: guid }, 'a webhook cannot be delivered');
    const unasked: Attempt[] = [];
    for (const attempt of again) if (!(await ask(app, attempt))) unasked.push(attempt);
    const done = [...givenUp, ...again.filter((attempt) => !unasked.includes(attempt))];
    // Noted last: who dies before asks once more, and what came before is dropped by its id.
    const next = noted(notes, { done, later: [...later, ...unasked], now });
    await queue.remember(FACT, JSON.stringify(next));
  };

  /** False where GitHub may say yes another time. */
  const ask = async (app: Writer, { id, guid }: Attempt): Promise<boolean> => {
    try {
      await redeliver(app, id);
      log.info({ delivery: guid }, 'a failed webhook is delivered again');
      return true;
    } catch (err) {
      log.warn({ err, delivery: guid }, 'a webhook could not be delivered again');
      return PLAIN_NO.includes(statusOf(err));
    }
  };

  return async (installations) => {
    const now = clock.now();
    if (now < restsUntil || installations.length === 0) return;
    try {
      await look(installations);
    } catch (err) {
      if (isMissing(err)) restsUntil = now + DAY;
      log.warn({ err }, 'failed webhooks could not be looked at');
    }
  };
}

const notesIn = (kept: string | null): DeliveryNotes => (kept ? JSON.parse(kept) : NOTHING_NOTED);

/** A server that has no such list, or does not let us see it, has none in five minutes either. */
const isMissing = (error: unknown): boolean => [404, 410].includes(statusOf(error));

const statusOf = (error: unknown): number =>
  error instanceof Error && 'status' in error ? Number(error.status) : 500;
