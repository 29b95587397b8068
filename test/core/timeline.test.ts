import { expect, test } from '@jest/globals';
import type { EventBody } from '../../src/core/events.ts';
import { moment, timelineOf } from '../../src/core/timeline.ts';
import { aDeclaration, aPolicy, at, DECLARED, told } from '../support/builders.ts';

const group = { group: 'on-call', people: ['ana', 'mia'] };

test.each<[EventBody, string | null]>([
  [{ type: 'confirmed' }, 'ana confirmed the incident'],
  [{ type: 'severity-changed', from: 2, to: 1, why: null }, 'ana changed SEV 2 to SEV 1'],
  [{ type: 'severity-changed', from: 2, to: 1, why: 'all' }, 'ana changed SEV 2 to SEV 1: all'],
  [{ type: 'severity-changed', from: 2, to: 2, why: null }, 'ana set SEV 2'],
  [
    { type: 'status-changed', from: 'investigating', to: 'mitigating' },
    'ana set the status to mitigating',
  ],
  [{ type: 'role-given', role: 'ic', to: 'ana', from: null }, 'ana became Incident Commander'],
  [{ type: 'role-given', role: 'ops', to: 'bo', from: null }, 'ana made bo Operations Lead'],
  [{ type: 'role-freed', role: 'comms', from: 'bo' }, 'ana released bo as Communications Lead'],
  [{ type: 'joined', login: 'bo' }, 'bo joined'],
  [{ type: 'acknowledged' }, 'ana acknowledged'],
  [
    { type: 'updated', status: 'mitigating', text: 'rolling back', impact: null, next: 'watch' },
    'ana posted an update: rolling back · watch',
  ],
  [{ type: 'noted', text: 'deploy 4812' }, 'ana: deploy 4812'],
  [
    { type: 'paged', number: 0, reason: 'declared', groups: [group], unfilled: [] },
    'Called on-call (ana, mia)',
  ],
  [
    { type: 'paged', number: 0, reason: 'declared', groups: [], unfilled: ['execs'] },
    'Called nobody: nobody is configured for execs',
  ],
  [
    { type: 'paged', number: 0, reason: 'asked', groups: [group], unfilled: [], message: 'come' },
    'ana called on-call (ana, mia): come',
  ],
  [
    {
      type: 'paged',
      number: 0,
      reason: 'asked',
      groups: [{ group: '@zoe', people: ['zoe'] }],
      unfilled: [],
      message: null,
    },
    'ana called by name (zoe)',
  ],
  [{ type: 'escalated', since: 0, step: 1 }, null],
  [
    { type: 'paged', number: 0, reason: 'escalated', groups: [group], unfilled: [] },
    'ana called on-call (ana, mia)',
  ],
  [{ type: 'page-withheld', groups: ['execs'] }, 'Not called, because it was seen late: execs'],
  [
    { type: 'clock-ran-out', clock: 'update-overdue', since: 0, step: 1, mention: ['ana', 'bo'] },
    'Asked ana, bo for the overdue update',
  ],
  [
    { type: 'clock-ran-out', clock: 'commander-missing', since: 0, step: 1, mention: [] },
    'Asked everybody who commands',
  ],
  [
    { type: 'clock-ran-out', clock: 'later-one', since: 0, step: 1, mention: [] },
    'Clock: later-one',
  ],
  [
    { type: 'resolved', text: 'rolled back', from: 'monitoring' },
    'ana resolved the incident: rolled back',
  ],
  [{ type: 'reopened', why: null }, 'ana reopened the incident'],
  [
    { type: 'close-declined', times: 1 },
    'ana closed the issue without the right to resolve the incident',
  ],
  [
    { type: 'postmortem-owed', due: at('2026-11-25 10:40') },
    'A postmortem is owed by 2026-11-25 10:40 UTC',
  ],
  [{ type: 'postmortem-opened', number: 2 }, 'Postmortem opened as #2'],
  [{ type: 'postmortem-closed' }, 'Postmortem closed'],
  [{ type: 'postmortem-reopened' }, 'Postmortem reopened'],
  [
    { type: 'postmortem-lost', number: 2 },
    'Postmortem #2 was deleted or transferred; nobody is reminded of it any more',
  ],
  [{ type: 'answer-wanted' }, null],
  [{ type: 'label-removed', label: 'SEV 2' }, 'ana took off the label SEV 2'],
  [{ type: 'label-put-back', label: 'SEV 2' }, 'Put back the label SEV 2'],
  [{ type: 'label-returned', label: 'SEV 2' }, 'ana put the label SEV 2 on again'],
  [
    { type: 'label-lost', label: 'SEV 2' },
    'The repository lost the label SEV 2: it was deleted or renamed there',
  ],
  [{ type: 'close-declined', times: 1, bot: true }, 'ana closed the issue as a bot'],
  [
    { type: 'hand-declined', act: 'reopened', about: null, bot: false, again: true },
    'ana reopened the issue without the right; left as it is',
  ],
  [
    { type: 'hand-declined', act: 'unassigned', about: 'bo', bot: true, again: false },
    'ana took bo off the assignees as a bot; undone',
  ],
  [
    {
      type: 'resolved',
      text: null,
      from: 'monitoring',
      outcome: 'false-alarm',
      unlabelledBy: 'bo',
    },
    'Ended as a false alarm: bo left the label incident off',
  ],
  [{ type: 'snoozed', until: at('11:30') }, 'ana put the next update off to 2026-11-23 11:30 UTC'],
  [{ type: 'postmortem-asked' }, 'ana asked for a postmortem'],
  [{ type: 'postmortem-waived', why: 'known' }, 'ana waived the postmortem: known'],
  [
    { type: 'resolved', text: 'the probe', from: 'monitoring', outcome: 'false-alarm' },
    'ana closed the incident as a false alarm: the probe',
  ],
  [{ type: 'helped' }, null],
  [{ type: 'timeline-asked' }, null],
  [{ type: 'handed-over', role: 'ic', to: 'bo' }, null],
  [{ type: 'card-restored' }, 'ana edited this card; its record was restored'],
  [{ type: 'rebuilt', calls: 0 }, 'The card was lost; this record was read again from the issue'],
  [{ type: 'refused', line: '/sev 9', because: 'x', tryThis: 'y' }, null],
  [{ type: 'not-allowed', line: '/sev 1' }, null],
])('%j reads: %s', (body, text) => {
  const entries = timelineOf([told(body)], aPolicy(), DECLARED);
  expect(entries).toEqual(text ? [{ at: at('10:05'), time: '10:05', text }] : []);
});

