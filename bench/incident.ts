import { fileURLToPath } from 'node:url';
import type { IncidentEvent } from '../src/core/events.ts';
import { decodeRecord, EMPTY_RECORD, encodeRecord, incidentOf } from '../src/core/record.ts';
import { MINUTE } from '../src/core/time.ts';
import { foresee, planFor, worldOf } from '../src/foresee.ts';
import { createRenderer, loadTemplates } from '../src/render/templates.ts';
import { cardParts } from '../src/surfaces/card.ts';
import { aDeclaration, aSnapshot, DECLARED, told } from '../test/support/builders.ts';
import { type Figure, inTurns } from './figure.ts';

const EVENTS = 500;
const ROUNDS = 7;
const REPEATS = 20;

/** Hours of notes and updates. */
const events = Array.from({ length: EVENTS - 1 }, (_, index): IncidentEvent => {
  const stamp = { at: DECLARED + index * MINUTE, via: `comment:${index}:0` };
  return index % 10 === 0
    ? told(
        { type: 'updated', status: 'mitigating', text: `Try ${index}`, impact: null, next: null },
        stamp,
      )
    : told({ type: 'noted', text: `Note ${index}: the queue of the checkout has grown` }, stamp);
});
const record = {
  ...EMPTY_RECORD,
  revision: 500,
  events: [aDeclaration(), ...events],
  settled: EVENTS,
  newest: DECLARED + EVENTS * MINUTE,
};

/** ms for one, of several. */
function took(work: () => unknown): number {
  const began = performance.now();
  for (let repeat = 0; repeat < REPEATS; repeat += 1) work();
  return (performance.now() - began) / REPEATS;
}

export const incident: Figure = {
  name: 'incident',
  about: `One incident of ${EVENTS} events, in memory, in ${ROUNDS} turns; the baseline is to read and write its record as plain JSON`,
  async measure() {
    const templates = fileURLToPath(new URL('../templates/', import.meta.url));
    const renderer = createRenderer(loadTemplates(templates));
    const snapshot = aSnapshot();
    const decided = incidentOf(record);
    if (!decided) throw new Error('the events make no incident');
    const world = worldOf(record, { decided, snapshot, troubles: [] });
    const now = record.newest + MINUTE;
    const letters = { letters: [], again: [], duplicates: [] };
    const card = encodeRecord(record);
    const ways: Readonly<Record<string, () => unknown>> = {
      decide: () => foresee({ snapshot, record, ...letters, now, editedBy: null }),
      plan: () => planFor(world),
      'render the card': () => renderer.render(cardParts(world)),
      'read its record off a card': () => decodeRecord(card),
      'write its record onto a card': () => encodeRecord(record),
    };
    const plain: number[] = [];
    const times = new Map(Object.keys(ways).map((way) => [way, [] as number[]]));
    // The first turn compiles, and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      plain.push(took(() => JSON.parse(JSON.stringify(record))));
      for (const [way, work] of Object.entries(ways)) times.get(way)?.push(took(work));
    }
    return [...times].map(([what, measured]) =>
      inTurns({ what, unit: 'ms' }, measured.slice(1), plain.slice(1)),
    );
  },
};
