import { describe, expect, test } from '@jest/globals';
import { call, consequences, isOwed } from '../../src/core/consequences.ts';
import type { Destination } from '../../src/core/destination.ts';
import type { EventBody } from '../../src/core/events.ts';
import { type Incident, wantedSince } from '../../src/core/incident.ts';
import type { Policy } from '../../src/core/policy.ts';
import { isConfigured } from '../../src/core/reach.ts';
import { reduce, reduceAll } from '../../src/core/reduce.ts';
import type { RosterSight } from '../../src/core/roster.ts';
import { HOUR } from '../../src/core/time.ts';
import {
  aDeclaration,
  aForm,
  anIncident,
  aPolicy,
  aRotation,
  at,
  DECLARED,
  told,
} from '../support/builders.ts';

const policy = aPolicy();
const PAGER: Destination = { kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' };
const MAIL: Destination = { kind: 'email', to: 'execs@example.com' };
const onCall = { group: 'on-call', people: ['ana'] };
const groups = (bodies: readonly EventBody[]): readonly string[] =>
  bodies.flatMap((body) => (body.type === 'paged' ? body.groups.map(({ group }) => group) : []));

const following = (before: Incident, body: EventBody): readonly EventBody[] => {
  const event = told(body);
  return consequences(before, reduce(before, event), event, policy);
};

describe('a declaration', () => {
  test.each([
    [1, ['on-call', 'eng-manager', 'director', 'execs']],
    [2, ['on-call', 'eng-manager']],
    [3, ['on-call']],
    [4, []],
  ])('of SEV %d calls %j', (severity, called) => {
    const event = aDeclaration({ severity });
    expect(groups(consequences(null, anIncident({ severity }), event, policy))).toEqual(called);
  });

  test('in doubt calls nobody until it is confirmed', () => {
    const doubtful = anIncident({ doubt: 'late', confirmedAt: null });
    const event = aDeclaration({ doubt: 'late' });
    expect(consequences(null, doubtful, event, policy)).toEqual([]);
    expect(groups(following(doubtful, { type: 'confirmed' }))).toEqual(['on-call', 'eng-manager']);
  });

  test('gives the role to the commander whom the form names', () => {
    const form = aForm({ commander: 'mia' });
    const bodies = consequences(null, anIncident({ form }), aDeclaration({ form }), policy);
    expect(bodies[0]).toEqual({ type: 'role-given', role: 'ic', to: 'mia', from: null });
  });
});

describe('a drill', () => {
  const drill = anIncident({ drill: true });
  const rehearsed = (incident: Incident, body: EventBody) => {
    const bodies = following(incident, body);
    expect(groups(bodies)).toEqual([]);
    return bodies.flatMap((one) =>
      one.type === 'page-rehearsed' ? one.groups.map(({ group }) => group) : [],
    );
  };
  const worse: EventBody = { type: 'severity-changed', from: 2, to: 1, why: null };
  const begun = reduceAll(drill, [
    told(
      { type: 'page-rehearsed', reason: 'declared', groups: [onCall], unfilled: ['eng-manager'] },
      { at: at('10:00:01') },
    ),
  ]);

  test('calls nobody and shows who would have been called, each once', () => {
    expect(rehearsed({ ...drill, doubt: 'late' }, { type: 'confirmed' })).toEqual([
      'on-call',
      'eng-manager',
    ]);
    expect(rehearsed(begun ?? drill, worse)).toEqual(['director', 'execs']);
  });

  test('calls as an incident does where the policy says so', () => {
    const event = aDeclaration({ drill: true });
    const calling = aPolicy({ drills: { page: true } });
    expect(groups(consequences(null, drill, event, calling))).toEqual(['on-call', 'eng-manager']);
  });

  test('that becomes real calls everybody and wants an answer anew', () => {
    const answered = { ...(begun ?? drill), acknowledgedAt: at('10:02'), acknowledgedBy: 'ana' };
    const bodies = following(answered, { type: 'drill-ended' });
    expect(bodies[0]).toEqual({ type: 'answer-wanted' });
    expect(groups(bodies)).toEqual(['on-call', 'eng-manager']);
    expect(wantedSince(reduce(drill, told({ type: 'drill-ended' })))).toBe(at('10:05'));
  });

  test('that becomes real calls also whom it called as a drill', () => {
    const called = { number: 0, at: at('10:00'), via: 'x', reason: 'declared' as const };
    const waves = [{ ...called, groups: [onCall], unfilled: [] }];
    const bodies = following({ ...drill, waves }, { type: 'drill-ended' });
    expect(groups(bodies)).toEqual(['on-call', 'eng-manager']);
  });

  test('in doubt that becomes real still calls nobody', () => {
    expect(following({ ...drill, doubt: 'stranger' }, { type: 'drill-ended' })).toEqual([]);
  });

  test('owes no postmortem, unless somebody asks for one', () => {
    expect(isOwed(drill, policy)).toBe(false);
    expect(isOwed({ ...drill, duty: { owed: true } }, policy)).toBe(true);
  });
});

describe('another severity', () => {
  const worse: EventBody = { type: 'severity-changed', from: 2, to: 1, why: null };
  const waves = [
    {
      number: 0,
      at: at('10:00'),
      via: 'hand:declared',
      reason: 'declared' as const,
      groups: [{ group: 'on-call', people: ['ana'] }],
      unfilled: ['eng-manager'],
    },
  ];

  test('calls only who was not called yet', () => {
    expect(groups(following(anIncident({ waves }), worse))).toEqual(['director', 'execs']);
  });

  test('calls anew whoever was called before the incident was opened again', () => {
    const reopened = anIncident({ waves, reopenedAt: at('10:03') });
    expect(groups(following(reopened, worse))).toHaveLength(4);
  });

  test('calls nobody once it is resolved', () => {
    expect(following(anIncident({ status: 'resolved' }), worse)).toEqual([]);
  });

  test.each([
    ['from a ticket wants an answer again', 4, 1, ['answer-wanted', 'paged']],
    ['between severities that wait keeps the answer', 2, 1, ['paged']],
    ['down to a ticket wants none', 2, 4, []],
  ])('%s', (_, from, to, types) => {
    const answered = anIncident({ severity: from, acknowledgedAt: at('10:02') });
    const bodies = following(answered, { type: 'severity-changed', from, to, why: null });
    expect(bodies.map(({ type }) => type)).toEqual(types);
  });

  test('from a ticket that nobody answered wants none anew', () => {
    const bodies = following(anIncident({ severity: 4 }), { ...worse, from: 4 });
    expect(bodies.map(({ type }) => type)).toEqual(['paged']);
  });

  test('confirms what was in doubt', () => {
    expect(following(anIncident({ doubt: 'stranger' }), worse)).toEqual([{ type: 'confirmed' }]);
  });
});

describe('a resolved incident', () => {
  const resolved: EventBody = { type: 'resolved', text: null, from: 'monitoring' };
  const owed = [{ type: 'postmortem-owed', due: at('10:05') + 48 * HOUR }];
  test.each([
    ['SEV 2 owes a postmortem within 48 hours', { severity: 2, highest: 2 }, owed],
    ['one that was ever SEV 1 owes it too', { severity: 3, highest: 1 }, owed],
    ['SEV 3 owes none', { severity: 3, highest: 3 }, []],
    ['a stranger’s report that nobody confirmed owes none', { doubt: 'stranger' }, []],
    ['a late report that nobody confirmed owes none', { doubt: 'late' }, []],
    [
      'one whose postmortem was deleted owes no other',
      { postmortem: { number: 2, due: 0, closedAt: null, lost: true } },
      [],
    ],
  ] as const)('%s', (_, given, bodies) => {
    expect(following(anIncident(given), resolved)).toEqual(bodies);
  });

  test.each<[string, Partial<Incident>, boolean]>([
    ['what was waived', { duty: { owed: false, why: 'x' } }, false],
    ['what somebody asked for', { severity: 3, highest: 3, duty: { owed: true } }, true],
    ['a false alarm', { outcome: 'false-alarm' }, false],
    [
      'a false alarm, of which one was asked for',
      { outcome: 'false-alarm', duty: { owed: true } },
      true,
    ],
    ['not of a report in doubt, whoever asked', { doubt: 'late', duty: { owed: true } }, false],
  ])('goes by people’s word before the severity: %s', (_, given, owed) => {
    expect(isOwed(anIncident(given), policy)).toBe(owed);
  });

  test.each([
    ['at once after the end', { status: 'resolved' as const }, 1],
    ['with the end, where it is to come', {}, 0],
  ])('asked for is owed %s', (_, given, count) => {
    const incident = anIncident({ ...given, duty: { owed: true } });
    expect(following(incident, told({ type: 'postmortem-asked' }))).toHaveLength(count);
  });

  test('owes by what it ended as where the policy says so', () => {
    const final = aPolicy({ postmortem: { ...policy.postmortem, owedBy: 'final' } });
    expect(isOwed(anIncident({ severity: 3, highest: 1 }), final)).toBe(false);
  });
});

describe('a call', () => {
  test('names who is in the groups today, and which have nobody', () => {
    const sparse = aPolicy({ responders: { 'on-call': ['ana', 'bo'], execs: [] } });
    const waves = [{ ...wave }, { ...wave, number: 1 }];
    expect(
      call(anIncident({ waves }), ['on-call', 'execs', 'director'], {
        reason: 'severity',
        policy: sparse,
        at: DECLARED,
      }),
    ).toEqual([
      {
        type: 'paged',
        number: 2,
        reason: 'severity',
        groups: [{ group: 'on-call', people: ['ana', 'bo'] }],
        unfilled: ['execs', 'director'],
      },
    ]);
  });

  test('goes to whoever has the turn, and where the group is reached elsewhere', () => {
    const calling = aPolicy({
      reach: {
        'on-call': { rotations: ['primary'], destinations: [PAGER] },
        director: { rotations: ['primary'], destinations: [] },
        execs: { rotations: [], destinations: [MAIL, MAIL] },
      },
      responders: { 'on-call': ['zoe'] },
      rotations: { primary: aRotation(['ana', 'bo']) },
    });
    const [paged] = call(anIncident(), ['on-call', 'director', 'execs'], {
      reason: 'declared',
      policy: calling,
      at: at('2026-12-01 10:00'),
    });
    expect(paged).toMatchObject({
      groups: [
        { group: 'on-call', people: ['zoe', 'bo'], by: ['PagerDuty'] },
        { group: 'director', people: ['bo'] },
        { group: 'execs', people: [], by: ['e-mail', 'e-mail 2'] },
      ],
      unfilled: [],
    });
  });

  describe('of a group made up of a schedule', () => {
    const listed = (login: string | null) => ({ name: 'Ben Brook', login });
    const sight = (given: object): RosterSight => ({
      ok: true,
      now: [listed('ben')],
      until: null,
      next: [],
      ...given,
    });
    const SILENT: RosterSight = { ok: false, because: 'PagerDuty did not answer.' };
    const NAME = 'schedule PSCHED of PagerDuty';
    const calling = (seen: RosterSight, destinations: readonly Destination[] = []) =>
      aPolicy({
        responders: { 'on-call': ['zoe'] },
        reach: {
          'on-call': {
            rotations: [],
            destinations,
            rosters: [{ kind: 'schedule', id: 'PSCHED' }],
          },
        },
        rosters: { 'schedule PSCHED': seen },
      });

    test.each<[what: string, policy: Policy, expected: object]>([
      ['whoever is on call in it', calling(sight({})), { people: ['zoe', 'ben'] }],
      [
        'the others, where it could not be read; and that stands beside them like a call that failed',
        calling(SILENT),
        { people: ['zoe'], by: [NAME] },
      ],
      ['the others, where nobody is on call', calling(sight({ now: [] })), { by: [NAME] }],
      [
        'the others, where nobody knows who that is',
        calling(sight({ now: [listed(null)] })),
        { by: [NAME] },
      ],
      [
        'the destination alone where there is one: it is a note on the card then',
        calling(SILENT, [MAIL]),
        { people: ['zoe'], by: ['e-mail'] },
      ],
    ])('calls %s', (_, policy, expected) => {
      const [paged] = call(anIncident(), ['on-call'], { reason: 'declared', policy, at: DECLARED });
      expect(paged).toMatchObject({ groups: [{ group: 'on-call', ...expected }], unfilled: [] });
    });

    test('whoever is on it may command', () => {
      expect(isConfigured(calling(sight({})), 'ben')).toBe(true);
      expect(isConfigured(calling(SILENT), 'ben')).toBe(false);
    });
  });

  test('goes elsewhere where the form names a service that has its own people', () => {
    const own = { people: ['cleo'], rotations: [], destinations: [] };
    const calling = aPolicy({ services: { Checkout: { 'on-call': own } } });
    const called = (services: readonly string[]) =>
      call(anIncident({ form: aForm({ services }) }), ['on-call'], {
        reason: 'declared',
        policy: calling,
        at: DECLARED,
      });
    expect(called(['checkout', 'search'])).toMatchObject([
      { groups: [{ group: 'on-call', people: ['cleo'] }] },
    ]);
    expect(called(['search'])).toMatchObject([{ groups: [{ group: 'on-call', people: ['ana'] }] }]);
  });

  test('of no group is none', () => {
    expect(call(anIncident(), [], { reason: 'severity', policy, at: DECLARED })).toEqual([]);
  });
});

const wave = {
  number: 0,
  at: at('10:00'),
  via: 'x',
  reason: 'declared',
  groups: [],
  unfilled: [],
} as const;

test.each([
  ['updates', { type: 'updated', status: 'mitigating', text: 'x', impact: null, next: null }],
  ['notes', { type: 'noted', text: 'x' }],
  ['a reopening', { type: 'reopened', why: null }],
] satisfies [string, EventBody][])('%s have none', (_, body) => {
  expect(following(anIncident(), body)).toEqual([]);
});

test('an answer is wanted since the declaration, the confirmation or the reopening', () => {
  expect(wantedSince(anIncident())).toBe(at('10:00'));
  expect(wantedSince(anIncident({ confirmedAt: at('10:07') }))).toBe(at('10:07'));
  expect(wantedSince(anIncident({ reopenedAt: at('10:30') }))).toBe(at('10:30'));
});
