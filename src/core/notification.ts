import type { Destination } from './destination.ts';
import type { Instant } from './time.ts';

/**
 * Why something is sent. `page` calls people; `acknowledge` and `resolve-page` tell a pager what became of
 * such a call; the others inform.
 */
export type NotificationKind =
  | 'page'
  | 'acknowledge'
  | 'resolve-page'
  | 'announcement'
  | 'update'
  | 'resolved'
  | 'note';

/** What every destination may have to know of an incident. */
export interface IncidentFacts {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly number: number;
  /** Where it was when it was declared, if it is elsewhere by now: a pager's alert keeps its name. */
  readonly origin?: { readonly repository: number; readonly issue: number };
  /** The issue. */
  readonly url: string;
  readonly title: string;
  /** 1 is the worst. */
  readonly severity: number;
  /** `SEV 1`, as the policy labels it. */
  readonly severityLabel: string;
  readonly status: string;
  /** Everything that is sent of a drill says so. */
  readonly drill: boolean;
  /** Somebody tries whether a destination works: there is no incident and no issue, and everything says so. */
  readonly test?: true;
}

/**
 * What is said: plain text with people's words as they typed them. Each destination makes it safe for itself
 * and adds for itself what no message may lack: DRILL, "may be a repeat", the link to the issue.
 */
export interface Words {
  readonly headline: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** One thing to be sent to one destination. */
export interface Notification {
  /** The same whenever it is sent again: its cause, the group and the destination. */
  readonly id: string;
  readonly kind: NotificationKind;
  /** The group or person, as the receipt names them: `on-call`. No address: receipts are read by everybody. */
  readonly to: string;
  /**
   * What tells a pager's alert from others of the same incident, or null where there is one: a group, and the
   * wave where people are to be woken again who had acknowledged. A pager rings once for each alert.
   */
  readonly alert: string | null;
  readonly destination: Destination;
  readonly facts: IncidentFacts;
  readonly words: Words;
  /** Sent before, and no answer is known. */
  readonly repeat: boolean;
}

/** What came of a notification. A failure is a receipt like any other: nothing is thrown. */
export interface NotificationReceipt {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly to: string;
  /** `PagerDuty`, `Slack`, `e-mail`, `webhook chat.example.com`. */
  readonly by: string;
  /**
   * `sent`: it is where people see it. `accepted`: it was taken, and whether anybody is rung is not known yet.
   * `failed`: nobody was reached, or nobody knows.
   */
  readonly result: 'sent' | 'accepted' | 'failed';
  /** Why it failed, a whole sentence for somebody at 3 a.m.; null where it did not. */
  readonly because: string | null;
  readonly at: Instant;
  /** How often it was tried. */
  readonly tries: number;
  /** What the destination calls it: a message's `channel:ts`, PagerDuty's dedup key, a Message-ID. */
  readonly ref: string | null;
  /** Whether sending it again reaches nobody twice. */
  readonly dedupes: boolean;
}
