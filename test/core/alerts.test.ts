import { describe, expect, test } from '@jest/globals';
import { alertOf, alertsBefore, alertsOf } from '../../src/core/alerts.ts';
import type { Destination } from '../../src/core/destination.ts';
import type { EventOf, IncidentEvent } from '../../src/core/events.ts';
import type { Incident } from '../../src/core/incident.ts';
import {
  aDeclaration,
  anIncident,
  aPolicy,
  aRecord,
  at,
  aWorld,
  told,
} from '../support/builders.ts';

const pager: Destination = { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' };
const reach = { rotations: [], destinations: [pager] };
const policy = aPolicy({ reach: { 'on-call': reach, director: reach } });
const accepted = { at: at('10:00'), ref: null, failed: null, how: 'accepted' as const };

const paged = (
  number: number,
  group: string,
  given: Partial<EventOf<'paged'>> = {},
): EventOf<'paged'> => ({
  type: 'paged',
  number,
  reason: 'declared',
  groups: [{ group, people: ['ana'], by: ['PagerDuty'] }],
  unfilled: [],
  at: at('10:00'),
  by: 'bo',
  via: 'hand:declared',
  ...given,
});

function alerts(events: readonly IncidentEvent[], ledger: Record<string, typeof accepted>) {
  const { incident, record } = aWorld({
    policy,
    record: aRecord([aDeclaration(), ...events], { ledger }),
  });
  return alertsOf(incident, record, policy);
}

describe('the alerts of an incident', () => {
  const taken = {
    'page:0:on-call:PagerDuty': accepted,
    'page:0:director:PagerDuty': accepted,
    'page:1:director:PagerDuty': accepted,
  };

  test('are one for each call in a pager, however many groups it rings for', () => {
    const both = paged(0, 'on-call', {
      groups: ['on-call', 'director'].map((group) => ({ group, people: [], by: ['PagerDuty'] })),
    });
    expect(alerts([both, paged(1, 'director')], taken)).toMatchObject([
      { id: 'page:0:on-call:PagerDuty', alert: null },
      { id: 'page:1:director:PagerDuty', alert: '1' },
    ]);
  });

  test('are only those that were accepted', () => {
    expect(alerts([paged(0, 'on-call')], {})).toEqual([]);
  });

  test('are answered by what came after their call', () => {
    const ack = told({ type: 'acknowledged' });
    const isAnswered = (events: readonly IncidentEvent[]) =>
      alerts(events, taken).map(({ answered }) => answered);
    expect(isAnswered([paged(0, 'on-call'), paged(1, 'director')])).toEqual([false, false]);
    expect(isAnswered([paged(0, 'on-call'), paged(1, 'director'), ack])).toEqual([true, true]);
    const later = paged(1, 'director', { at: at('10:06') });
    expect(isAnswered([paged(0, 'on-call'), ack, later])).toEqual([true, false]);
  });

  test('have other names where the numbers of calls may have been lost', () => {
    const rebuiltAt = at('11:00');
    expect(alertOf({ number: 0 }, { rebuiltAt: null })).toBeNull();
    expect(alertOf({ number: 2 }, { rebuiltAt })).toBe(`${rebuiltAt}.2`);
  });

  test('of before a record was lost are known by guess alone', () => {
    const names = (given: Partial<Incident>) =>
      alertsBefore(anIncident(given), policy).map(({ group, alert }) => `${group} ${alert}`);
    expect(names({})).toEqual([]);
    expect(names({ rebuiltAt: at('11:00') })).toEqual(['on-call null']);
    expect(names({ rebuiltAt: at('11:00'), earlierCalls: 2 })).toEqual([
      'on-call null',
      'on-call 1',
    ]);
  });
});
