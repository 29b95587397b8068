import { describe, expect, test } from '@jest/globals';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import { said } from '../../src/surfaces/said.ts';
import { aDeclaration, aPolicy, aRecord, at, aWorld, DECLARED, told } from '../support/builders.ts';

/** What is said about the last of these events. */
function about(...events: readonly IncidentEvent[]) {
  const last = events.at(-1);
  if (!last) throw new Error('Nothing has happened');
  return said(last, aWorld({ record: aRecord([aDeclaration(), ...events]) }));
}
const clock = (name: string, given: { at?: number; via?: string } = {}): IncidentEvent =>
  told(
    { type: 'clock-ran-out', clock: name, since: DECLARED, step: 1, mention: ['ana'] },
    { at: at('10:15:20'), by: null, via: 'clock:1', ...given },
  );
const page = (reason: 'response-overdue' | 'update-overdue' | 'severity', via: string) =>
  told(
    {
      type: 'paged',
      number: 0,
      reason,
      groups: [{ group: 'director', people: ['dan'] }],
      unfilled: [],
    },
    { via },
  );

describe('said aloud', () => {
  test.each<[string, EventBody, readonly object[]]>([
    [
      'what a changed severity changes',
      { type: 'severity-changed', from: 2, to: 1, why: 'all' },
      [
        {
          template: 'severity-changed',
          view: { from: 'SEV 2', to: 'SEV 1', why: 'all', updates: '30m' },
        },
      ],
    ],
    [
      'that no updates are promised any more',
      { type: 'severity-changed', from: 2, to: 3, why: null },
      [{ template: 'severity-changed', view: { updates: null } }],
    ],
    [
      'not a severity that only was chosen',
      { type: 'severity-changed', from: 2, to: 2, why: null },
      [],
    ],
    [
      'a former holder of a role is told',
      { type: 'role-given', role: 'ops', to: 'ana', from: 'bo' },
      [{ template: 'role-released', view: { role: 'Operations Lead', former: 'bo', to: 'ana' } }],
    ],
    ['not a role that nobody held', { type: 'role-given', role: 'ops', to: 'ana', from: null }, []],
    [
      'an update',
      { type: 'updated', status: 'mitigating', text: '', impact: 'a third', next: null },
      [{ template: 'update', view: { status: 'Mitigating', text: null, impact: 'a third' } }],
    ],
    [
      'a call, and that it reaches nobody in some groups',
      {
        type: 'paged',
        number: 0,
        reason: 'declared',
        groups: [{ group: 'on-call', people: ['ana'] }],
        unfilled: ['execs', 'director'],
      },
      [{ template: 'page' }, { template: 'page-nobody', view: { many: true } }],
    ],
    [
      'a call that reaches nobody at all',
      { type: 'paged', number: 0, reason: 'declared', groups: [], unfilled: ['execs'] },
      [{ template: 'page-nobody', view: { unfilled: ['execs'], many: false } }],
    ],
    [
      'a call that came too late to be made',
      { type: 'page-withheld', groups: ['execs'] },
      [{ template: 'page-withheld', view: { groups: ['execs'] } }],
    ],
    [
      'the end',
      { type: 'resolved', text: 'rolled back', from: 'monitoring' },
      [{ template: 'summary', view: { text: 'rolled back', toResolve: '5m', unwatched: false } }],
    ],
    ['a new beginning', { type: 'reopened', why: 'it is back' }, [{ template: 'reopened' }]],
    [
      'an end that was not one',
      { type: 'close-declined', times: 2 },
      [{ template: 'close-declined', view: { by: 'ana', again: true } }],
    ],
    [
      'a refusal',
      { type: 'refused', line: '/sev 9', because: 'No', tryThis: 'Yes' },
      [{ template: 'refused', view: { line: '/sev 9', because: 'No', tryThis: 'Yes' } }],
    ],
    [
      'the commands',
      { type: 'helped' },
      [{ template: 'help', view: { topics: [{ commands: [{ usage: '/help' }] }] } }],
    ],
    [
      'a label that came back',
      { type: 'label-put-back', label: 'SEV 2' },
      [{ template: 'label-put-back', view: { label: 'SEV 2' } }],
    ],
    ['not a note', { type: 'noted', text: 'x' }, []],
    ['not an acknowledgement', { type: 'acknowledged' }, []],
    ['not a status', { type: 'status-changed', from: 'investigating', to: 'monitoring' }, []],
    ['not who joined', { type: 'joined', login: 'zoe' }, []],
  ])('%s', (_, body, parts) => {
    const spoken = about(told(body));
    expect(spoken).toMatchObject(parts);
    expect(spoken).toHaveLength(parts.length);
  });

  test('whom a changed severity called', () => {
    const changed = told({ type: 'severity-changed', from: 2, to: 1, why: null });
    const record = aRecord([
      aDeclaration(),
      page('severity', 'comment:4:0'),
      changed,
      page('severity', changed.via),
    ]);
    expect(said(changed, aWorld({ record }))).toMatchObject([
      { view: { nowCalled: ['director'] } },
    ]);
  });

  test('that one person commands and debugs', () => {
    const ops = told({ type: 'role-given', role: 'ops', to: 'ana', from: null });
    const ic = told({ type: 'role-given', role: 'ic', to: 'ana', from: null });
    expect(about(ops, ic)).toMatchObject([{ template: 'role-warning', view: { login: 'ana' } }]);
    expect(about(told({ type: 'role-given', role: 'comms', to: 'ana', from: null }), ic)).toEqual(
      [],
    );
  });

  test('to a stranger, that commands are not theirs: once', () => {
    const asked = (via: string) =>
      told({ type: 'not-allowed', line: '/sev 1' }, { by: 'zoe', via });
    expect(about(asked('comment:5:0'))).toMatchObject([{ template: 'not-allowed' }]);
    expect(about(asked('comment:5:0'), asked('comment:6:0'))).toEqual([]);
  });
});

