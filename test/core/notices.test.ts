import { describe, expect, test } from '@jest/globals';
import { noticesOf } from '../../src/core/notices.ts';
import { withAmiss } from '../../src/core/team-template.ts';
import { withBlindTeams } from '../../src/core/vouching.ts';
import { aDeclaration, aPolicy, aRecord, aWorld, told } from '../support/builders.ts';

const failed = { at: 1, ref: null, failed: 'GitHub answered 404' };
const commander = (to: string, from: string | null) =>
  told({ type: 'role-given', role: 'ic', to, from });

test('a template that is not used stands on the card while the file is as it was', () => {
  const template = { name: 'update', oid: 'abc', file: 'acme/shop update.md.hbs', text: '' };
  const notices = (oid: string) =>
    noticesOf(
      aWorld({
        record: withAmiss(aRecord(), [{ template, why: 'line 3: "x" is missing' }], 7),
        snapshot: { templates: [{ ...template, oid }] },
      }),
    );
  expect(notices('abc')).toEqual(['acme/shop update.md.hbs is not used: line 3: "x" is missing']);
  expect(notices('abd')).toEqual([]);
});

test('a team whose members are not seen stands on the card while the policy names it', () => {
  const record = withBlindTeams(aRecord(), ['sre'], 7);
  const notices = (teams: readonly string[]) => {
    const policy = { ...aPolicy(), rights: { ...aPolicy().rights, teams } };
    return noticesOf(aWorld({ record, snapshot: { policy } }));
  };
  expect(notices(['sre'])).toEqual([
    'Who is in the team sre could not be seen: the app lacks the permission Members (read), so nobody may command for being in it',
  ]);
  expect(notices([])).toEqual([]);
  expect(withBlindTeams(record, ['sre'], 8)).toBe(record);
});

test('what is noted once is not noted again', () => {
  const template = { name: 'update', oid: 'abc', file: 'update.md.hbs', text: '' };
  const once = withAmiss(aRecord(), [{ template, why: 'so' }], 7);
  expect(once.ledger).toEqual({ 'template:abc:update': { at: 7, ref: null, failed: 'so' } });
  expect(withAmiss(once, [{ template, why: 'so' }], 8)).toBe(once);
});

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
