import { describe, expect, test } from '@jest/globals';
import { holdersOf, type Incident, isLive, isRunning } from '../../src/core/incident.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { ownerOf } from '../../src/core/postmortem.ts';
import { statusLabel, statusLabels, statusOfLabel } from '../../src/core/status-label.ts';
import { anIncident } from '../support/builders.ts';

const owed = { number: 2, due: 9, closedAt: null };

test.each<[string, Partial<Incident>, { running: boolean; live: boolean }]>([
  ['under way', {}, { running: true, live: true }],
  ['unconfirmed', { doubt: 'stranger' }, { running: false, live: true }],
  ['resolved', { status: 'resolved' }, { running: false, live: false }],
  ['owing a postmortem', { status: 'resolved', postmortem: owed }, { running: false, live: true }],
  [
    'with its postmortem written',
    { status: 'resolved', postmortem: { ...owed, closedAt: 8 } },
    { running: false, live: false },
  ],
  [
    'whose postmortem was waived',
    { status: 'resolved', postmortem: owed, duty: { owed: false, why: 'x' } },
    { running: false, live: false },
  ],
  [
    'that turned out to be none',
    { status: 'resolved', postmortem: owed, outcome: 'false-alarm' },
    { running: false, live: false },
  ],
  [
    'that was a drill',
    { status: 'resolved', postmortem: owed, drill: true },
    { running: false, live: false },
  ],
  [
    'that was a drill whose postmortem was asked for',
    { status: 'resolved', postmortem: owed, drill: true, duty: { owed: true } },
    { running: false, live: true },
  ],
  [
    'whose postmortem was deleted',
    { status: 'resolved', postmortem: { ...owed, lost: true } },
    { running: false, live: false },
  ],
])('an incident %s', (_, given, expected) => {
  const incident = anIncident(given);
  expect({ running: isRunning(incident), live: isLive(incident) }).toEqual(expected);
});

test('whoever holds two roles is one holder', () => {
  expect(holdersOf(anIncident({ roles: { ic: 'ana', ops: 'ana', comms: 'bo' } }))).toEqual([
    'ana',
    'bo',
  ]);
});

describe('the postmortem is owed by', () => {
  test.each<[string, Partial<Incident>, string | null]>([
    ['the commander', { roles: { ic: 'ana', ops: 'bo' }, resolvedBy: 'mia' }, 'ana'],
    ['else the operations lead', { roles: { ops: 'bo' }, resolvedBy: 'mia' }, 'bo'],
    ['else whoever resolved it', { roles: { comms: 'eve' }, resolvedBy: 'mia' }, 'mia'],
    ['else nobody yet', {}, null],
  ])('%s', (_, given, owner) => {
    expect(ownerOf(anIncident(given))).toBe(owner);
  });
});

describe('the label of a status', () => {
  test('names it', () => {
    expect(statusLabel(DEFAULT_POLICY, 'mitigating')).toBe('status: mitigating');
    expect(statusLabels(DEFAULT_POLICY).map(({ name }) => name)).toContain(
      statusLabel(DEFAULT_POLICY, 'resolved'),
    );
  });

  test.each([
    ['status: monitoring', 'monitoring'],
    ['status: resolved', null],
    ['monitoring', null],
    ['status: done', null],
  ])('%s steers to %s', (label, status) => {
    expect(statusOfLabel(DEFAULT_POLICY, label)).toBe(status);
  });
});
