import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { said } from '../../src/surfaces/said.ts';
import { summaryOf } from '../../src/surfaces/summary.ts';
import {
  aDeclaration,
  anIncident,
  aPolicy,
  aRecord,
  at,
  aWorld,
  DECLARED,
  told,
} from '../support/builders.ts';

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

  test.each([
    ['all that came in time', { count: 3, late: 0, missed: 0 }, '3 of 3'],
    ['one that never came', { count: 3, late: 0, missed: 1 }, '3 of 4'],
    ['a single one that came late', { count: 1, late: 1, missed: 1 }, '0 of 1'],
    ['one late and one missing', { count: 3, late: 1, missed: 2 }, '2 of 4'],
  ])('counts the updates: %s', (_, updates, counted) => {
    const { updatesOnTime, updates: promised } = summary({ updates });
    expect(`${updatesOnTime} of ${promised}`).toBe(counted);
  });

  test('counts anew from a reopening, but what happened before it', () => {
    const again = { reopenedAt: at('10:50'), acknowledgedAt: at('10:02') };
    expect(summary({ ...again, mitigatedAt: at('11:00') })).toMatchObject({
      toAcknowledge: '2m',
      toMitigate: '10m since it was reopened',
      toResolve: '15m since it was reopened',
      took: '15m',
      again: true,
    });
  });

  test('is not changed by a reopening after it', () => {
    const end = told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('11:05') });
    const record = aRecord([
      aDeclaration(),
      told({ type: 'acknowledged' }, { at: at('10:02') }),
      end,
      told({ type: 'reopened', why: null }, { at: at('11:10') }),
      told({ type: 'acknowledged' }, { at: at('11:12') }),
    ]);
    const [{ view } = { view: {} }] = said(end, aWorld({ record }));
    const ended = { toAcknowledge: '2m', toMitigate: '1h 05m', toResolve: '1h 05m', again: false };
    expect(view).toMatchObject(ended);
  });

  test('is not changed by a reopening in the same breath', () => {
    const end = told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:40') });
    const again = told({ type: 'reopened', why: null }, { at: at('10:40'), via: 'comment:5:1' });
    const [{ view } = { view: {} }] = said(
      end,
      aWorld({ record: aRecord([aDeclaration(), end, again]) }),
    );
    expect(view).toMatchObject({ toResolve: '40m', again: false });
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
