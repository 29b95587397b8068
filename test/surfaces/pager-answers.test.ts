import { expect, test } from '@jest/globals';
import type { EventBody } from '../../src/core/events.ts';
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
const ledger = {
  'page:0:on-call:PagerDuty': {
    at: at('10:00'),
    ref: null,
    failed: null,
    how: 'accepted' as const,
  },
};

const planned = (...bodies: readonly EventBody[]) =>
  pagerAnswers.plan(
    aWorld({
      policy,
      record: aRecord(
        [
          aDeclaration(),
          told(
            { type: 'paged', number: 0, reason: 'declared', groups, unfilled: [] },
            { at: at('10:00') },
          ),
          ...bodies.map((body) => told(body)),
        ],
        { ledger },
      ),
    }),
  );

test('nobody is told anything while nobody has answered', () => {
  expect(planned()).toEqual([]);
});

test('an answer here stops the pager', () => {
  expect(planned({ type: 'acknowledged' })).toMatchObject([
    { kind: 'page', notification: { kind: 'acknowledge', to: 'on-call' } },
  ]);
});

test('the pager’s own answer is not told to it', () => {
  expect(planned({ type: 'acknowledged', pager: { name: 'PagerDuty', who: 'Ben' } })).toEqual([]);
});

test('the end closes its alert, whoever answered', () => {
  expect(
    planned(
      { type: 'acknowledged', pager: { name: 'PagerDuty', who: 'Ben' } },
      { type: 'resolved', text: null, from: 'monitoring' },
    ),
  ).toMatchObject([{ notification: { kind: 'resolve-page' } }]);
});
