import { describe, expect, test } from '@jest/globals';
import { gistOf, readEdit } from '../../src/commands/edited.ts';
import type { EventOf } from '../../src/core/events.ts';
import { aComment, aContext, at } from '../support/builders.ts';

const later = { at: at('14:40') };
const noted = (line: number, text: string, happened?: number): EventOf<'noted'> => ({
  type: 'noted',
  at: at('14:40'),
  by: 'ana',
  via: `comment:5:${line}`,
  text,
  ...(happened === undefined ? {} : { happened }),
});
const edited = (before: string, after: string, notes: readonly EventOf<'noted'>[] = []) =>
  readEdit(
    aComment(after, later),
    { notes, gist: gistOf(aComment(before, later)) },
    aContext(later),
  );

describe('what is remembered of a comment', () => {
  test.each([
    ['On it.', ''],
    ['/var/log is full', ''],
    ['/mitigatng', ''],
  ])('is nothing of %j', (text, gist) => expect(gistOf(aComment(text))).toBe(gist));

  test('is three characters for each command', () => {
    expect(gistOf(aComment('/sev 1\ntalk\n/ic @bo\n/note x'))).toMatch(/^[a-z\d]{9}$/);
  });
});

describe('an edit adds a command:', () => {
  test.each([
    ['where there was none', 'On it.', 'On it.\n/sev 1', '/sev 1'],
    ['another one', '/ack', '/ack\n/resolve', '/resolve'],
    ['the same once more', '/sev 1', '/sev 1\n/sev 1', '/sev 1'],
    ['with another argument', '/sev 2', '/sev 1', '/sev 1'],
    ['with another name', '/ic @ana', '/ic @bo', '/ic @bo'],
    ['in place of a slip', '/mitigatng', '/mitigating', '/mitigating'],
    ['in place of what was refused', '/sev high', '/sev 1', '/sev 1'],
    ['a note', '/note a', '/note a\n/note b', '/note b'],
    ['a note in place of an empty one', '/note', '/note a', '/note a'],
    ['a time', '/started 09:00', '/started 09:30', '/started 09:30'],
  ])('%s', (_, before, after, added) => {
    expect(edited(before, after).added).toBe(added);
  });

  test.each([
    ['one is taken away', '/ack\n/sev 1', '/sev 1'],
    ['all are', '/sev 1', 'never mind'],
    ['they change places', '/ack\n/sev 1', '/sev 1\n/ack'],
    ['what stands around them changes', 'Hi\n/sev 1', 'Hello there\n\n/sev 1\nbye'],
    ['a reason is written better', '/sev 1 for alll', '/sev 1 for all of them'],
    [
      'an update is written better',
      '/update mitigating rolling bak',
      '/update mitigating rolling back',
    ],
    ['what was refused still stands there', '/sev high\n/note', 'Hi\n/sev high\n/note'],
    ['it is only talk', 'a', '/var/log b'],
    ['a note says something else', '/note a', '/note b'],
    ['a note gets a time', '/note a', '/at 14:05 a'],
  ])('none, where %s', (_, before, after) => {
    expect(edited(before, after).added).toBeNull();
  });

  test('nobody knows, where it is not known what stood there', () => {
    expect(readEdit(aComment('/sev 1'), { notes: [], gist: null }, aContext()).added).toBeNull();
  });
});

describe('notes after an edit:', () => {
  test.each([
    ['as it was', '/note a', [noted(0, 'a')], []],
    ['other words', '/note b', [noted(0, 'a')], [['comment:5:0', 'b']]],
    ['moved down', 'Hi\n/note b', [noted(0, 'a')], [['comment:5:0', 'b']]],
    [
      'the second of two',
      '/note a\n/note c',
      [noted(0, 'a'), noted(1, 'b')],
      [['comment:5:1', 'c']],
    ],
    ['the first is gone', '/note b', [noted(0, 'a'), noted(1, 'b')], []],
    ['both are gone', 'never mind', [noted(0, 'a'), noted(1, 'b')], []],
    ['a new one in front', '/note new\n/note a', [noted(0, 'a')], []],
    ['with more lines', '/note a\nb', [noted(0, 'a')], [['comment:5:0', 'a\nb']]],
    ['empty now', '/note', [noted(0, 'a')], []],
    ['without a time', '/note a', [noted(0, 'a', at('14:05'))], [['comment:5:0', 'a']]],
    ['a time that cannot be', '/at 14:50 a', [noted(0, 'a', at('14:05'))], []],
  ])('%s', (_, after, notes, changed) => {
    expect(
      edited('', after, notes).changed.map((body) =>
        body.type === 'note-edited' ? [body.note, body.text] : body,
      ),
    ).toEqual(changed);
  });

  test('another time, told from when the comment was written', () => {
    expect(edited('', '/at 14:02 a', [noted(0, 'a', at('14:05'))]).changed).toEqual([
      { type: 'note-edited', note: 'comment:5:0', text: 'a', happened: at('14:02') },
    ]);
  });
});
