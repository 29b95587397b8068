import { describe, expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/core/events.ts';
import { plan as planned } from '../../src/core/plan.ts';
import { actions } from '../../src/surfaces/actions.ts';
import {
  aDeclaration,
  aPostmortemIssue,
  aRecord,
  aTrackedIssue,
  aWorld,
  told,
} from '../support/builders.ts';

const asked = (repository: string | null = null): IncidentEvent =>
  told({
    type: 'action-added',
    text: 'An index',
    owner: 'bo',
    due: '2026-12-01',
    repository,
  });
const opened = told(
  { type: 'action-opened', id: '5:0', number: 7, ref: '#7' },
  { via: 'world:action:5:0', by: null },
);
type Given = NonNullable<Parameters<typeof aWorld>[0]>['snapshot'];
const plan = (events: readonly IncidentEvent[], snapshot: Given = {}) =>
  actions.plan(aWorld({ record: aRecord([aDeclaration(), ...events]), snapshot }));

describe('an action item without an issue', () => {
  test('is opened, with its label, which is made where there is none', () => {
    const effects = plan([asked()]);
    expect(effects).toMatchObject([
      { kind: 'create-label', name: 'action item' },
      { kind: 'open-issue', once: 'action:5:0', title: 'An index', labels: ['action item'] },
    ]);
    expect(effects[1]).not.toHaveProperty('in');
    const known = plan([asked()], { repository: { labels: ['action item'] } });
    expect(known.map(({ kind }) => kind)).toEqual(['open-issue']);
  });

  test('of another repository is opened there, in the name of who asked', () => {
    expect(plan([asked('acme/payments')])).toMatchObject([
      { kind: 'create-label', in: 'acme/payments' },
      {
        kind: 'open-issue',
        in: 'acme/payments',
        by: 'ana',
        parts: [{ view: { incidentHome: 'acme/shop' } }],
      },
    ]);
    expect(plan([asked('acme/shop')])[1]).not.toHaveProperty('in');
  });

  test('that was refused is not tried again', () => {
    const refused = told({ type: 'action-refused', id: '5:0', text: 'x', because: 'no' });
    expect(plan([asked(), refused])).toEqual([]);
  });

  test('has a title that GitHub takes', () => {
    const long = told({
      type: 'action-added',
      text: 'x'.repeat(900),
      owner: null,
      due: null,
      repository: null,
    });
    const effect = plan([long])[1];
    expect(effect && 'title' in effect && effect.title.length).toBe(256);
  });
});

describe('an action item with an issue', () => {
  const shown = (given: Parameters<typeof aTrackedIssue>[0], more: Given = {}) =>
    plan([asked(), opened], { items: [aTrackedIssue({ assignees: ['bo'], ...given })], ...more });

  test('comes under the incident, and is its owner’s', () => {
    expect(shown({ parent: null, assignees: [] })).toEqual([
      {
        kind: 'place-action',
        once: 'place-action:5:0:incident',
        parent: 1,
        child: 1007,
        moves: false,
      },
      { kind: 'assign-issue', once: 'assign-action:5:0:bo', issue: 7, login: 'bo' },
    ]);
  });

  test('moves under the postmortem once there is one', () => {
    const postmortem = aPostmortemIssue();
    expect(shown({ parent: 1001 }, { postmortem })).toMatchObject([
      { once: 'place-action:5:0:postmortem', parent: 2, moves: true },
    ]);
    expect(shown({ parent: 1002 }, { postmortem })).toEqual([]);
  });

  test('that people put under another issue stays there', () => {
    expect(shown({ parent: 4711 }, { postmortem: aPostmortemIssue() })).toEqual([]);
  });

  test('that is done is nobody’s to be assigned', () => {
    expect(shown({ parent: 1001, open: false, assignees: [] })).toEqual([]);
  });

  test('is placed and assigned once: who undoes it meant it', () => {
    const done = { at: 1, ref: null, failed: null };
    const ledger = { 'place-action:5:0:incident': done, 'assign-action:5:0:bo': done };
    const world = aWorld({
      record: aRecord([aDeclaration(), asked(), opened], { ledger }),
      snapshot: { items: [aTrackedIssue({ parent: null })] },
    });
    expect(planned([actions], world)).toEqual({ effects: [], recovered: {} });
  });

  test('which the read does not show waits for one that does', () => {
    expect(plan([asked(), opened])).toEqual([]);
  });

  test('that people made is left alone', () => {
    const found = told({
      type: 'action-found',
      id: '#9',
      title: 'Theirs',
      repository: null,
      number: 9,
    });
    expect(plan([found], { items: [aTrackedIssue({ number: 9, parent: null })] })).toEqual([]);
  });
});
