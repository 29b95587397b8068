import { DESTINATION_NAMES, type Destination, type DestinationOf } from '../core/destination.ts';
import type { Notification, NotificationKind, NotificationReceipt } from '../core/notification.ts';
import type { Refusal, Result } from '../core/result.ts';
import type { Clock } from '../core/time.ts';

/**
 * One kind of destination. To add one: a file here, a line in `index.ts`, a member of `Destination`; the shared
 * contract (`test/notifiers/contract.ts`) then says what it must do when the world does not.
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
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
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

/** What came of all the tries together; the reason is a whole sentence. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly tries: number }
  | { readonly ok: false; readonly because: string; readonly tries: number };

/** What a destination answered to a message. */
export interface Taken {
  readonly result: 'sent' | 'accepted';
  readonly ref: string | null;
}

interface Notifying<Kind extends Destination['kind']> {
  readonly name: Kind;
  readonly carries: readonly NotificationKind[];
  /** Whether sending a notification again reaches nobody twice. */
  readonly dedupes: boolean;
  /** More than the kind of destination, where it says more: `webhook chat.example.com`. */
  readonly by?: (destination: DestinationOf<Kind>) => string;
  send(notification: Notification, destination: DestinationOf<Kind>): Promise<Outcome<Taken>>;
}

/** A notifier out of what is its own: everything that all of them owe is seen to here. */
export function notifier<Kind extends Destination['kind']>(
  hands: Hands,
  { name, carries, dedupes, by, send }: Notifying<Kind>,
): Notifier {
  const kinds = new Set(carries);
  const isMine = (destination: Destination): destination is DestinationOf<Kind> =>
    destination.kind === name;

  const attempt = async (
    notification: Notification,
    destination: DestinationOf<Kind>,
  ): Promise<Outcome<Taken>> => {
    try {
      return await send(notification, destination);
    } catch (bug) {
      const told = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
      hands.log.error(
        { notification: notification.id, bug: hands.redact(told) },
        'notifier failed',
      );
      return failed('Tocsin itself failed while sending this; its log says more.');
    }
  };

  return {
    name,
    carries: kinds,
    send: async (notification) => {
      const { id, kind, to, destination } = notification;
      const mine = isMine(destination) && kinds.has(kind);
      const outcome = mine
        ? await attempt(notification, destination)
        : failed(`No ${kind} for ${destination.kind} goes by ${DESTINATION_NAMES[name]}.`);
      const said = mine && by ? by(destination) : DESTINATION_NAMES[name];
      const { tries } = outcome;
      const known = { id, kind, to, by: said, at: hands.clock.now(), tries, dedupes };
      if (outcome.ok) return { ...known, ...outcome.value, because: null };
      const because = hands.redact(outcome.because);
      hands.log.warn({ notification: id, by: said, tries, because }, 'could not notify');
      return { ...known, result: 'failed', because, ref: null };
    },
  };
}

/** Not even tried, and why: a whole sentence. */
export const failed = (because: string): Outcome<never> => ({ ok: false, because, tries: 0 });

/** A secret that is not to be had, as a receipt says it. */
export const lacking = ({ because, tryThis }: Refusal): Outcome<never> =>
  failed(`${because.charAt(0).toUpperCase()}${because.slice(1)}: ${tryThis}.`);