test.each([
  [aDeclaration({ severity: 1 }), 'bo declared SEV 1'],
  [aDeclaration({ given: false }), 'bo declared SEV 2 (no severity was given)'],
  [aDeclaration({ by: null }), 'Tocsin declared SEV 2'],
])('a declaration %#', (event, text) => {
  expect(timelineOf([event], aPolicy(), DECLARED)).toMatchObject([{ text }]);
});

test('the date stands in front where it is another day', () => {
  expect(moment(at('23:59'), DECLARED)).toBe('23:59 UTC');
  expect(moment(at('2026-11-24 00:01'), DECLARED)).toBe('2026-11-24 00:01 UTC');
});

test('what is told of an earlier time stands there, with the day where it is another', () => {
  const events = [
    aDeclaration(),
    told({ type: 'acknowledged' }, { at: at('10:02') }),
    told({ type: 'noted', text: 'deploy', happened: at('2026-11-22 23:50') }),
    told({ type: 'noted', text: 'first errors', happened: at('10:01') }, { at: at('10:06') }),
    told({ type: 'dated', what: 'started', moment: at('09:40') }, { at: at('10:07') }),
  ];
  const lines = timelineOf(events, aPolicy(), DECLARED).map(({ time, text }) => `${time} ${text}`);
  expect(lines).toEqual([
    '2026-11-22 23:50 ana: deploy (added 10:05)',
    '09:40 The impact began (ana, 10:07)',
    '10:00 bo declared SEV 2',
    '10:01 ana: first errors (added 10:06)',
    '10:02 ana acknowledged',
  ]);
});

test('of a time that was corrected twice the last word stands, whenever it was seen', () => {
  const events = [
    told({ type: 'dated', what: 'started', moment: at('09:50') }, { at: at('10:07') }),
    told({ type: 'dated', what: 'started', moment: at('09:40') }, { at: at('10:05') }),
    told({ type: 'dated', what: 'detected', moment: at('09:55') }, { at: at('10:04') }),
  ];
  expect(timelineOf(events, aPolicy(), DECLARED)).toMatchObject([
    { time: '09:50', text: 'The impact began (ana, 10:07)' },
    { time: '09:55', text: 'It was detected (ana, 10:04)' },
  ]);
});
