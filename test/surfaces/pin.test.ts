import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { pin } from '../../src/surfaces/pin.ts';
import { anIncident, aRecord, at, aWorld, DECLARED } from '../support/builders.ts';

const receipt = { at: 1, ref: null, failed: null };

describe('the pin', () => {
  const planned = (
    given: Partial<Incident>,
    {
      pinned = false,
      others = 0,
      ledger = {},
    }: { pinned?: boolean; others?: number; ledger?: object },
  ) =>
    pin
      .plan(
        aWorld({
          incident: anIncident(given),
          record: aRecord(undefined, { ledger: { ...ledger } }),
          snapshot: {
            issue: { pinned },
            repository: { pinned: Array.from({ length: others }, (_, index) => 50 + index) },
          },
        }),
      )
      .filter(({ kind }) => kind !== 'pin-card');
  const ours = { [`pin-issue:${DECLARED}`]: receipt };
  const pins = [{ kind: 'pin-issue', once: `pin-issue:${DECLARED}` }];
  const unpins = [{ kind: 'unpin-issue' }];
  test.each<[string, Partial<Incident>, Parameters<typeof planned>[1], readonly object[]]>([
    ['is put on a SEV 2', {}, {}, pins],
    ['is not put on a SEV 3', { severity: 3 }, {}, []],
    ['is not put on what is unconfirmed', { doubt: 'stranger' }, {}, []],
    ['needs a free place', {}, { others: 3 }, []],
    ['takes the last one', {}, { others: 2 }, pins],
    ['stays while the incident runs', {}, { pinned: true, ledger: ours }, []],
    ['is taken off at the end', { status: 'resolved' }, { pinned: true, ledger: ours }, unpins],
    ['is taken off what is a SEV 3 now', { severity: 3 }, { pinned: true, ledger: ours }, unpins],
    [
      'that we died on before noting it is taken off too',
      { status: 'resolved' },
      { pinned: true },
      unpins,
    ],
    [
      'of what never was that bad is somebody else’s',
      { severity: 3, highest: 3 },
      { pinned: true },
      [],
    ],
    [
      'is put on anew after a reopening',
      { reopenedAt: at('12:00') },
      { ledger: ours },
      [{ kind: 'pin-issue', once: `pin-issue:${at('12:00')}` }],
    ],
  ])('%s', (_, given, seen, effects) => {
    expect(planned(given, seen)).toEqual(effects);
  });

  test('of the card is wanted always', () => {
    expect(pin.plan(aWorld())[0]).toEqual({ kind: 'pin-card', once: 'pin-card' });
  });
});
