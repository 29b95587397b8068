/**
 * The issue is pinned while a bad incident runs, if one of GitHub's three places is free; the card always.
 *
 *     /sev 1    pins the issue to the repository; /resolve takes it down
 */
import type { Effect } from '../core/effects.ts';
import { wantedSince } from '../core/incident.ts';
import { lacksPlace, wantsPin } from '../core/pin-place.ts';
import type { Surface } from '../core/plan.ts';
import { severityOf } from '../core/policy.ts';

/** The receipt's name; a card that is made again has none. */
export const PINNED_CARD = 'pin-card';

export const pin: Surface = {
  name: 'pin',
  plan(world) {
    const { incident, snapshot, policy, news } = world;
    const since = Math.max(wantedSince(incident), incident.severitySince);
    const wanted = wantsPin(world);
    // Once the end has been told, a pin is somebody's own.
    const over = !wanted && severityOf(policy, incident.highest).pin && news.length > 0;
    const { pinned } = snapshot.issue;
    const issue: Effect[] = [];
    if (wanted && !pinned && !lacksPlace(world))
      issue.push({ kind: 'pin-issue', once: `pin-issue:${since}` });
    if (over && pinned) issue.push({ kind: 'unpin-issue' });
    return [{ kind: 'pin-card', once: PINNED_CARD }, ...issue];
  },
};
