import { describe, expect, test } from '@jest/globals';
import { noticesOf } from '../../src/core/notices.ts';
import { aDeclaration, aRecord, aWorld, told } from '../support/builders.ts';

const failed = { at: 1, ref: null, failed: 'GitHub answered 404' };
const commander = (to: string, from: string | null) =>
  told({ type: 'role-given', role: 'ic', to, from });

describe('whom GitHub would not assign to the postmortem', () => {
  const notices = (...commanders: readonly ReturnType<typeof commander>[]) =>
    noticesOf(
      aWorld({
        record: aRecord([aDeclaration(), ...commanders], {
          ledger: { 'assign-postmortem:ana': failed },
        }),
      }),
    );

  test('stands on the card', () => {
    expect(notices(commander('ana', null))).toEqual([
      '@ana could not be assigned to the postmortem: GitHub answered 404',
    ]);
  });

  test('no longer once somebody else owes it', () => {
    expect(notices(commander('ana', null), commander('bo', 'ana'))).toEqual([]);
  });
});
