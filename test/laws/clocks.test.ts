import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IncidentRecord, incidentOf } from '../../src/core/record.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { timers } from '../../src/timers/index.ts';
import type { Timer } from '../../src/timers/timer.ts';
import { aPolicy } from '../support/builders.ts';
import { anyScenes, played } from './play.ts';

const policy = aPolicy();
const late = fc.constantFrom(0, SECOND, 4 * MINUTE, 40 * MINUTE, 5 * HOUR, 3 * DAY, 40 * DAY);

describe.each(timers.map((timer) => [timer.name, timer] as const))('the clock %s', (_, timer) => {
  test('fires once, however late, and then waits for a later time or for nothing', () => {
    fc.assert(
      fc.property(anyScenes, late, (script, lateness) => {
        for (const { record } of played(script)) {
          const due = dueIn(record, timer);
          if (due === null) continue;
          const at = due + lateness;
          const next = dueIn(fired(record, timer, at), timer);
          expect(next === null || next > at).toBe(true);
        }
      }),
      { numRuns: 20 * Number(process.env.LAWS ?? 1) },
    );
  });

  test('comes to an end where nobody answers, but for the weekly reminder', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        let record = played(script).at(-1)?.record;
        let times = 0;
        for (let due = record && dueIn(record, timer); record && due; due = dueIn(record, timer)) {
          record = fired(record, timer, due);
          times += 1;
          if (times === 30) break;
        }
        if (timer.name !== 'postmortem-due') expect(times).toBeLessThan(30);
      }),
      { numRuns: 20 * Number(process.env.LAWS ?? 1) },
    );
  });

  test('is not due in the past of what it has already spoken of', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        for (const { record, now } of played(script)) {
          const due = dueIn(record, timer);
          expect(due === null || due > now).toBe(true);
        }
      }),
      { numRuns: 20 * Number(process.env.LAWS ?? 1) },
    );
  });
});

function dueIn(record: IncidentRecord, timer: Timer): Instant | null {
  const incident = incidentOf(record);
  return incident ? timer.dueAt(incident, policy) : null;
}

function fired(record: IncidentRecord, timer: Timer, at: Instant): IncidentRecord {
  const incident = incidentOf(record);
  if (!incident) throw new Error('There is no incident');
  const bodies = timer.fire(incident, at, policy);
  expect(bodies).not.toEqual([]);
  const stamp = { at, by: null, via: `clock:${at}` };
  return {
    ...record,
    events: [...record.events, ...bodies.map((body) => ({ ...body, ...stamp }))],
  };
}
