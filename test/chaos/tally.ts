/** What was done to the app, and what came of it. */
export interface Tally {
  /** Requests of its own to GitHub: how many failed, how many read an old world. */
  requests: number;
  failed: number;
  stale: number;
  webhooks: number;
  lost: number;
  doubled: number;
  delayed: number;
  /** Calls elsewhere that went wrong. */
  calls: number;
  kills: number;
  /** Orderly ones. */
  restarts: number;
  /** What left for pagers, mailboxes and webhooks; how much of it said that it may be a repeat. */
  messages: number;
  repeats: number;
}

export const emptyTally = (): Tally => sumOf([]);

/** All of them together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const total = (name: keyof Tally): number => tallies.reduce((sum, tally) => sum + tally[name], 0);
  return {
    requests: total('requests'),
    failed: total('failed'),
    stale: total('stale'),
    webhooks: total('webhooks'),
    lost: total('lost'),
    doubled: total('doubled'),
    delayed: total('delayed'),
    calls: total('calls'),
    kills: total('kills'),
    restarts: total('restarts'),
    messages: total('messages'),
    repeats: total('repeats'),
  };
}
