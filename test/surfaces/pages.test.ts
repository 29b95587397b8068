import { expect, test } from '@jest/globals';
import type { Destination } from '../../src/core/destination.ts';
import type { CalledGroup } from '../../src/core/events.ts';
import { pages } from '../../src/surfaces/pages.ts';
import { aDeclaration, aPolicy, aRecord, aWorld, told } from '../support/builders.ts';

const pager: Destination = { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' };
const mail: Destination = { kind: 'email', to: 'ops@example.com' };
const policy = aPolicy({
  reach: { 'on-call': { rotations: [], destinations: [pager, mail] } },
});

const planned = (...groups: readonly CalledGroup[]) =>
  pages.plan(
    aWorld({
      policy,
      record: aRecord(
        [
          aDeclaration(),
          told({ type: 'paged', number: 3, reason: 'declared', groups, unfilled: [] }),
        ],
        { settled: 1 },
      ),
    }),
  );

test('each destination of a group is called, as an act of its own', () => {
  expect(planned({ group: 'on-call', people: ['ana'], by: ['PagerDuty', 'e-mail'] })).toMatchObject(
    [
      {
        kind: 'page',
        once: 'page:3:on-call:PagerDuty',
        notification: {
          to: 'on-call',
          destination: pager,
          words: { headline: 'SEV 2: Checkout is down' },
        },
      },
      { once: 'page:3:on-call:e-mail', notification: { destination: mail } },
    ],
  );
});

test('a group without one is called on the issue, not here', () => {
  expect(planned({ group: 'director', people: ['dan'] })).toEqual([]);
});

test('one that the policy has lost since is an act that will fail, not one that is forgotten', () => {
  expect(planned({ group: 'on-call', people: [], by: ['Slack'] })).toEqual([
    { kind: 'page', once: 'page:3:on-call:Slack', notification: null },
  ]);
});
