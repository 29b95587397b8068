import { describe, expect, test } from '@jest/globals';
import { inTurn, nextStep, RESPONSE_CLOCK } from '../../src/core/escalation.ts';
import { reduce } from '../../src/core/reduce.ts';
import { responseOverdue } from '../../src/timers/response-overdue.ts';
import { anIncident, aPolicy, at, DECLARED, told } from '../support/builders.ts';

const escalated = (step: number) =>
  reduce(anIncident(), told({ type: 'escalated', since: DECLARED, step }));

describe('a step taken by hand', () => {
  test('is where the clock goes on: nobody is called a second time at their turn', () => {
    const incident = escalated(1);
    expect(responseOverdue.dueAt(incident, aPolicy())).toBe(at('11:00:20'));
    expect(responseOverdue.fire(incident, at('11:00:20'), aPolicy())).toMatchObject([
      { type: 'clock-ran-out', step: 2 },
      { type: 'paged', groups: [{ group: 'eng-manager' }] },
    ]);
  });

  test('is the next one after those of the clock', () => {
    const [ranOut] = responseOverdue.fire(anIncident(), at('10:30:20'), aPolicy());
    if (!ranOut) throw new Error('The clock did not run out');
    const incident = reduce(anIncident(), told(ranOut));
    expect(nextStep(incident, aPolicy(), { here: 'bo', at: DECLARED })).toMatchObject({
      group: 'eng-manager',
      step: 2,
    });
  });

  test('begins anew with another severity', () => {
    const incident = { ...escalated(3), severitySince: at('10:20') };
    expect(nextStep(incident, aPolicy(), { here: 'bo', at: DECLARED })).toEqual({
      since: at('10:20'),
      step: 1,
      group: 'on-call',
    });
  });

  test('is not left after as many rounds as the policy has', () => {
    expect(nextStep(escalated(5), aPolicy(), { here: 'bo', at: DECLARED })).toMatchObject({
      step: 6,
    });
    expect(nextStep(escalated(6), aPolicy(), { here: 'bo', at: DECLARED })).toBeNull();
  });
});

test('the clock is called what its events are', () => {
  expect(responseOverdue.name).toBe(RESPONSE_CLOCK);
});

test('nobody is skipped where a pager accepts on the way and is left to itself', () => {
  const policy = aPolicy({
    reach: {
      'on-call': {
        rotations: [],
        destinations: [{ kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' }],
      },
    },
  });
  const wave = {
    number: 1,
    at: at('10:15'),
    via: 'clock:1',
    reason: 'response-overdue' as const,
    groups: [{ group: 'on-call', people: ['ana'], by: ['PagerDuty'] }],
    unfilled: [],
  };
  const since = at('10:00');
  const spoken = { [RESPONSE_CLOCK]: { since, step: 1, at: at('10:15') } };
  const incident = anIncident({ severity: 1, waves: [wave], spoken });
  expect(inTurn(incident, policy)).toEqual(['eng-manager', 'director', 'execs']);
});
