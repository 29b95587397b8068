import { describe, expect, test } from '@jest/globals';
import type { Destination } from '../../src/core/destination.ts';
import type { CalledGroup } from '../../src/core/events.ts';
import type { RosterSight } from '../../src/core/roster.ts';
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

describe('a schedule that gave nobody', () => {
  const name = 'schedule PSCHED of PagerDuty';
  const withRoster = (sight: RosterSight) =>
    pages.plan(
      aWorld({
        policy: aPolicy({
          reach: {
            'on-call': {
              rotations: [],
              destinations: [],
              rosters: [{ kind: 'schedule', id: 'PSCHED' }],
            },
          },
          rosters: { 'schedule PSCHED': sight },
        }),
        record: aRecord([
          aDeclaration(),
          told({
            type: 'paged',
            number: 0,
            reason: 'declared',
            groups: [{ group: 'on-call', people: [], by: [name] }],
            unfilled: [],
          }),
        ]),
      }),
    );

  test('is a call that goes nowhere, with the reason', () => {
    expect(withRoster({ ok: false, because: 'PagerDuty did not answer.' })).toEqual([
      {
        kind: 'page',
        once: `page:0:on-call:${name}`,
        notification: null,
        because: 'It could not be looked up: PagerDuty did not answer.',
      },
    ]);
  });

  test('and by now does, gave nobody when it was asked', () => {
    const now = [{ name: 'Ben', login: 'ben' }];
    expect(withRoster({ ok: true, now, until: null, next: [] })).toMatchObject([
      { notification: null, because: 'It gave nobody when they were to be called.' },
    ]);
  });
});

test('a group without one is called on the issue, not here', () => {
  expect(planned({ group: 'director', people: ['dan'] })).toEqual([]);
});

test('one that the policy has lost since is an act that will fail, not one that is forgotten', () => {
  expect(planned({ group: 'on-call', people: [], by: ['Slack'] })).toEqual([
    { kind: 'page', once: 'page:3:on-call:Slack', notification: null },
  ]);
});
