import { expect, test } from '@jest/globals';
import type { DispatchLetter } from '../../src/core/letters.ts';
import { openLog } from '../../src/core/log.ts';
import { readAgain } from '../../src/core/read-again.ts';
import { aDeclaration, aForm, aRecord, aSnapshot, at, told } from '../support/builders.ts';

const letter = (id: string, time = '10:42'): DispatchLetter => ({
  kind: 'dispatch',
  id,
  by: 'monitor',
  at: at(time),
  home: { id: 7, owner: 'acme', name: 'shop' },
  title: 'Checkout is down',
  severity: null,
  form: aForm(),
  key: 'checkout',
  faults: [],
});
const openWith = (...events: Parameters<typeof aRecord>[0] & object) =>
  openLog(aSnapshot(), aRecord([aDeclaration(), ...events]), { now: at('11:00'), quiet: false });

test('what is told again counts, once a letter', () => {
  const log = openWith();
  expect(readAgain(log, [letter('a'), letter('b'), letter('c')], ['b'])).toEqual([]);
  expect(log.incident().told).toEqual({ times: 3, last: at('10:42') });
});

test('what came in the second of the declaration is not lost before it', () => {
  const log = openWith();
  readAgain(log, [letter('a', '09:59')], []);
  expect(log.incident().told).toEqual({ times: 2, last: at('10:00') });
});

test('an incident that is over takes nothing up', () => {
  const log = openWith(told({ type: 'resolved', text: null, from: 'monitoring' }));
  expect(readAgain(log, [letter('a'), letter('b')], ['b'])).toEqual([letter('a')]);
  expect(log.incident().told).toBeUndefined();
});
