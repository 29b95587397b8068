import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { capital, pageId, utterance, viewOf } from '../../src/core/view.ts';
import { aDeclaration, aForm, anIncident, aRecord, at, aWorld, told } from '../support/builders.ts';

const wave = (number: number, via: string, time = at('10:00')) => ({
  number,
  at: time,
  via,
  reason: 'declared' as const,
  groups: [{ group: 'on-call', people: ['ana'] }],
  unfilled: [],
});

describe('what templates see of an incident', () => {
  test('under way', () => {
    const incident = anIncident({ roles: { ic: 'ana' }, severityGiven: false });
    expect(viewOf(aWorld({ incident }))).toMatchObject({
      number: 1,
      severity: { label: 'SEV 2' },
      severityGiven: false,
      status: 'Investigating',
      resolved: false,
      ticket: false,
      ic: 'ana',
      declared: '10:00 UTC',
      seen: null,
      acknowledged: null,
      responseDue: '10:30 UTC',
      updateDue: '11:00 UTC',
      lasted: null,
      rolesMissing: true,
      postmortem: null,
    });
  });

  test('with the newest of the pull requests that mention it', () => {
    const pulls = [2, 3, 4, 5, 6, 7].map((number) => ({ number, title: `Fix ${number}` }));
    const snapshot = { issue: { pulls } };
    expect(viewOf(aWorld({ snapshot })).pulls).toEqual(pulls.slice(1));
    expect(viewOf(aWorld()).pulls).toEqual([]);
  });

  test('resolved', () => {
    const incident = anIncident({
      status: 'resolved',
      resolvedAt: at('11:05'),
      acknowledgedAt: at('10:02'),
      acknowledgedBy: 'ana',
      postmortem: { number: 2, due: at('2026-11-25 11:05'), closedAt: null },
    });
    expect(viewOf(aWorld({ incident }))).toMatchObject({
      resolved: true,
      acknowledged: '10:02 UTC',
      acknowledgedBy: 'ana',
      resolvedAt: '11:05 UTC',
      lasted: '1h 05m',
      updateDue: null,
      responseDue: null,
      postmortem: { number: 2, due: '2026-11-25 11:05 UTC', closed: false },
    });
  });

  test.each([
    ['two minutes are not late', '10:02', null],
    ['more is said', '10:40', '10:40 UTC'],
  ])('when it was seen: %s', (_, seenAt, seen) => {
    const incident = anIncident({ seenAt: at(seenAt) });
    expect(viewOf(aWorld({ incident })).seen).toBe(seen);
  });

  test.each([
    ['the form’s answer', aForm({ description: 'Cards fail' }), 'All payments fail', 'Cards fail'],
    ['else the issue’s text', null, 'All payments fail', 'All payments fail'],
    ['else its title', null, '  \n', 'Checkout is down'],
  ])('what is broken: %s', (_, form, text, description) => {
    const world = aWorld({ incident: anIncident({ form }), snapshot: { issue: { text } } });
    expect(viewOf(world).description).toBe(description);
  });

  test('a call is said to be on its way until its receipt names the comment', () => {
    const incident = anIncident({ waves: [wave(0, 'hand:declared')] });
    const sent = { 'page:0': { at: 1, ref: 77, failed: null } };
    expect(viewOf(aWorld({ incident })).calls).toMatchObject([{ receipt: null }]);
    const world = aWorld({ incident, record: aRecord(undefined, { ledger: sent }) });
    expect(viewOf(world).calls[0]?.receipt).toBe(
      'https://github.com/acme/shop/issues/1#issuecomment-77',
    );
  });

  test('of a long timeline the last two hundred lines', () => {
    const notes = Array.from({ length: 230 }, (_, index) =>
      told({ type: 'noted', text: `${index}` }),
    );
    const view = viewOf(aWorld({ record: aRecord([aDeclaration(), ...notes]) }));
    expect(view.timeline).toHaveLength(200);
    expect(view.timeline.at(-1)?.text).toBe('ana: 229');
    expect(view.earlier).toBe(31);
  });

  test.each([
    ['assign:zoe', '@zoe could not be assigned: no'],
    ['pin-card', 'This comment could not be pinned: no'],
    ['pin-issue:1795428000000', 'This issue could not be pinned: no'],
    ['unpin-issue', 'This issue could not be unpinned: no'],
    ['sub-issue', 'The postmortem could not be made a sub-issue: no'],
  ])('what GitHub refused of %s', (id, notice) => {
    const ledger = { [id]: { at: 1, ref: null, failed: 'no' } };
    const incident = anIncident({ roles: { ops: 'zoe' } });
    const world = aWorld({ incident, record: aRecord(undefined, { ledger }) });
    expect(viewOf(world).notices).toEqual([notice]);
  });

  test.each<[string, string, Partial<Incident>]>([
    ['an assignment', 'assign:zoe', { roles: { ops: 'bo' } }],
    ['a pin', 'pin-issue:1795428000000', { status: 'resolved' }],
  ])('nothing of %s that is not wanted any more', (_, id, given) => {
    const record = aRecord(undefined, { ledger: { [id]: { at: 1, ref: null, failed: 'no' } } });
    expect(viewOf(aWorld({ incident: anIncident(given), record })).notices).toEqual([]);
  });

  const full =
    'This issue is not pinned: three other issues hold the places which GitHub has for that';
  test.each<[string, Partial<Incident>, { pinned: boolean; others: number }, readonly string[]]>([
    ['is said while it is wanted', {}, { pinned: false, others: 3 }, [full]],
    ['is none where it has one', {}, { pinned: true, others: 3 }, []],
    ['is none where there is room', {}, { pinned: false, others: 2 }, []],
    ['is none of a SEV 3', { severity: 3 }, { pinned: false, others: 3 }, []],
    ['is none after the end', { status: 'resolved' }, { pinned: false, others: 3 }, []],
  ])('the want of a place for the pin %s', (_, given, { pinned, others }, notices) => {
    const repository = { pinned: Array.from({ length: others }, (_, index) => 50 + index) };
    const world = { incident: anIncident(given), snapshot: { issue: { pinned }, repository } };
    expect(viewOf(aWorld(world)).notices).toEqual(notices);
  });

  test('how long it lasted counts from its reopening', () => {
    const incident = anIncident({
      status: 'resolved',
      reopenedAt: at('2026-11-25 09:00'),
      resolvedAt: at('2026-11-25 09:21'),
    });
    expect(viewOf(aWorld({ incident })).lasted).toBe('21m since it was reopened');
  });

  test('what the form left open, and what is in trouble', () => {
    const form = aForm({ missing: ['Severity'] });
    const world = aWorld({ snapshot: { issue: { form } }, troubles: ['GitHub has refused'] });
    expect(viewOf(world).notices).toEqual([
      'The form was left open at: Severity',
      'GitHub has refused',
    ]);
  });
});

test.each([
  ['comment:5:2', 'comment:5'],
  ['hand:A_1', 'hand:A_1'],
  ['clock:1795', 'clock:1795'],
  ['form', 'form'],
])('what %s causes is said as %s', (via, cause) => {
  expect(utterance(via)).toBe(cause);
});

test('calls with one cause share the comment of the first', () => {
  const waves = [
    wave(0, 'hand:declared'),
    wave(1, 'comment:5:0', at('10:05')),
    wave(2, 'comment:5:3', at('10:05')),
    wave(3, 'comment:6:0', at('10:05')),
  ];
  const incident = anIncident({ waves });
  expect(waves.map((call) => pageId(incident, call))).toEqual([
    'page:0',
    'page:1',
    'page:1',
    'page:3',
  ]);
});

test('a word with a capital', () => {
  expect([capital('monitoring'), capital('')]).toEqual(['Monitoring', '']);
});
