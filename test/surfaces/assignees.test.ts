import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { assignees } from '../../src/surfaces/assignees.ts';
import { anIncident, aRecord, aWorld } from '../support/builders.ts';

const receipt = { at: 1, ref: null, failed: null };

describe('the assignees', () => {
  const planned = (given: Partial<Incident>, on: readonly string[], ledger = {}) =>
    assignees.plan(
      aWorld({
        incident: anIncident(given),
        snapshot: { issue: { assignees: on } },
        record: aRecord(undefined, { ledger }),
      }),
    );
  test.each<[string, Partial<Incident>, readonly string[], readonly object[]]>([
    [
      'are who holds a role',
      { roles: { ic: 'ana' } },
      [],
      [{ kind: 'add-assignee', login: 'ana' }],
    ],
    ['once for two roles', { roles: { ic: 'ana', ops: 'ana' } }, ['ana'], []],
    ['and whoever was put there by hand', {}, ['zoe'], []],
    [
      'but no former holder',
      { released: ['bo'] },
      ['bo'],
      [{ kind: 'remove-assignee', login: 'bo' }],
    ],
    ['who is not there any more', { released: ['bo'] }, [], []],
  ])('%s', (_, given, on, effects) => {
    expect(planned(given, on)).toEqual(effects);
  });

  test('whom GitHub would not assign are not tried again', () => {
    const ledger = { 'assign:ana': { ...receipt, failed: 'no' } };
    expect(planned({ roles: { ic: 'ana' } }, [], ledger)).toEqual([]);
  });
});
