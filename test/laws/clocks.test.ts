import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IncidentRecord, incidentOf } from '../../src/core/record.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { timers } from '../../src/timers/index.ts';
import type { Timer } from '../../src/timers/timer.ts';
import { aPolicy } from '../support/builders.ts';
import { drawn } from '../support/drawn.ts';
import { anyScenes, played } from './play.ts';

const policy = aPolicy();
const late = fc.constantFrom(0, SECOND, 4 * MINUTE, 40 * MINUTE, 5 * HOUR, 3 * DAY, 40 * DAY);

/** A script is played once, for all clocks. */
const RUNS = drawn(20);

describe('every clock', () => {
  test('fires once, however late, and then waits for a later time or for nothing', () => {
    fc.assert(
      fc.property(anyScenes, late, (script, lateness) => {
        for (const { record, timer } of eachClock(played(script))) {
          const due = dueIn(record, timer);
          if (due === null) continue;
          const at = due + lateness;
          const next = dueIn(fired(record, timer, at), timer) ?? Number.POSITIVE_INFINITY;
          if (next <= at) throw new Error(`${timer.name}, fired at ${at}, is due again at ${next}`);
        }
      }),
      RUNS,
    );
  });

  test('comes to an end where nobody answers, but for the weekly reminder', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        for (const { record: last, timer } of eachClock(played(script).slice(-1))) {
          let record = last;
          let times = 0;
          for (let due = dueIn(record, timer); due && times < 30; due = dueIn(record, timer)) {
            record = fired(record, timer, due);
            times += 1;
          }
          if (timer.name !== 'postmortem-due' && times === 30)
            throw new Error(`${timer.name} fired thirty times`);
        }
      }),
      RUNS,
    );
  });

  test('is not due in the past of what it has already spoken of', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        for (const { record, now, timer } of eachClock(played(script))) {
          const due = dueIn(record, timer);
          if (due !== null && due <= now)
            throw new Error(`${timer.name} is due at ${due}, and it is ${now}`);
        }
      }),
      RUNS,
    );
  });
});

/** Each stage with each clock. */
const eachClock = (stages: ReturnType<typeof played>) =>
  stages.flatMap((stage) => timers.map((timer) => ({ ...stage, timer })));

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
