import { describe, expect, test } from '@jest/globals';
import { begin } from '../../src/core/begin.ts';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import type { Incident } from '../../src/core/incident.ts';
import { reduce, reduceAll } from '../../src/core/reduce.ts';
import { aDeclaration, aForm, anIncident, at, DECLARED, told } from '../support/builders.ts';

const NOW = at('10:20');

test('an incident begins as its declaration says', () => {
  const form = aForm();
  const incident = begin(aDeclaration({ severity: 1, form, seenAt: at('10:01'), source: 'form' }));
  expect(incident).toMatchObject({
    declaredAt: at('10:00'),
    declaredBy: 'bo',
    seenAt: at('10:01'),
    source: 'form',
    form,
    severity: 1,
    highest: 1,
    status: 'investigating',
    roles: {},
    confirmedAt: at('10:00'),
    commanderMissingSince: at('10:00'),
    postmortem: null,
  });
});

test('in doubt, it waits to be confirmed', () => {
  const doubtful = begin(aDeclaration({ doubt: 'stranger' }));
  expect(doubtful).toMatchObject({ doubt: 'stranger', confirmedAt: null });
  expect(reduce(doubtful, told({ type: 'confirmed' }, { at: NOW }))).toMatchObject({
    doubt: null,
    confirmedAt: NOW,
  });
});

