import { effectId } from '../core/effects.ts';
import type { IncidentEvent } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import type { Policy } from '../core/policy.ts';
import { incidentOf } from '../core/record.ts';
import type { Instant } from '../core/time.ts';
import { timelineOf } from '../core/timeline.ts';
import { saysTheSame } from '../effects/card.ts';
import { foresee, planFor, worldOf } from '../foresee.ts';
import { createRenderer } from '../render/templates.ts';
import { cardParts } from '../surfaces/card.ts';
import { timers } from '../timers/index.ts';
import { wordsFor } from './effect-words.ts';
import type { Reading } from './read-incident.ts';
import { shippedTemplates } from './shipped.ts';

interface ClockDue {
  readonly clock: string;
  readonly due: Instant;
}

interface Doing {
  readonly id: string;
  readonly does: string;
}

/** What a pass over the issue would do now. */
type NextPass =
  | { readonly incident: null; readonly because: string }
  | {
      readonly incident: Incident;
      /** What it would take note of, as lines of the timeline. */
      readonly notes: readonly string[];
      readonly effects: readonly Doing[];
    };

/** Observed already: decides and plans as the app does, and applies nothing. */
export function nextPass(reading: Reading, now: Instant): NextPass {
  const { snapshot, record, editedBy } = reading;
  const decision = foresee({ snapshot, record, letters: [], now, editedBy });
  if (!decision.incident) return decision;
  const world = worldOf(decision.record, { decided: decision.incident, snapshot, troubles: [] });
  const renderer = createRenderer(shippedTemplates()).inWordsOf(snapshot.templates);
  const card = renderer.render(cardParts(world));
  const effects = planFor(world).effects.map((effect) => ({
    id: effectId(effect),
    does: wordsFor(effect, renderer),
  }));
  const known = new Set<IncidentEvent>(record.events);
  const fresh = decision.record.events.filter((event) => !known.has(event));
  return {
    incident: decision.incident,
    notes: timelineOf(fresh, snapshot.policy, decision.incident.declaredAt).map(({ text }) => text),
    effects: [...writingTheCard(reading, card), ...effects],
  };
}

/** The card is written by saving the record, before everything else. */
function writingTheCard({ standing }: Reading, card: string): readonly Doing[] {
  if (standing === null) return [{ id: 'card', does: 'write the card' }];
  return saysTheSame(standing, card) ? [] : [{ id: 'card', does: 'bring the card up to date' }];
}

/** The incident as its record tells it; null where there is none yet. */
export const recorded = ({ record }: Reading): Incident | null => incidentOf(record);

/** The clocks that run, the earliest first. */
export const clocksOf = (incident: Incident, policy: Policy): readonly ClockDue[] =>
  timers
    .flatMap(({ name, dueAt }) => {
      const due = dueAt(incident, policy);
      return due === null ? [] : [{ clock: name, due }];
    })
    .sort((a, b) => a.due - b.due);