describe('a deadline', () => {
  const note = (time: string) => told({ type: 'noted', text: 'x' }, { at: at(time) });
  const update = told({
    type: 'updated',
    status: 'mitigating',
    text: '',
    impact: null,
    next: null,
  });
  test.each([
    ['for an answer is said', page('severity', 'clock:1'), '10:29', { responseDue: '10:30 UTC' }],
    ['not when it has passed', page('severity', 'clock:1'), '10:30', { responseDue: null }],
    ['for the next update is said', update, '11:04', { updateDue: '11:05 UTC' }],
    ['not when it has passed either', update, '2026-11-25 09:00', { updateDue: null }],
  ])('%s', (_, event, newest, view) => {
    const record = aRecord([aDeclaration(), event, note(newest)]);
    expect(said(event, aWorld({ record }))).toMatchObject([{ view }]);
  });
});

describe('a call says why', () => {
  const silence = (name: string) => clock(name, { at: at('10:40') });
  const why = { unanswered: false, noUpdateFor: null, changed: false };
  test.each([
    ['an update is missing', 'update-overdue', { ...why, noUpdateFor: '40m' }],
    ['an answer is missing', 'response-overdue', { ...why, unanswered: true }],
    ['it is worse now', 'severity', { ...why, changed: true }],
  ] as const)('%s', (_, reason, view) => {
    const event = { ...page(reason, 'clock:1'), at: at('10:40') };
    const both = [silence('response-overdue'), silence('update-overdue')];
    expect(about(...both, event)).toMatchObject([{ template: 'page', view }]);
  });
});

describe('a clock', () => {
  test('speaks with the template of its name', () => {
    expect(about(clock('update-overdue'))).toMatchObject([
      { template: 'update-overdue', view: { mention: ['ana'], silent: '15m' } },
    ]);
  });

  test.each([
    ['calls again', [page('response-overdue', 'clock:1')], 'response-overdue'],
    ['has nobody left to call', [], 'response-exhausted'],
    [
      'has nobody left to call, though another clock calls in the same moment',
      [page('update-overdue', 'clock:1')],
      'response-exhausted',
    ],
  ])('of an unanswered page %s', (_, calls, template) => {
    expect(about(...calls, clock('response-overdue'))).toMatchObject([{ template }]);
  });

  test.each([
    ['everybody', aPolicy().responders, { reachable: true, unfilled: [] }],
    ['some', { 'on-call': ['ana'] }, { reachable: true, unfilled: ['eng-manager'] }],
    ['nobody', { execs: [] }, { reachable: false, unfilled: ['on-call', 'eng-manager'] }],
  ])('that could call %s says which groups are empty', (_, responders, view) => {
    const last = clock('response-overdue');
    const snapshot = { policy: aPolicy({ responders }) };
    const world = aWorld({ record: aRecord([aDeclaration(), last]), snapshot });
    expect(said(last, world)).toMatchObject([{ template: 'response-exhausted', view }]);
  });

  test('of an update says by when that was promised', () => {
    expect(about(clock('update-overdue'))).toMatchObject([{ view: { promised: '11:00 UTC' } }]);
  });

  test('of a postmortem says whether it is due or overdue', () => {
    expect(about(clock('postmortem-due', { at: DECLARED - 1 }))).toMatchObject([
      { view: { overdue: false, due: '2026-11-23 10:00 UTC' } },
    ]);
    expect(about(clock('postmortem-due'))).toMatchObject([{ view: { overdue: true } }]);
  });
});
