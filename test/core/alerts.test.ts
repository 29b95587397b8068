import { describe, expect, test } from '@jest/globals';
import { alertOf, alertsBefore, mayRingFromBefore } from '../../src/core/alerts.ts';
import type { IncidentEvent } from '../../src/core/events.ts';
import type { Incident } from '../../src/core/incident.ts';
import { anIncident, at, told } from '../support/builders.ts';
import { accepted, alerts, paged, pagedPolicy as policy } from '../support/paged.ts';

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

  describe('of before a record was lost', () => {
    const rebuilt = (given: Partial<Incident> = {}) =>
      anIncident({ rebuiltAt: at('11:00'), ...given });
    const guessed = (incident: Incident) => alertsBefore(incident, policy);

    test('are guessed: for each pager the first ones', () => {
      expect(guessed(anIncident())).toEqual([]);
      const names = guessed(rebuilt({ earlierCalls: 1 })).map(({ alert }) => alert);
      expect(names).toEqual([null, '1', '2', '3', '4']);
    });

    test('are answered by what is said since; before that the first one alone can have been', () => {
      const answered = (incident: Incident) =>
        guessed(incident).map((alert) => (alert.answered ? 'x' : '-'));
      expect(answered(rebuilt()).join('')).toBe('----');
      const earlier = { acknowledgedAt: at('10:05') };
      expect(answered(rebuilt(earlier)).join('')).toBe('x---');
      const since = { ...earlier, answered: { calls: [], at: at('11:02'), by: 'ana' } };
      expect(answered(rebuilt(since)).join('')).toBe('xxxx');
      expect([earlier, since].map((given) => mayRingFromBefore(rebuilt(given)))).toEqual([
        true,
        false,
      ]);
    });
  });
});
