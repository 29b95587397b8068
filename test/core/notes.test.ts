import { expect, test } from '@jest/globals';
import { asEdited, notesFrom } from '../../src/core/notes.ts';
import { timelineOf } from '../../src/core/timeline.ts';
import { aPolicy, at, DECLARED, told } from '../support/builders.ts';

const note = (line: number, text: string) =>
  ({ type: 'noted', at: at('10:05'), by: 'ana', via: `comment:5:${line}`, text }) as const;
const edit = (line: number, text: string, time: string, by = 'ana') =>
  told(
    { type: 'note-edited', note: `comment:5:${line}`, text },
    { at: at(time), by, via: 'edit:5' },
  );

test('a note reads as its last edit left it, whenever that was seen', () => {
  const events = [note(0, 'disc'), edit(0, 'disk!', '10:09', 'mia'), edit(0, 'disk', '10:07')];
  expect(asEdited(note(0, 'disc'), events)).toEqual({
    event: note(0, 'disk!'),
    editedBy: 'mia',
  });
  expect(asEdited(note(1, 'other'), events)).toEqual({ event: note(1, 'other'), editedBy: null });
});

test('an edit may give a note another time, or take it', () => {
  const before = { ...note(0, 'deploy'), happened: at('09:40') };
  expect(asEdited(before, [edit(0, 'deploy', '10:07')]).event).toEqual(note(0, 'deploy'));
});

test('the notes of a comment are those of its lines', () => {
  const other = { ...note(0, 'other'), via: 'comment:55:0' };
  expect(notesFrom(5, [note(0, 'a'), other, note(2, 'b'), edit(2, 'c', '10:09')])).toEqual([
    note(0, 'a'),
    note(2, 'c'),
  ]);
});

test.each([
  ['ana', 'ana: disk (edited)'],
  ['mia', 'ana: disk (edited by mia)'],
])('the timeline says that %s edited it', (by, text) => {
  const events = [note(0, 'disc'), edit(0, 'disk', '10:09', by)];
  expect(timelineOf(events, aPolicy(), DECLARED)).toEqual([
    { at: at('10:05'), time: '10:05', text },
  ]);
});
