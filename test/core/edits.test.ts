import { describe, expect, test } from '@jest/globals';
import { gistOf, readEdit } from '../../src/commands/edited.ts';
import { readComment } from '../../src/commands/read.ts';
import { decide, type Rules } from '../../src/core/decide.ts';
import { isFreshEdit } from '../../src/core/edits.ts';
import type { IncidentRecord } from '../../src/core/record.ts';
import type { Comment } from '../../src/core/snapshot.ts';
import { readAct } from '../../src/hands/index.ts';
import {
  aBot,
  aComment,
  aDeclaration,
  aPerson,
  aRecord,
  aSnapshot,
  at,
  told,
} from '../support/builders.ts';

const rules: Rules = {
  comment: readComment,
  gist: gistOf,
  edit: readEdit,
  act: readAct,
  timers: [],
};

function pass(record: IncidentRecord, ...comments: readonly Comment[]): IncidentRecord {
  const rights = { ana: true, bo: true };
  const snapshot = aSnapshot({ comments, rights });
  const input = { snapshot, record, letters: [], now: at('11:00'), editedBy: null };
  const decision = decide(rules, input);
  if (!decision.incident) throw new Error(decision.because);
  return decision.record;
}

/** A SEV 3 that somebody is on: who says something answers nothing. */
const start = aRecord([
  aDeclaration({ severity: 3 }),
  told({ type: 'acknowledged' }, { at: at('10:01') }),
]);
const said = (text: string, given: Partial<Comment> = {}) => aComment(text, { id: 5, ...given });
const changed = (text: string, time: string, by = 'ana') =>
  said(text, { editedAt: at(time), editor: aPerson(by) });
const added = (before: IncidentRecord, after: IncidentRecord) =>
  after.events.slice(before.events.length).map(({ type, at, by, via }) => ({ type, at, by, via }));

describe('a comment that is edited after it was looked at', () => {
  const first = pass(start, said('/sev 2 for carts'));

  test('runs nothing a second time, and says nothing where nothing is added', () => {
    const again = pass(first, changed('/sev 2 for all carts', '10:10'));
    expect(added(first, again)).toEqual([]);
    expect(again.edits).toEqual({ 5: at('10:10') });
  });

  test('gets one word about what it adds, and never another', () => {
    const once = pass(first, changed('/sev 1', '10:10'));
    expect(added(first, once)).toEqual([
      { type: 'edit-ignored', at: at('10:10'), by: 'ana', via: 'edit:5' },
    ]);
    expect(added(once, pass(once, changed('/sev 1', '10:10')))).toEqual([]);
    expect(added(once, pass(once, changed('/resolve', '10:20')))).toEqual([]);
  });

  test('of plain talk gets it too', () => {
    const talk = pass(start, said('On it.'));
    expect(added(talk, pass(talk, changed('/sev 1', '10:10')))).toMatchObject([
      { type: 'edit-ignored' },
    ]);
  });

  test('by somebody who may not command gets none', () => {
    const sam = { author: aPerson('sam') };
    const talk = pass(start, said('Hi', sam));
    const after = pass(
      talk,
      said('/sev 1', { ...sam, editedAt: at('10:10'), editor: aPerson('sam') }),
    );
    expect(added(talk, after)).toEqual([]);
  });

  test('gets none where a record of before does not know what stood there', () => {
    const { commands: _unknown, ...old } = first;
    expect(added(first, pass(old, changed('/sev 1', '10:10')))).toEqual([]);
  });

  test('shows its note with the new words, by whoever wrote them', () => {
    const note = pass(start, said('/note disc'));
    expect(added(note, pass(note, changed('/note disk', '10:10', 'bo')))).toEqual([
      { type: 'note-edited', at: at('10:10'), by: 'bo', via: 'edit:5' },
    ]);
  });

  test('in a read that lags behind is as it was', () => {
    const note = pass(pass(start, said('/note a')), changed('/note b', '10:20'));
    expect(added(note, pass(note, changed('/note c', '10:10')))).toEqual([]);
    expect(added(note, pass(note, said('/note a')))).toEqual([]);
  });
});

describe('a comment that was edited before it was looked at', () => {
  test('runs as it stands, where its author edited it', () => {
    const record = pass(start, changed('/sev 2', '10:06'));
    expect(added(start, record)).toMatchObject([{ type: 'severity-changed' }, { type: 'paged' }]);
    expect(added(record, pass(record, changed('/sev 2', '10:06')))).toEqual([]);
  });

  test('runs nothing, where somebody else did', () => {
    const record = pass(start, changed('/sev 2\n/ack', '10:06', 'bo'));
    expect(record.events.slice(start.events.length)).toMatchObject([
      {
        type: 'refused',
        line: '/sev 2',
        because: 'bo changed this comment before it was read',
        tryThis: expect.stringContaining('`/sev 2` in a new comment'),
      },
    ]);
    expect(record.comments).toEqual({ 5: 'refused' });
  });

  test('and is nothing, where nothing in it is a command', () => {
    expect(pass(start, changed('Hello', '10:06', 'bo')).comments).toEqual({ 5: 'nothing' });
  });
});

test('what is remembered is of the newest hundred comments', () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    said('/ack', { id: 9_999_999_900 + index }),
  );
  const { commands = {}, comments } = pass(start, ...many);
  expect(Object.keys(comments)).toHaveLength(120);
  expect(Object.keys(commands)).toHaveLength(100);
  expect(Object.keys(commands)).toContain('10000000019');
  expect(Object.keys(commands)).not.toContain('9999999919');
});

test.each([
  ['not looked at yet', {}, {}, changed('x', '10:10'), false],
  ['never changed', { 5: 'nothing' }, {}, said('x'), false],
  ['changed', { 5: 'nothing' }, {}, changed('x', '10:10'), true],
  ['changed, and seen so', { 5: 'nothing' }, { 5: at('10:10') }, changed('x', '10:10'), false],
  ['changed again', { 5: 'nothing' }, { 5: at('10:10') }, changed('x', '10:11'), true],
  ['a bot’s', { 5: 'nothing' }, {}, { ...changed('x', '10:10'), author: aBot('b[bot]') }, false],
] as const)('a comment %s', (_, comments, edits, comment, fresh) => {
  expect(isFreshEdit(comment, { comments, edits })).toBe(fresh);
});
