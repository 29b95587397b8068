import type { Message, Receipt } from '../core/effects.ts';
import type { Notification, NotificationReceipt } from '../core/notification.ts';
import { PLACE_KEPT, pagerPlace } from '../core/pagers.ts';
import type { Clock } from '../core/time.ts';
import { within } from '../log/context.ts';
import type { Queue, Target } from '../queue/queue.ts';
import { type Reporter, report, reportCall } from './report.ts';

/** Sends one notification, wherever it goes. Takes 30 s at most and never rejects. */
export type Notify = (notification: Notification) => Promise<NotificationReceipt>;

interface Sender extends Reporter {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly target: Target;
  readonly notify: Notify;
  /** Calls that somebody may have sent before this store was made. */
  readonly perhapsSent: ReadonlySet<string>;
}

/** Calls under way: they wait for nothing and nothing waits for them. */
export interface Sending {
  /** What has come of them so far. */
  readonly receipts: () => Readonly<Record<string, Receipt>>;
  /** Resolves when each has an answer. Rejects only where the store does: then nothing is known of them. */
  readonly all: Promise<void>;
}

/** Noted before something is sent; found in its place later, it means: maybe sent. */
export const UNDER_WAY = 'under way';
const GONE = 'The policy no longer has this destination.';

/**
 * Sends calls and news, all at once. Each is noted before it is sent and again with its answer; one whose answer is
 * known is not sent again; one that was under way when we died is, and says that it may be a repeat. So does
 * one that the card names where the store in which it was noted is lost.
 */
export function sendMessages(messages: readonly Message[], sender: Sender): Sending {
  const receipts: Record<string, Receipt> = {};
  const send = async (message: Message): Promise<void> => {
    const { once } = message;
    receipts[once] = await within({ effect: once }, () => sendOne(message, sender));
  };
  const all = Promise.all(messages.map(send)).then(() => {});
  // Whoever waits hears of it; nobody may be waiting yet.
  all.catch(() => {});
  return { receipts: () => ({ ...receipts }), all };
}

async function sendOne(message: Message, sender: Sender): Promise<Receipt> {
  const { once, notification } = message;
  const { queue, clock, target, notify, perhapsSent } = sender;
  const { answer } = await queue.intend(target, once, clock.now());
  const known = answer === null || answer === UNDER_WAY ? null : receiptIn(answer);
  if (known) return known;
  if (!notification) {
    const because = 'because' in message ? message.because : undefined;
    const gone: Receipt = { at: clock.now(), ref: null, failed: because ?? GONE };
    await queue.answered(target, once, JSON.stringify(gone));
    return gone;
  }
  const repeat = answer === UNDER_WAY || perhapsSent.has(once);
  if (answer === null) await queue.answered(target, once, UNDER_WAY);
  if (notification.destination.kind === 'pagerduty') await rememberPlace(notification, sender);
  const started = performance.now();
  const { result, because, at, tries, dedupes } = await notify({ ...notification, repeat });
  const ms = Math.round(performance.now() - started);
  tell(sender, notification, { result, at, fields: { result, tries, repeat, ms } });
  const receipt: Receipt =
    result === 'failed'
      ? { at, ref: null, failed: because ?? 'It did not say why.' }
      : { at, ref: null, failed: null, how: result, ...(repeat && !dedupes ? { repeat } : {}) };
  await queue.answered(target, once, JSON.stringify(receipt));
  return receipt;
}

/** What is answered there knows us by two numbers: where that is has to be known here. */
async function rememberPlace(
  { facts }: Pick<Notification, 'facts'>,
  { queue, target, clock }: Sender,
): Promise<void> {
  const { installation, repository, issue } = target;
  const known = facts.origin ?? { repository: repository.id, issue };
  const place = JSON.stringify({ installation, repository, issue });
  await queue.remember(pagerPlace(known), place, clock.now() + PLACE_KEPT);
}

/** Of an exercise only the log tells: nobody counts it. */
function tell(
  sender: Sender,
  { id, kind, destination, facts }: Omit<Notification, 'repeat'>,
  { result, at, fields }: Pick<NotificationReceipt, 'result' | 'at'> & { fields: object },
): void {
  if (facts.drill) {
    sender.log.info({ effect: id, drill: true, ...fields }, 'message sent');
    return;
  }
  const effect = kind === 'page' ? 'page' : 'notify';
  report(sender, { id, kind: effect, result, message: 'message sent', fields });
  if (kind === 'page' && result !== 'failed') reportCall(sender, { id, by: destination.kind, at });
}

/** Our own answers come back as they were written. */
const receiptIn = (answer: string): Receipt => JSON.parse(answer);