describe('after one event', () => {
  const owed = { number: 2, due: NOW, closedAt: null };
  const cases: readonly [string, Partial<Incident>, EventBody, Partial<Incident>][] = [
    [
      'a worse severity is remembered as the highest',
      { severity: 2, highest: 2, missingLabels: { 'SEV 2': NOW } },
      { type: 'severity-changed', from: 2, to: 1, why: null },
      { severity: 1, highest: 1, severityGiven: true, severitySince: NOW, missingLabels: {} },
    ],
    [
      'a milder severity leaves the highest',
      { severity: 1, highest: 1 },
      { type: 'severity-changed', from: 1, to: 3, why: null },
      { severity: 3, highest: 1 },
    ],
    [
      'monitoring means mitigated',
      {},
      { type: 'status-changed', from: 'investigating', to: 'monitoring' },
      { status: 'monitoring', mitigatedAt: NOW },
    ],
    [
      'walking back means not mitigated',
      { status: 'monitoring', mitigatedAt: at('10:10') },
      { type: 'status-changed', from: 'monitoring', to: 'mitigating' },
      { status: 'mitigating', mitigatedAt: null },
    ],
    [
      'a commander ends the search for one and takes part',
      {},
      { type: 'role-given', role: 'ic', to: 'ana', from: null },
      { roles: { ic: 'ana' }, commanderMissingSince: null, responders: ['ana'], released: [] },
    ],
    [
      'a former holder is released',
      { roles: { ic: 'bo' }, commanderMissingSince: null },
      { type: 'role-given', role: 'ic', to: 'ana', from: 'bo' },
      { roles: { ic: 'ana' }, released: ['bo'] },
    ],
    [
      'a former holder who keeps another role stays',
      { roles: { ic: 'bo', ops: 'bo' } },
      { type: 'role-given', role: 'ic', to: 'ana', from: 'bo' },
      { roles: { ic: 'ana', ops: 'bo' }, released: [] },
    ],
    [
      'whoever was released and gets a role again is no longer released',
      { released: ['ana'] },
      { type: 'role-given', role: 'comms', to: 'ana', from: null },
      { roles: { comms: 'ana' }, released: [] },
    ],
    [
      'a role that is taken away is nobody’s, and of a commander the search begins',
      { roles: { ic: 'ana' }, commanderMissingSince: null },
      { type: 'role-freed', role: 'ic', from: 'ana' },
      { roles: {}, commanderMissingSince: NOW },
    ],
    [
      'another role that is taken away leaves the commander alone',
      { roles: { ic: 'ana', ops: 'bo' }, commanderMissingSince: null },
      { type: 'role-freed', role: 'ops', from: 'bo' },
      { roles: { ic: 'ana' }, commanderMissingSince: null },
    ],
    [
      'who joins takes part, once',
      { responders: ['ana'], released: ['ana'] },
      { type: 'joined', login: 'ana' },
      { responders: ['ana'], released: [] },
    ],
    [
      'an acknowledgement says who and when',
      {},
      { type: 'acknowledged' },
      { acknowledgedAt: NOW, acknowledgedBy: 'ana', responders: ['ana'] },
    ],
    [
      'an update fills the fields that it names and keeps the others',
      { impact: 'everybody', next: 'roll back' },
      { type: 'updated', status: 'mitigating', text: 'x', impact: null, next: 'watch' },
      {
        impact: 'everybody',
        next: 'watch',
        lastUpdateAt: NOW,
        updates: { count: 1, late: 0, missed: 0 },
      },
    ],
    [
      'what was put off is not any longer after an update, not even one of the same second',
      { snoozed: { at: NOW, until: NOW + 1 } },
      { type: 'updated', status: 'mitigating', text: 'x', impact: null, next: null },
      { lastUpdateAt: NOW, snoozed: null },
    ],
    [
      'who is called takes part',
      { responders: ['ana'] },
      {
        type: 'paged',
        number: 0,
        reason: 'declared',
        groups: [{ group: 'on-call', people: ['ana', 'mia'] }],
        unfilled: ['execs'],
      },
      { responders: ['ana', 'mia'] },
    ],
    [
      'the first overdue word about a silence is one missed update',
      { updates: { count: 2, late: 0, missed: 0 } },
      { type: 'clock-ran-out', clock: 'update-overdue', since: DECLARED, step: 1, mention: [] },
      {
        updates: { count: 2, late: 0, missed: 1 },
        spoken: { 'update-overdue': { since: DECLARED, step: 1, at: NOW } },
      },
    ],
    [
      'the second word about the same silence is not another',
      {
        updates: { count: 2, late: 0, missed: 1 },
        spoken: { 'update-overdue': { since: DECLARED, step: 1, at: 6 } },
      },
      { type: 'clock-ran-out', clock: 'update-overdue', since: DECLARED, step: 2, mention: [] },
      {
        updates: { count: 2, late: 0, missed: 1 },
        spoken: { 'update-overdue': { since: DECLARED, step: 2, at: NOW } },
      },
    ],
    [
      'nor is one about a silence that an update had ended, seen only later',
      { updates: { count: 1, late: 0, missed: 0 }, lastUpdateAt: DECLARED + 1 },
      { type: 'clock-ran-out', clock: 'update-overdue', since: DECLARED, step: 1, mention: [] },
      { updates: { count: 1, late: 0, missed: 0 } },
    ],
    [
      'an update after its clock ran out is late',
      {
        updates: { count: 1, late: 0, missed: 1 },
        spoken: { 'update-overdue': { since: DECLARED, step: 1, at: 6 } },
      },
      { type: 'updated', status: 'mitigating', text: 'x', impact: null, next: null },
      { updates: { count: 2, late: 1, missed: 1 } },
    ],
    [
      'the next one after it is not',
      {
        updates: { count: 2, late: 1, missed: 1 },
        lastUpdateAt: DECLARED + 7,
        spoken: { 'update-overdue': { since: DECLARED, step: 1, at: 6 } },
      },
      { type: 'updated', status: 'mitigating', text: 'x', impact: null, next: null },
      { updates: { count: 3, late: 1, missed: 1 } },
    ],
    [
      'resolved from anywhere is mitigated too',
      { missingLabels: { 'SEV 2': 1 } },
      { type: 'resolved', text: null, from: 'investigating' },
      {
        status: 'resolved',
        mitigatedAt: NOW,
        resolvedAt: NOW,
        resolvedBy: 'ana',
        missingLabels: {},
      },
    ],
    [
      'resolved as a false alarm, nobody’s wish for a postmortem stands',
      { duty: { owed: true } },
      { type: 'resolved', text: null, from: 'monitoring', outcome: 'false-alarm' },
      { status: 'resolved', outcome: 'false-alarm', duty: null },
    ],
    [
      'what turned out to be none is open again like any other',
      { status: 'resolved', outcome: 'false-alarm' },
      { type: 'reopened', why: null },
      { outcome: null },
    ],
    [
      'resolved after monitoring was mitigated then',
      { status: 'monitoring', mitigatedAt: at('10:10') },
      { type: 'resolved', text: null, from: 'monitoring' },
      { status: 'resolved', mitigatedAt: at('10:10') },
    ],
    [
      'reopened means that all begins again, but for who holds which role',
      {
        status: 'resolved',
        resolvedAt: 1,
        resolvedBy: 'bo',
        roles: { ic: 'ana' },
        closeDeclined: 2,
      },
      { type: 'reopened', why: null },
      {
        status: 'investigating',
        mitigatedAt: null,
        resolvedAt: null,
        resolvedBy: null,
        reopenedAt: NOW,
        lastUpdateAt: null,
        closeDeclined: 0,
        roles: { ic: 'ana' },
        commanderMissingSince: null,
      },
    ],
    [
      'reopened without a commander looks for one',
      { status: 'resolved', commanderMissingSince: 1 },
      { type: 'reopened', why: null },
      { commanderMissingSince: NOW },
    ],
    [
      'reopened wants an answer anew',
      { status: 'resolved', acknowledgedAt: 1, acknowledgedBy: 'bo' },
      { type: 'reopened', why: null },
      { acknowledgedAt: null, acknowledgedBy: null },
    ],
    [
      'an answer that is wanted again is not there yet',
      { acknowledgedAt: 1, acknowledgedBy: 'bo' },
      { type: 'answer-wanted' },
      { acknowledgedAt: null, acknowledgedBy: null },
    ],
    [
      'another severity leaves the other labels that are missing',
      { missingLabels: { incident: 1, 'SEV 2': 2, 'status: investigating': 3 } },
      { type: 'severity-changed', from: 2, to: 1, why: null },
      { missingLabels: { incident: 1, 'status: investigating': 3 } },
    ],
    [
      'a status label is known as one, whatever it is called',
      {},
      { type: 'label-removed', label: 'fixing', of: 'status' },
      { missingLabels: { fixing: NOW }, statusLabels: ['fixing'] },
    ],
    [
      'another status takes the place of one with a name of its own',
      { missingLabels: { fixing: 1, 'SEV 2': 2 }, statusLabels: ['fixing'] },
      { type: 'status-changed', from: 'investigating', to: 'mitigating' },
      { missingLabels: { 'SEV 2': 2 } },
    ],
    [
      'another status leaves the other labels that are missing',
      { missingLabels: { incident: 1, 'SEV 2': 2, 'status: investigating': 3 } },
      { type: 'status-changed', from: 'investigating', to: 'mitigating' },
      { missingLabels: { incident: 1, 'SEV 2': 2 } },
    ],
    [
      'what was taken off twice stays off beyond the end',
      {
        missingLabels: { incident: 1, 'SEV 2': 2, 'status: investigating': 3 },
        labelsPutBack: ['SEV 2', 'status: investigating'],
      },
      { type: 'resolved', text: null, from: 'investigating' },
      { missingLabels: { 'SEV 2': 2 } },
    ],
    [
      'a label that was put back is put back once',
      { missingLabels: { 'SEV 2': 1 }, labelsPutBack: ['incident'] },
      { type: 'label-put-back', label: 'SEV 2' },
      { missingLabels: {}, labelsPutBack: ['incident', 'SEV 2'] },
    ],
    [
      'its issue is gone',
      { postmortem: owed },
      { type: 'postmortem-lost', number: 2 },
      { postmortem: { ...owed, lost: true } },
    ],
    [
      'a record that was read again begins its clocks anew, and misses no label that we put back',
      { missingLabels: { 'SEV 2': 1 } },
      { type: 'rebuilt', calls: 3 },
      { rebuiltAt: NOW, earlierCalls: 3, missingLabels: {} },
    ],
    ['declined closes are counted', {}, { type: 'close-declined', times: 2 }, { closeDeclined: 2 }],
    [
      'a postmortem is owed before it has an issue',
      {},
      { type: 'postmortem-owed', due: 9 },
      { postmortem: { number: null, due: 9, closedAt: null } },
    ],
    [
      'resolved again: the same postmortem, a new date',
      { postmortem: owed },
      { type: 'postmortem-owed', due: 9 },
      { postmortem: { number: 2, due: 9, closedAt: null } },
    ],
    [
      'resolved again with the postmortem written: it stays written',
      { postmortem: { ...owed, closedAt: 8 } },
      { type: 'postmortem-owed', due: 9 },
      { postmortem: { number: 2, due: 9, closedAt: 8 } },
    ],
    [
      'its issue has a number',
      { postmortem: { ...owed, number: null } },
      { type: 'postmortem-opened', number: 7 },
      { postmortem: { ...owed, number: 7 } },
    ],
    [
      'its issue is closed',
      { postmortem: owed },
      { type: 'postmortem-closed' },
      { postmortem: { ...owed, closedAt: NOW } },
    ],
    [
      'its issue is open again',
      { postmortem: { ...owed, closedAt: 1 } },
      { type: 'postmortem-reopened' },
      { postmortem: owed },
    ],
    ['nobody’s postmortem closes', {}, { type: 'postmortem-closed' }, { postmortem: null }],
    [
      'a label that is taken off is missed',
      {},
      { type: 'label-removed', label: 'SEV 2' },
      { missingLabels: { 'SEV 2': NOW } },
    ],
    [
      'a label that comes back is not',
      { missingLabels: { 'SEV 2': 1, 'status: investigating': 2 } },
      { type: 'label-returned', label: 'SEV 2' },
      { missingLabels: { 'status: investigating': 2 } },
    ],
    [
      'nor is one that we put back',
      { missingLabels: { 'SEV 2': 1 } },
      { type: 'label-put-back', label: 'SEV 2' },
      { missingLabels: {} },
    ],
  ];
  test.each(cases)('%s', (_, before, body, expected) => {
    const incident = reduce(anIncident(before), told(body, { at: NOW }));
    expect(incident).toMatchObject(expected);
  });

  const silent: readonly EventBody[] = [
    { type: 'noted', text: 'x' },
    { type: 'helped' },
    { type: 'timeline-asked' },
    { type: 'handed-over', role: 'ic', to: 'bo' },
    { type: 'page-withheld', groups: ['execs'] },
    { type: 'refused', line: '/sev 9', because: 'x', tryThis: 'y' },
    { type: 'not-allowed', line: '/sev 1' },
    { type: 'card-restored' },
  ];
  test.each(silent.map((body) => [body.type, body] as const))('%s changes nothing', (_, body) => {
    expect(reduce(anIncident(), told(body))).toEqual(anIncident());
  });

  test('rebuilt begins the clocks anew and goes on counting calls', () => {
    const rebuilt = reduce(anIncident(), told({ type: 'rebuilt', calls: 3 }));
    expect(rebuilt).toEqual({
      ...anIncident(),
      rebuiltAt: at('10:05'),
      earlierCalls: 3,
      unlabelled: null,
    });
  });

  test('of a type that only a later version knows, nothing is changed', () => {
    const event: IncidentEvent = JSON.parse('{"type":"mailed","at":1,"by":null,"via":"x"}');
    expect(reduce(anIncident(), event)).toEqual(anIncident());
  });
});

describe('the order of events', () => {
  const hand = (to: number, time: string): IncidentEvent =>
    told({ type: 'severity-changed', from: 2, to, why: null }, { at: at(time), via: 'hand:x' });

  test('is that of GitHub’s times, not that in which they were seen', () => {
    const events = [aDeclaration(), hand(3, '10:09'), hand(1, '10:08')];
    expect(reduceAll(null, events)).toMatchObject({ severity: 3, highest: 1 });
  });

  test('within a second: the declaration, then comments, then hands', () => {
    const comment = told(
      { type: 'severity-changed', from: 2, to: 4, why: null },
      { at: at('10:00'), via: 'comment:9:0' },
    );
    const events = [hand(1, '10:00'), comment, aDeclaration({ via: 'form' })];
    expect(reduceAll(null, events)).toMatchObject({ severity: 1 });
  });

  test('begins with a declaration: without one there is no incident', () => {
    expect(reduceAll(null, [hand(1, '10:08')])).toBeNull();
  });

  test('goes on from where older events have left', () => {
    const base = anIncident({ severity: 1, highest: 1 });
    expect(reduceAll(base, [hand(3, '10:09')])).toMatchObject({ severity: 3, highest: 1 });
  });
});
