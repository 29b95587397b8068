import { describe, expect, test } from '@jest/globals';
import { handsFor, onCall } from '../../src/surfaces/said-of-calls.ts';
import { aDeclaration, aPolicy, aRecord, aRotation, aWorld, told } from '../support/builders.ts';

const policy = aPolicy({
  reach: {
    'on-call': {
      rotations: ['primary'],
      destinations: [{ kind: 'email', to: 'ops@example.com' }],
    },
  },
  responders: { director: ['dan'] },
  rotations: { primary: aRotation(['ana', 'bo']) },
  contacts: { ana: { slack: null, email: null, phone: '+44 20 7946 0000' } },
});
const world = (isPrivate: boolean) =>
  aWorld({
    policy,
    record: aRecord([aDeclaration()]),
    snapshot: { repository: { private: isPrivate } },
  });
const ask = (group: string | null) => ({
  ...told({ type: 'oncall-asked', group }),
  type: 'oncall-asked' as const,
  group,
});

describe('who is on call', () => {
  test('is told with until when, who is next, and where else the group is called', () => {
    expect(onCall(ask('on-call'), world(false))).toEqual([
      {
        group: 'on-call',
        people: ['ana'],
        rosters: [],
        always: [],
        elsewhere: ['e-mail'],
        turns: [{ now: 'ana', until: '2026-11-30 09:00 UTC', next: 'bo' }],
      },
    ]);
  });

  test('is told of every group where none is named', () => {
    expect(onCall(ask(null), world(false))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ group: 'director', people: ['dan'], turns: [] }),
        expect.objectContaining({ group: 'execs', people: [] }),
      ]),
    );
  });
});

describe('whom to call by hand', () => {
  const failed = {
    ...told({ type: 'noted', text: '' }),
    type: 'page-failed' as const,
    number: 0,
    group: 'on-call',
    people: ['ana'],
    destination: 'e-mail',
    because: 'Nobody answered.',
  };

  test.each([
    ['with the phone number in a private repository', true, '+44 20 7946 0000'],
    ['without it where everybody reads', false, null],
  ])('%s', (_, isPrivate, phone) => {
    expect(handsFor(failed, world(isPrivate))).toMatchObject({ people: [{ login: 'ana', phone }] });
  });
});
