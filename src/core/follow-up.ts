import type { Instant } from './time.ts';

/** What becomes of an incident's postmortem and of its action items. */
export type FollowUp =
  /** Somebody wants one, whatever the severity. */
  | { readonly type: 'postmortem-asked' }
  | { readonly type: 'postmortem-waived'; readonly why: string }
  | {
      readonly type: 'postmortem-owed';
      readonly due: Instant;
      /** `owner/name` where its issue is to be opened; left out: the incident's own repository. */
      readonly repository?: string;
    }
  /** It could not be opened where the policy wants it: it opens beside its incident. */
  | { readonly type: 'postmortem-moved'; readonly because: string }
  | { readonly type: 'postmortem-opened'; readonly number: number }
  /** Sections that nobody has written are named where nobody has been told of them yet. */
  | { readonly type: 'postmortem-closed'; readonly unfilled?: readonly string[] }
  | { readonly type: 'postmortem-reopened' }
  /** Its issue was deleted or transferred. */
  | { readonly type: 'postmortem-lost'; readonly number: number }
  | {
      readonly type: 'action-added';
      readonly text: string;
      readonly owner: string | null;
      /** `2026-12-01` */
      readonly due: string | null;
      /** `owner/name`; null: the incident's own. */
      readonly repository: string | null;
    }
  /** `ref` is its issue as people write it: `#7`, `acme/payments#7`. */
  | {
      readonly type: 'action-opened';
      readonly id: string;
      readonly number: number;
      readonly ref: string;
    }
  | {
      readonly type: 'action-refused';
      readonly id: string;
      readonly text: string;
      readonly because: string;
    }
  /** People made an issue of their own a sub-issue of the postmortem. */
  | {
      readonly type: 'action-found';
      readonly id: string;
      readonly title: string;
      readonly repository: string | null;
      readonly number: number;
    }
  | { readonly type: 'action-closed'; readonly id: string; readonly ref: string }
  | { readonly type: 'action-reopened'; readonly id: string; readonly ref: string }
  /** Its issue was deleted, or people took theirs away from the postmortem. */
  | { readonly type: 'action-gone'; readonly id: string; readonly ref: string };
