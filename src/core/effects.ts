import type { ChannelMemory } from './channel.ts';
import type { ChannelWanted } from './channel-wanted.ts';
import type { Ours } from './issue-body.ts';
import type { Label } from './label.ts';
import type { DuplicateLetter } from './letters.ts';
import type { Notification } from './notification.ts';
import type { Reaction } from './snapshot.ts';
import type { Instant } from './time.ts';

/** A message or a piece of one: `templates/<template>.md.hbs` rendered with `view`. */
export interface Part {
  readonly template: string;
  readonly view: unknown;
}

/** As GitHub names why an issue is closed. */
export type CloseReason = 'completed' | 'not_planned' | 'duplicate';

/** Where something is done in another repository than the incident's: `owner/name`. */
export interface Elsewhere {
  readonly in?: string;
}

/**
 * Everything Tocsin does to the world beside the card itself.
 *
 * Effects with `once` are acts: they leave a marker, are looked for before they are done, and get a
 * receipt. The others are differences between what should be and what is: the next read tells.
 */
export type Effect =
  | ({ readonly kind: 'create-label' } & Label & Elsewhere)
  | { readonly kind: 'add-label'; readonly name: string }
  | { readonly kind: 'remove-label'; readonly name: string }
  | { readonly kind: 'add-assignee'; readonly login: string }
  | { readonly kind: 'remove-assignee'; readonly login: string }
  | { readonly kind: 'close-issue'; readonly reason: CloseReason }
  | { readonly kind: 'reopen-issue' }
  | { readonly kind: 'rename-issue'; readonly once: string; readonly title: string }
  /** A letter to another incident of the repository. */
  | {
      readonly kind: 'tell-incident';
      readonly once: string;
      readonly issue: number;
      readonly letter: DuplicateLetter;
    }
  | { readonly kind: 'pin-issue'; readonly once: string }
  | { readonly kind: 'unpin-issue' }
  | ({ readonly kind: 'react'; readonly comment: number; readonly content: Reaction } & Elsewhere)
  | ({
      readonly kind: 'create-milestone';
      readonly title: string;
      readonly due: Instant;
    } & Elsewhere)
  | ({ readonly kind: 'close-milestone'; readonly number: number } & Elsewhere)
  | ({
      readonly kind: 'set-milestone';
      readonly issue: number;
      readonly milestone: number;
    } & Elsewhere)
  /** What is ours of an issue's body; the rest is as people have it by the time of writing. */
  | ({ readonly kind: 'edit-issue'; readonly issue: number; readonly ours: Ours } & Elsewhere)
  | { readonly kind: 'add-sub-issue'; readonly child: number }
  /** The action item's issue comes under the incident or its postmortem. */
  | ({
      readonly kind: 'place-action';
      readonly once: string;
      readonly parent: number;
      readonly child: number;
      /** Whether it leaves another place of ours. */
      readonly moves: boolean;
    } & Elsewhere)
  | ({
      readonly kind: 'assign-issue';
      readonly once: string;
      readonly issue: number;
      readonly login: string;
    } & Elsewhere)
  | { readonly kind: 'pin-card'; readonly once: string }
  | { readonly kind: 'edit-comment'; readonly comment: number; readonly parts: readonly Part[] }
  | ({
      readonly kind: 'comment';
      readonly once: string;
      readonly issue: number;
      readonly parts: readonly Part[];
      /** Whether this calls people: such comments go out before the others. */
      readonly page: boolean;
    } & Elsewhere)
  | {
      /** Calls a group at one destination outside GitHub. */
      readonly kind: 'page';
      readonly once: string;
      /** Null where there is nothing to send it to. */
      readonly notification: Omit<Notification, 'repeat'> | null;
      /** Why there is not; left out where today's policy no longer has the destination. */
      readonly because?: string;
    }
  | {
      /** Tells people of the incident who are not called. */
      readonly kind: 'notify';
      readonly once: string;
      readonly notification: Omit<Notification, 'repeat'>;
    }
  /** Makes the incident's channel what it should be: a difference, which a receipt remembers. */
  | { readonly kind: 'keep-channel'; readonly wanted: ChannelWanted }
  | ({
      readonly kind: 'open-issue';
      readonly once: string;
      readonly title: string;
      readonly parts: readonly Part[];
      readonly labels: readonly string[];
      /** A block that nobody sees, put below the text. */
      readonly hidden?: string;
      /** Who asked for it: nobody gets an issue opened where they see nothing themselves. */
      readonly by?: string;
    } & Elsewhere);

/** What goes elsewhere than to GitHub, to one destination: `pages.ts` sends it. */
export type Message = EffectOf<'page' | 'notify'>;

export const isMessage = (effect: Effect): effect is Message =>
  effect.kind === 'page' || effect.kind === 'notify';

/** What is written to GitHub. */
export type Write = Exclude<Effect, Message | { readonly kind: 'tell-incident' | 'keep-channel' }>;

export const isWrite = (effect: Effect): effect is Write =>
  !isMessage(effect) && effect.kind !== 'tell-incident' && effect.kind !== 'keep-channel';

export type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** What an effect is called in the log and in errors: stable, and the same on the next pass. */
export function effectId(effect: Effect): string {
  if ('once' in effect) return effect.once;
  const { kind, ...rest } = effect;
  const about = Object.entries(rest)
    .filter(
      ([key]) => !['colour', 'description', 'ours', 'reason', 'parts', 'wanted'].includes(key),
    )
    .map(([, value]) => String(value));
  return [kind, ...about].join(':');
}

/** The receipt's name of reactions that GitHub does not allow here: a locked issue, say. */
export const REACTIONS = 'reactions';

/**
 * The name of an effect's receipt in the ledger. Assigning and linking are differences, but a no to them is
 * noted too, so that it is not asked again.
 */
export function receiptName(effect: Effect): string {
  if (effect.kind === 'add-assignee') return `assign:${effect.login}`;
  if (effect.kind === 'add-sub-issue') return 'sub-issue';
  if (effect.kind === 'react') return REACTIONS;
  return effectId(effect);
}

/** What came of an act: when, and the number of what it made (a comment's id, an issue's number). */
export interface Receipt {
  readonly at: Instant;
  readonly ref: number | null;
  /** Why it could not be done here and will not be tried again; null where it was done. */
  readonly failed: string | null;
  /** Of a message: `accepted` is a pager's word that it will call, `sent` that it was delivered where people look. */
  readonly how?: 'accepted' | 'sent';
  /** Of a message: we died while sending it before, so that it may have come twice. */
  readonly repeat?: boolean;
  /** Of the incident's channel: what Slack has of it. */
  readonly channel?: ChannelMemory;
}
