import { describe, expect, test } from '@jest/globals';
import type { Informed } from '../../src/core/informing.ts';
import { informing } from '../../src/surfaces/informing.ts';
import { aDeclaration, aPolicy, aRecord, aWorld, told } from '../support/builders.ts';

const inform: readonly Informed[] = [
  { kind: 'email', to: 'status@example.com' },
  { kind: 'email', to: 'board@example.com' },
];

const planned = (events: Parameters<typeof aRecord>[0]) =>
  informing.plan(
    aWorld({
      record: aRecord(events),
      snapshot: { policy: aPolicy({ inform }) },
    }),
  );

describe('whoever is informed', () => {
  test('is told once each, by a message of its own', () => {
    expect(planned([aDeclaration()])).toMatchObject([
      {
        kind: 'notify',
        once: 'tell:hand:declared:declared:e-mail',
        notification: { kind: 'announcement', to: 'e-mail', destination: inform[0] },
      },
      {
        once: 'tell:hand:declared:declared:e-mail 2',
        notification: { destination: inform[1] },
      },
    ]);
  });

  test('hears that a drill is a drill', () => {
    expect(planned([aDeclaration({ drill: true })])).toMatchObject([
      { notification: { facts: { drill: true } } },
      {},
    ]);
    expect(planned([aDeclaration()])).toMatchObject([
      { notification: { facts: { drill: false } } },
      {},
    ]);
  });

  test('hears nothing of what is of no interest', () => {
    expect(planned([aDeclaration({ severity: 4 })])).toEqual([]);
    expect(planned([aDeclaration({ severity: 4 }), told({ type: 'noted', text: 'hm' })])).toEqual(
      [],
    );
  });
});

test('where nobody is informed, nothing is sent', () => {
  expect(informing.plan(aWorld())).toEqual([]);
});
