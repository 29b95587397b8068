/**
 * Everything Tocsin says aloud: replies, calls, reminders, the closing summary. What has one cause
 * (one comment, one label, one moment of the clocks) is said in one comment.
 */
import type { Effect, Part } from '../core/effects.ts';
import type { IncidentEvent } from '../core/events.ts';
import type { Surface, World } from '../core/plan.ts';
import { pageId, utterance } from '../core/view.ts';
import { said } from './said.ts';

/** An issue on which something is said: the incident's, or its postmortem. */
interface Place {
  readonly issue: number;
  readonly in?: string;
}

interface Utterance {
  readonly cause: string;
  readonly place: Place;
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
      const place = placeOf(event, world);
      const cause = utterance(event.via);
      const key = `${cause}${suffixOf(place, world)}`;
      const one = utterances.get(key) ?? { cause, place, parts: [], page: null };
      one.parts.push(...parts.filter((part) => !one.parts.some((other) => isSame(part, other))));
      if (event.type === 'paged') one.page ??= pageId(world.incident, event);
      utterances.set(key, one);
    }
    return [...utterances.values()].map(({ cause, place, parts, page }): Effect => {
      const once = page ?? `say:${cause}${suffixOf(place, world)}`;
      return { kind: 'comment', once, ...place, parts, page: page !== null };
    });
  },
};

/** Two lines of a comment may give cause to the same words: they are said once. */
const isSame = (one: Part, other: Part): boolean => JSON.stringify(one) === JSON.stringify(other);

const isOfPostmortem = (event: IncidentEvent, { incident }: World): boolean =>
  event.via.startsWith('remark:') ||
  event.type === 'postmortem-waived' ||
  event.type === 'postmortem-closed' ||
  (event.type === 'clock-ran-out' && event.clock === 'postmortem-due') ||
  (event.type === 'action-refused' &&
    incident.actions?.find(({ id }) => id === event.id)?.onPostmortem === true);

/** Where the postmortem is gone there is no place to say anything about it. */
const isOfLostPostmortem = (event: IncidentEvent, world: World): boolean =>
  isOfPostmortem(event, world) && world.incident.postmortem?.lost === true;

/** What is about the postmortem, or was asked there, is said on the postmortem. */
function placeOf(event: IncidentEvent, world: World): Place {
  const { postmortem } = world.incident;
  if (!isOfPostmortem(event, world) || !postmortem?.number)
    return { issue: world.snapshot.issue.number };
  const { number: issue, repository } = postmortem;
  return repository ? { issue, in: repository } : { issue };
}

function suffixOf({ issue, in: elsewhere }: Place, { snapshot }: World): string {
  if (elsewhere) return `@${elsewhere}#${issue}`;
  return issue === snapshot.issue.number ? '' : `@${issue}`;
}
