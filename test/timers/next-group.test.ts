import { describe, expect, test } from '@jest/globals';
import type { Incident, Wave } from '../../src/core/incident.ts';
import { nextGroup } from '../../src/timers/next-group.ts';
import { anIncident, aPolicy, at } from '../support/builders.ts';

const policy = aPolicy({
  responders: { director: ['dan'] },
  reach: {
    'on-call': {
      rotations: [],
      destinations: [{ kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' }],
    },
  },
});

const called = (...groups: Wave['groups']): Wave => ({
  number: 0,
  at: at('10:00'),
  via: 'hand:declared',
  reason: 'declared',
  groups,
  unfilled: [],
});
const onCall = { group: 'on-call', people: [], by: ['PagerDuty', 'Slack'] };
const failed = (destination: string) => ({
  at: at('10:01'),
  number: 0,
  group: 'on-call',
  destination,
});
const bothFailed = [failed('PagerDuty'), failed('Slack')];
const incident = (given: Partial<Incident>): Incident =>
  anIncident({ severity: 1, waves: [called(onCall)], failedCalls: bothFailed, ...given });

describe('a call that reached nobody', () => {
  test('goes to the next group of the matrix that anybody is in, at once', () => {
    expect(nextGroup.dueAt(incident({}), policy)).toBe(at('10:01'));
    expect(nextGroup.fire(incident({}), at('10:01'), policy)).toMatchObject([
      { type: 'clock-ran-out', clock: 'next-group', since: at('10:01') },
      { type: 'paged', reason: 'next-group', groups: [{ group: 'director', people: ['dan'] }] },
    ]);
  });

  test.each<[string, Partial<Incident>]>([
    ['one destination took it', { failedCalls: [failed('PagerDuty')] }],
    ['somebody of the group can be mentioned', { waves: [called({ ...onCall, people: ['ana'] })] }],
    ['somebody has answered', { acknowledgedAt: at('10:01') }],
    ['it is resolved', { status: 'resolved' }],
    [
      'the next group was called in the same breath',
      { waves: [called(onCall, { group: 'director', people: ['dan'] })] },
    ],
    [
      'that was said',
      { spoken: { 'next-group': { since: at('10:01'), step: 1, at: at('10:01') } } },
    ],
  ])('does not where %s', (_, given) => {
    expect(nextGroup.dueAt(incident(given), policy)).toBeNull();
  });
});
