import { expect, test } from '@jest/globals';
import { adopt } from '../../src/core/adoption.ts';
import { snapshotFrom } from '../../src/core/from-payload.ts';
import type { DeclaringLetter } from '../../src/core/letters.ts';
import { aPolicy, at } from '../support/builders.ts';

const ana = { login: 'ana', bot: false, ours: false };
const letter: DeclaringLetter = {
  kind: 'declaring',
  id: 'declaring:one',
  at: at('10:02'),
  by: ana,
  private: true,
  labelledAt: at('10:02'),
  issue: {
    id: 70,
    node: 'I_70',
    number: 7,
    title: 'Down',
    url: 'https://github.com/acme/shop/issues/7',
    createdAt: at('10:02'),
    author: ana,
    labels: ['incident', 'SEV 1'],
    form: null,
  },
};
const known = {
  repository: { id: 7, owner: 'acme', name: 'shop' },
  policy: aPolicy(),
  policyFile: null,
  rights: { ana: true },
};

test('the webhook alone is enough to declare by', () => {
  const snapshot = snapshotFrom(letter, known);
  expect(snapshot && adopt(snapshot, [], at('10:02'))).toMatchObject({
    adopt: true,
    rebuilt: false,
    declared: { by: 'ana', severity: 1, doubt: null, at: at('10:02') },
  });
});

test('whose right is not known stays a stranger', () => {
  const snapshot = snapshotFrom(letter, { ...known, rights: {} });
  expect(snapshot && adopt(snapshot, [], at('10:02'))).toMatchObject({
    declared: { doubt: 'stranger' },
  });
});

test('what has been run before is not judged by a webhook', () => {
  const labels = ['incident', 'status: mitigating'];
  expect(snapshotFrom({ ...letter, issue: { ...letter.issue, labels } }, known)).toBeNull();
});
