/** The issue is pinned while a bad incident runs, if one of GitHub's three places is free; the card always. */

import type { Effect } from '../core/effects.ts';
import { isRunning, wantedSince } from '../core/incident.ts';
import type { Surface } from '../core/plan.ts';
import { severityOf } from '../core/policy.ts';

/** The receipt's name; a card that is made again has none. */
export const PINNED_CARD = 'pin-card';

const PLACES = 3;

export const pin: Surface = {
  name: 'pin',
  plan({ incident, snapshot, policy }) {
    const since = Math.max(wantedSince(incident), incident.severitySince);
    const wanted = isRunning(incident) && severityOf(policy, incident.severity).pin;
    const over = !wanted && severityOf(policy, incident.highest).pin;
    const { pinned } = snapshot.issue;
    const room = snapshot.repository.pinned.length < PLACES;
    const issue: Effect[] = [];
    if (wanted && !pinned && room) issue.push({ kind: 'pin-issue', once: `pin-issue:${since}` });
    if (over && pinned) issue.push({ kind: 'unpin-issue', once: `unpin-issue:${since}` });
    return [{ kind: 'pin-card', once: PINNED_CARD }, ...issue];
  },
};
