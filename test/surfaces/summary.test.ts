import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { summaryOf } from '../../src/surfaces/summary.ts';
import { anIncident, aPolicy, at, aWorld, DECLARED } from '../support/builders.ts';

const summary = (given: Partial<Incident>, from: 'monitoring' | 'mitigating' = 'monitoring') =>
  summaryOf(
    { type: 'resolved', text: null, from, at: at('11:05'), by: 'ana', via: 'comment:5:0' },
    aWorld({ incident: anIncident(given) }),
  );

describe('the closing summary', () => {
  test('tells the durations from the declaration on', () => {
    expect(summary({ acknowledgedAt: at('10:02'), mitigatedAt: at('10:40') })).toMatchObject({
      toAcknowledge: '2m',
      toMitigate: '40m',
      toResolve: '1h 05m',
    });
  });

  test('says what never happened', () => {
    expect(summary({})).toMatchObject({ toAcknowledge: null, toMitigate: null });
  });

  test('counts the updates that came, and the silences', () => {
    expect(summary({ updates: { count: 3, missed: 1 } })).toMatchObject({
      updates: 4,
      updatesOnTime: 3,
    });
  });

  test.each([
    ['monitoring', false],
    ['mitigating', true],
  ] as const)('from %s asks whether monitoring is green: %s', (from, unwatched) => {
    expect(summary({}, from).unwatched).toBe(unwatched);
  });

  test.each([
    [2, true],
    [3, false],
  ])('of a SEV %d owes a postmortem: %s', (level, owed) => {
    expect(summary({ severity: level, highest: level }).owed).toBe(owed);
  });

  test('links the guide of the team', () => {
    const guide = 'https://acme.example/postmortems';
    const policy = aPolicy({ postmortem: { ...aPolicy().postmortem, guide } });
    const world = aWorld({ snapshot: { policy } });
    const event = { type: 'resolved', text: 'x', from: 'monitoring' } as const;
    expect(summaryOf({ ...event, at: DECLARED, by: null, via: 'hand:x' }, world)).toMatchObject({
      guide,
      text: 'x',
      by: null,
    });
  });
});
