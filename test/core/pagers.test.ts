import { describe, expect, test } from '@jest/globals';
import type { PagerLetter } from '../../src/core/letters.ts';
import { openLog } from '../../src/core/log.ts';
import { hearPagers, isLeftToPager, type PagerSight, toldByPager } from '../../src/core/pagers.ts';
import type { IncidentRecord } from '../../src/core/record.ts';
import { aDeclaration, anIncident, aRecord, aSnapshot, at, told } from '../support/builders.ts';
import { accepted, alerts, paged, pagedPolicy as policy } from '../support/paged.ts';

describe('what a pager says', () => {
  const [alert] = alerts([paged(0, 'on-call')], { 'page:0:on-call:PagerDuty': accepted });
  if (!alert) throw new Error('There is no alert');
  const say = (given: Partial<PagerSight>, now = at('10:05'), answered = false) =>
    toldByPager(
      { ...alert, answered },
      { id: alert.id, status: 'acknowledged', by: 'Ben', at: at('10:04'), ...given },
      { incident: anIncident(), now },
    );

  test('of an answer is an answer, at its time', () => {
    expect(say({})).toMatchObject({
      at: at('10:04'),
      bodies: [{ type: 'acknowledged', pager: { name: 'PagerDuty', who: 'Ben' } }],
    });
  });

  test('of an end is an answer too: somebody was there', () => {
    expect(say({ status: 'resolved' })).toMatchObject({ bodies: [{ type: 'acknowledged' }] });
  });

  test('is no answer where no person did it: our own word comes back, too', () => {
    expect(say({ by: null })).toBeNull();
    expect(say({ status: 'resolved', by: null })).toBeNull();
  });

  test.each([
    ['all that was called by then', '10:03', [0, 1]],
    ['nothing that was called later', '10:04:30', [0]],
  ])('is an answer to %s', (_, called, calls) => {
    const incident = anIncident({
      waves: [paged(0, 'on-call'), paged(1, 'director', { at: at(called) })],
    });
    const sight = { id: alert.id, status: 'acknowledged', by: 'Ben', at: at('10:04') } as const;
    expect(toldByPager(alert, sight, { incident, now: at('10:05') })?.bodies).toMatchObject([
      { type: 'acknowledged', calls },
    ]);
  });

  test('is never before the call, nor in the future', () => {
    expect(say({ at: at('09:00') })?.at).toBe(at('10:00'));
    expect(say({ at: at('11:00') })?.at).toBe(at('10:05'));
  });

  test('is no news where it rings still, or was answered before', () => {
    expect(say({ status: 'triggered' })).toBeNull();
    expect(say({}, at('10:05'), true)).toBeNull();
  });

  test('of a call that came to nothing is a failure, after two minutes', () => {
    expect(say({ status: 'missing', at: null }, at('10:01'))).toBeNull();
    expect(say({ status: 'missing', at: null })).toMatchObject({
      bodies: [
        { type: 'page-failed', group: 'on-call', people: ['ana'], destination: 'PagerDuty' },
      ],
    });
  });
});

describe('a group is left to its pager', () => {
  const answeredOnce = {
    acknowledgedAt: at('10:01'),
    answered: { calls: [0], at: at('10:01'), by: 'ana' },
  };
  const called = (given: object = {}) =>
    anIncident({
      waves: [
        {
          number: 0,
          at: at('10:00'),
          via: 'hand:declared',
          reason: 'declared',
          groups: [{ group: 'on-call', people: [], by: ['PagerDuty'] }],
          unfilled: [],
        },
      ],
      ...given,
    });

  test.each([
    ['that was called', called(), 'on-call', true],
    ['but no other', called(), 'director', false],
    [
      'unless it would not take the call',
      called({
        failedCalls: [{ at: at('10:01'), number: 0, group: 'on-call', destination: 'PagerDuty' }],
      }),
      'on-call',
      false,
    ],
    ['also once somebody has answered: they are there', called(answeredOnce), 'on-call', true],
    [
      'unless that was answered, and an answer is waited for anew',
      called({ ...answeredOnce, acknowledgedAt: null }),
      'on-call',
      false,
    ],
  ])('%s', (_, incident, group, left) => {
    expect(isLeftToPager(incident, group, at('10:00'))).toBe(left);
  });
});

describe('what a pager tells by itself', () => {
  const letter = (given: Partial<PagerLetter> = {}): PagerLetter => ({
    kind: 'pager',
    id: 'pagerduty:01ABC',
    at: at('10:04'),
    alert: null,
    did: 'acknowledged',
    by: 'Ben',
    ...given,
  });
  const heard = (letters: readonly PagerLetter[], given: Partial<IncidentRecord> = {}) => {
    const record = aRecord([aDeclaration(), paged(0, 'on-call')], given);
    const snapshot = aSnapshot({ policy });
    const log = openLog(snapshot, record, { now: at('10:05'), quiet: false });
    hearPagers(log, letters);
    return log.events.slice(record.events.length);
  };

  test('is an answer, though no receipt says yet that it took the call', () => {
    expect(heard([letter()])).toEqual([
      {
        type: 'acknowledged',
        at: at('10:04'),
        by: null,
        via: 'pager:acknowledged:page:0:on-call:PagerDuty',
        calls: [0],
        pager: { name: 'PagerDuty', who: 'Ben' },
      },
    ]);
  });

  test('is one where it was resolved there', () => {
    expect(heard([letter({ did: 'resolved' })])).toMatchObject([{ type: 'acknowledged' }]);
  });

  test.each<[what: string, letters: PagerLetter[], given: Partial<IncidentRecord>]>([
    ['of an alert that this incident has not', [letter({ alert: '7' })], {}],
    ['that was taken up before', [letter()], { letters: ['pagerduty:01ABC'] }],
  ])('is nothing %s', (_, letters, given) => expect(heard(letters, given)).toEqual([]));

  test('counts once, whatever else comes of it', () => {
    expect(heard([letter(), letter({ id: 'pagerduty:02', did: 'resolved' })])).toHaveLength(1);
  });

  test('is an answer, too, where a lost record knows the call no more', () => {
    const rebuilt = told({ type: 'rebuilt', calls: 1 }, { at: at('10:03'), via: 'world:rebuilt' });
    const record = aRecord([aDeclaration(), rebuilt]);
    const log = openLog(aSnapshot({ policy }), record, { now: at('10:05'), quiet: false });
    hearPagers(log, [letter(), letter({ id: 'pagerduty:02', did: 'resolved' })]);
    expect(log.events.slice(record.events.length)).toMatchObject([
      { type: 'acknowledged', at: at('10:04'), pager: { name: 'PagerDuty', who: 'Ben' } },
    ]);
  });

  test('is nothing of an incident that is over: that is what we told it', () => {
    const resolved = told({ type: 'resolved', text: null, from: 'investigating' });
    const record = aRecord([aDeclaration(), paged(0, 'on-call'), resolved]);
    const log = openLog(aSnapshot({ policy }), record, { now: at('10:10'), quiet: false });
    hearPagers(log, [letter({ did: 'resolved' })]);
    expect(log.events).toHaveLength(record.events.length);
  });
});
