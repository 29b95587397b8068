import { beforeEach, describe, expect, test } from '@jest/globals';
import type { IncidentEvent } from '../src/core/events.ts';
import { MINUTE, SECOND } from '../src/core/time.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { createPagerWatch } from '../src/watch-pagers.ts';
import { aDeclaration, aPolicy, aRecord, at, told } from './support/builders.ts';

const key = { secret: 'PAGER' };
const policy = aPolicy({
  reach: {
    'on-call': { rotations: [], destinations: [{ kind: 'pagerduty', key, region: 'us' }] },
  },
  pagerDuty: { key: { secret: 'PAGER_API' }, region: 'us' },
});
const paged = told(
  {
    type: 'paged',
    number: 0,
    reason: 'declared',
    groups: [{ group: 'on-call', people: ['ana'], by: ['PagerDuty'] }],
    unfilled: [],
  },
  { at: at('10:00'), via: 'hand:declared' },
);
const taken = { at: at('10:00'), ref: null, failed: null, how: 'accepted' as const };
const record = (...events: readonly IncidentEvent[]) =>
  aRecord([aDeclaration(), paged, ...events], { ledger: { 'page:0:on-call:PagerDuty': taken } });

let clock: WoundClock;
beforeEach(() => {
  clock = new WoundClock(at('10:05'));
});

describe('a pager is looked at again', () => {
  const again = (of = record(), by = policy) => {
    const nobody = () => {
      throw new Error('Nobody is to be asked');
    };
    const log = { warn: nobody, error: nobody };
    const watch = createPagerWatch({ clock, log, secret: nobody, redact: (text) => text });
    const when = watch.again(of, by);
    return when === null ? null : when - clock.now();
  };

  test('every half a minute while nobody has answered', () => {
    expect(again()).toBe(30 * SECOND);
    clock.windTo(at('10:59'));
    expect(again()).toBe(30 * SECOND);
  });

  test('less often when the last call is an hour old', () => {
    clock.windTo(at('11:00'));
    expect(again()).toBe(5 * MINUTE);
  });

  test.each<[string, ReturnType<typeof record>, typeof policy]>([
    ['once somebody has answered', record(told({ type: 'acknowledged' })), policy],
    [
      'once it is over',
      record(told({ type: 'resolved', text: null, from: 'investigating' })),
      policy,
    ],
    ['where there is no key for that', record(), { ...policy, pagerDuty: null }],
    ['where it was not called', aRecord([aDeclaration()]), policy],
  ])('no more %s', (_, of, by) => {
    expect(again(of, by)).toBeNull();
  });
});
