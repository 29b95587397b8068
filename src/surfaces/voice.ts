/**
 * Everything Tocsin says aloud: replies, calls, reminders, the closing summary. What has one cause
 * (one comment, one label, one moment of the clocks) is said in one comment.
 */
import type { Effect, Part } from '../core/effects.ts';
import type { IncidentEvent } from '../core/events.ts';
import type { Surface, World } from '../core/plan.ts';
import { pageId, utterance } from '../core/view.ts';
import { said } from './said.ts';

interface Utterance {
  readonly cause: string;
  readonly issue: number;
  readonly parts: Part[];
  /** The name of the call in it, where there is one. */
  page: string | null;
}

export const voice: Surface = {
  name: 'voice',
  plan(world) {
    const utterances = new Map<string, Utterance>();
    for (const event of world.news) {
      const parts = said(event, world);
      if (parts.length === 0 || isOfLostPostmortem(event, world)) continue;
      const issue = placeOf(event, world);
      const cause = utterance(event.via);
      const key = `${cause}@${issue}`;
      const one = utterances.get(key) ?? { cause, issue, parts: [], page: null };
      one.parts.push(...parts.filter((part) => !one.parts.some((other) => isSame(part, other))));
      if (event.type === 'paged') one.page ??= pageId(world.incident, event);
      utterances.set(key, one);
    }
    return [...utterances.values()].map(({ cause, issue, parts, page }): Effect => {
      const elsewhere = issue === world.snapshot.issue.number ? '' : `@${issue}`;
      const once = page ?? `say:${cause}${elsewhere}`;
      return { kind: 'comment', once, issue, parts, page: page !== null };
    });
  },
};

/** Two lines of a comment may give cause to the same words: they are said once. */
const isSame = (one: Part, other: Part): boolean => JSON.stringify(one) === JSON.stringify(other);

const isOfPostmortem = (event: IncidentEvent): boolean =>
  event.type === 'postmortem-waived' ||
  (event.type === 'clock-ran-out' && event.clock === 'postmortem-due');

/** Where the postmortem is gone there is no place to say anything about it. */
const isOfLostPostmortem = (event: IncidentEvent, { incident }: World): boolean =>
  isOfPostmortem(event) && incident.postmortem?.lost === true;

/** What is about the postmortem is said on the postmortem. */
function placeOf(event: IncidentEvent, { incident, snapshot }: World): number {
  return isOfPostmortem(event)
    ? (incident.postmortem?.number ?? snapshot.issue.number)
    : snapshot.issue.number;
}
