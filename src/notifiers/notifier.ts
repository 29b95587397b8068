import { DESTINATION_NAMES, type Destination } from '../core/destination.ts';
import type { Notification, NotificationKind, NotificationReceipt } from '../core/notification.ts';
import type { Result } from '../core/result.ts';
import type { Clock } from '../core/time.ts';

/**
 * One kind of destination. To add one: a file here, a line in `index.ts`, a member of `Destination`; the shared
 * contract test (`test/notifiers/contract.ts`) then says what it must do when the world does not.
 */
export interface Notifier {
  readonly name: Destination['kind'];
  /** What it can send; anything else is not for it. */
  readonly carries: ReadonlySet<NotificationKind>;
  /**
   * Sends, trying again as `attempts.ts` says. Takes 30 s at most, never throws, never waits for another
   * destination, and leaves no secret in the receipt.
   */
  send(notification: Notification): Promise<NotificationReceipt>;
}

export interface NotifierLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What every notifier is given. */
export interface Hands {
  readonly clock: Clock;
  readonly log: NotifierLog;
  /** A secret of the owner whose incident it is; the refusal names the variable that is missing. */
  secret(owner: string, name: string): Result<string>;
  /** Takes every secret out of a text. */
  redact(text: string): string;
}

/** How a try went, in all. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly tries: number }
  | { readonly ok: false; readonly because: string; readonly tries: number };

/** What a destination answered to a message. */
export interface Taken {
  readonly result: 'sent' | 'accepted';
  readonly ref: string | null;
}

interface Particulars {
  readonly hands: Hands;
  readonly dedupes: boolean;
  /** More than the kind of destination, where it says more: `webhook chat.example.com`. */
  readonly by?: string;
}

/** The receipt of what was tried. A reason is told without secrets, whoever wrote it. */
export function receiptOf(
  { id, kind, to, destination }: Notification,
  outcome: Outcome<Taken>,
  { hands, dedupes, by = DESTINATION_NAMES[destination.kind] }: Particulars,
): NotificationReceipt {
  const at = hands.clock.now();
  const known = { id, kind, to, by, at, tries: outcome.tries, dedupes };
  if (outcome.ok) return { ...known, ...outcome.value, because: null };
  const because = hands.redact(outcome.because);
  hands.log.warn({ notification: id, by, tries: outcome.tries, because }, 'could not notify');
  return { ...known, result: 'failed', because, ref: null };
}
