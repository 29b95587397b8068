import { expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/core/events.ts';
import { pagerAnswers } from '../../src/surfaces/pager-answers.ts';
import { aDeclaration, aPolicy, aRecord, at, aWorld, told } from '../support/builders.ts';

const policy = aPolicy({
  reach: {
    'on-call': {
      rotations: [],
      destinations: [{ kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' }],
    },
  },
});
const groups = [{ group: 'on-call', people: ['ana'], by: ['PagerDuty'] }];
const accepted = { at: at('10:00'), ref: null, failed: null, how: 'accepted' as const };
const ledger = {
  'page:0:on-call:PagerDuty': accepted,
  'page:1:on-call:PagerDuty': accepted,
};

const planned = (...events: readonly IncidentEvent[]) =>
  pagerAnswers.plan(
    aWorld({
      policy,
      record: aRecord(
        [
          aDeclaration(),
          told(
            { type: 'paged', number: 0, reason: 'declared', groups, unfilled: [] },
            { at: at('10:00'), via: 'hand:declared' },
          ),
          ...events,
        ],
        { ledger },
      ),
    }),
  );

test('nobody is told anything while nobody has answered', () => {
  expect(planned()).toEqual([]);
});

test('an answer here stops the pager', () => {
  expect(planned(told({ type: 'acknowledged' }))).toMatchObject([
    { kind: 'page', notification: { kind: 'acknowledge', to: 'on-call' } },
  ]);
});

test('the pager’s own answer is not told to it', () => {
  const pager = { name: 'PagerDuty', who: 'Ben' };
  const via = (alert: string) => ({ via: `pager:acknowledged:page:${alert}:PagerDuty` });
  expect(planned(told({ type: 'acknowledged', pager }, via('0:on-call')))).toEqual([]);
  // One of another service is to stop, too.
  expect(planned(told({ type: 'acknowledged', pager }, via('0:eng-manager')))).toHaveLength(1);
});

test('who is called after the answer goes on being rung', () => {
  const again = told(
    { type: 'paged', number: 1, reason: 'gone-silent', groups, unfilled: [] },
    { at: at('12:06'), via: 'clock:1' },
  );
  const alerts = planned(told({ type: 'acknowledged' }), again).map(
    (effect) => effect.kind === 'page' && effect.notification?.alert,
  );
  expect(alerts).toEqual([null]);
});

test('the end closes its alert, whoever answered', () => {
  expect(
    planned(
      told({ type: 'acknowledged', pager: { name: 'PagerDuty', who: 'Ben' } }),
      told({ type: 'resolved', text: null, from: 'monitoring' }),
    ),
  ).toMatchObject([{ notification: { kind: 'resolve-page' } }]);
});
